// SPDX-License-Identifier: Apache-2.0
#include "sync/server/messages/rounds_of_post.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "device/lock.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/meeting_entry.hpp"
#include "sync/server/cases/wait_range.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::MessageEvent;
using domain::MessageKind;

namespace {

// A round ends, so that the next one sees what has changed meanwhile.
constexpr int kMostARound = 200;
constexpr std::int64_t kKeptMs = 400 * base::kDayMs;
constexpr std::int64_t kMinuteMs = 60'000;
// Greylisting asks for some minutes, a full mailbox for days; then staff say it.
constexpr std::array<std::int64_t, 6> kAgainMs = {10 * kMinuteMs,     30 * kMinuteMs,
                                                  4 * 60 * kMinuteMs, base::kDayMs,
                                                  base::kDayMs,       2 * base::kDayMs};

bool is_open_hour(const MessageSettings& settings, std::int64_t now_ms) {
  const int hour = local_hour(now_ms);
  return hour >= settings.from_hour && hour < settings.to_hour;
}

Result<void> note_what_is_due(const PostOffice& office, PostDone& done) {
  Store& store = *office.store;
  // Read before the transaction, so that no kiosk waits meanwhile: each is looked at once more
  // before it is sent.
  SAMEN_TRY(const auto listed, messages_due(store, *office.policy, office.settings->rules));
  const std::set<MessageDue> due(listed.begin(), listed.end());
  SAMEN_TRY(auto transaction, store.begin());
  for (const auto& one : listed) {
    SAMEN_TRY(const bool is_new, add_message(store, one));
    done.noted += is_new ? 1 : 0;
  }
  SAMEN_TRY(auto open, open_messages(store));
  for (auto& message : open) {
    if (due.contains(message.due)) continue;
    SAMEN_CHECK(move_message(store, message, MessageEvent::drop));
    ++done.dropped;
  }
  SAMEN_CHECK(drop_messages_before(store, store.now_ms() - kKeptMs));
  return transaction.commit();
}

// Everybody who signed up has one; a Decision or a request is nobody's case.
const domain::Contact* contact_in(const domain::Body& body) {
  if (const auto* household = std::get_if<domain::Household>(&body)) return &household->contact;
  const auto* volunteer = volunteer_of(body);
  return volunteer == nullptr ? nullptr : &volunteer->contact;
}

Result<MessageFacts> facts_of(Store& store, const MessageDue& due) {
  MessageFacts facts{.kind = due.kind};
  if (due.kind == MessageKind::meeting || due.kind == MessageKind::meeting_off) {
    facts.day_ms = due.nth;
  }
  if (due.kind == MessageKind::waiting) {
    SAMEN_TRY(const auto place, place_of(store, due.record));
    SAMEN_TRY(facts.wait, expected_wait(store, due.record, place.since_ms));
  }
  return facts;
}

Result<void> note(Store& store, MessageRow& message, MessageEvent event) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(move_message(store, message, event));
  return transaction.commit();
}

MessageEvent after_a_try(MessageRow& message, const Handing& handing, std::int64_t now_ms) {
  message.failure = handing.why;
  if (handing.how == Handed::over) return MessageEvent::hand_over;
  if (handing.how == Handed::never) return MessageEvent::give_up;
  const auto tried = static_cast<std::size_t>(message.tries++);
  if (tried >= kAgainMs.size()) return MessageEvent::give_up;
  message.next_ms = now_ms + kAgainMs[tried];
  return MessageEvent::fail;
}

void count(PostDone& done, MessageEvent event) {
  done.handed_over += event == MessageEvent::hand_over ? 1 : 0;
  done.failed += event == MessageEvent::fail ? 1 : 0;
  done.for_staff += event == MessageEvent::give_up || event == MessageEvent::lack ? 1 : 0;
  done.dropped += event == MessageEvent::drop ? 1 : 0;
}

Result<Letter> letter_of(const PostOffice& office, const MessageRow& message,
                         const domain::Record& record, bool short_one) {
  SAMEN_TRY(const auto facts, facts_of(*office.store, message.due));
  const MessageWords words(*office.catalogues, *office.settings);
  const std::string& language = record.language;
  Letter letter{.to = {},
                .subject = words.subject(language),
                .text = short_one ? words.short_text(facts, language) : words.text(facts, language),
                .language = language,
                .number = message.number,
                .made_ms = message.made_ms};
  if (const auto* contact = contact_in(record.body)) letter.to = contact->value;
  if (facts.day_ms != 0) {
    SAMEN_TRY(letter.calendar, calendar_of({.match = message.due.about,
                                            .noted_ms = message.made_ms,
                                            .day_ms = facts.day_ms,
                                            .title = words.calendar_title(language),
                                            .off = facts.kind == MessageKind::meeting_off}));
  }
  return letter;
}

// One round; a service that does not answer is not asked again in it.
class Round {
 public:
  explicit Round(const PostOffice& office)
      : office_(&office), mail_(office.mail), text_(office.text) {}
  PostDone done = {};

  Result<void> send(MessageRow& message) {
    SAMEN_TRY(const auto event, try_to_send(message));
    if (!event) return {};  // it stays as it is: nothing was said about the person
    SAMEN_CHECK(note(*office_->store, message, *event));
    count(done, *event);
    return {};
  }

 private:
  Result<std::optional<MessageEvent>> try_to_send(MessageRow& message) {
    Store& store = *office_->store;
    SAMEN_TRY(const bool still, is_still_due(store, *office_->policy, message.due));
    if (!still) return MessageEvent::drop;
    SAMEN_TRY(const auto record, find_sign_up(store, message.due.record));
    const Way way = record ? way_to(record->body) : Way::staff;
    if (way == Way::staff) return MessageEvent::lack;
    Post*& post = way == Way::mail ? mail_ : text_;
    if (post == nullptr) return std::nullopt;
    SAMEN_TRY(const auto letter, letter_of(*office_, message, *record, way == Way::text));
    const Handing handing = post->hand_over(letter);
    if (handing.how == Handed::no_service) {
      done.no_service = handing.why;
      post = nullptr;
      return std::nullopt;
    }
    return after_a_try(message, handing, store.now_ms());
  }

  enum class Way : std::uint8_t { mail, text, staff };
  Way way_to(const domain::Body& body) const {
    const domain::Contact* contact = contact_in(body);
    if (contact == nullptr) return Way::staff;
    const bool mails = contact->channel == domain::ContactChannel::email;
    const bool calls = contact->channel == domain::ContactChannel::phone;
    if (mails && office_->mail != nullptr) return Way::mail;
    if (calls && office_->text != nullptr) return Way::text;
    return Way::staff;
  }

  const PostOffice* office_;
  Post* mail_;  // nullptr: it did not answer
  Post* text_;
};

}  // namespace

Result<MessageShown> show_message(const PostOffice& office, const MessageRow& message) {
  SAMEN_TRY(auto record, find_sign_up(*office.store, message.due.record));
  if (!record) return fail(Errc::not_found, say("whom this message is for is not here any more"));
  SAMEN_TRY(auto letter, letter_of(office, message, *record, false));
  return MessageShown{*std::move(record), std::move(letter)};
}

Result<PostDone> round_of_post(const PostOffice& office) {
  Store& store = *office.store;
  SAMEN_TRY(const auto lock,
            device::Lock::take(store.folder().root / "post.lock",
                               "another samen-matcher is sending messages; it will not be long"));
  Round round(office);
  SAMEN_CHECK(note_what_is_due(office, round.done));
  round.done.at_night = !is_open_hour(*office.settings, store.now_ms());
  if (round.done.at_night) return round.done;
  SAMEN_TRY(auto to_send, messages_to_send(store, kMostARound));
  for (auto& message : to_send) SAMEN_CHECK(round.send(message));
  return round.done;
}

}  // namespace samen::server
