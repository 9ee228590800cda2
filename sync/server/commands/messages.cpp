// SPDX-License-Identifier: Apache-2.0
// messages: what people are told, and what staff have to say themselves.
#include <algorithm>
#include <memory>
#include <ostream>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "device/assets_folder.hpp"
#include "i18n/catalogue.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/print_matches.hpp"
#include "sync/server/messages/notify.hpp"
#include "sync/server/messages/rounds_of_post.hpp"
#include "sync/server/messages/smtp.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using base::translated;
using domain::MessageEvent;
using domain::MessageKind;
using domain::MessageState;

namespace {

std::string_view in_words(MessageKind kind) {
  switch (kind) {
    case MessageKind::waiting:
      return translated("that they are still on the list");
    case MessageKind::offer:
      return translated("that there is a proposal");
    case MessageKind::offer_again:
      return translated("that a proposal waits for their answer");
    case MessageKind::agreed:
      return translated("that both sides said yes");
    case MessageKind::meeting:
      return translated("the day of the first meeting");
    case MessageKind::meeting_off:
      return translated("that the meeting is off");
    case MessageKind::check_in:
      return translated("to ask how it goes");
    case MessageKind::over:
      return translated("that the proposal is over");
  }
  return "";
}

// The programme's settings and everything a round of post needs.
struct OpenPost {
  matcher::Policy policy;
  MessageSettings settings;
  i18n::Catalogues catalogues;
  std::unique_ptr<Post> mail = {};
  std::unique_ptr<Post> text = {};

  static Result<std::unique_ptr<OpenPost>> open(const DataFolder& folder,
                                                const std::filesystem::path& assets) {
    SAMEN_TRY(auto policy, programme_policy(folder));
    SAMEN_TRY(auto settings, MessageSettings::load(folder.home() / "messages.json"));
    SAMEN_TRY(auto words,
              i18n::Catalogues::load((assets.empty() ? device::usual_assets_folder() : assets) /
                                     "locales"));
    auto post = std::make_unique<OpenPost>(
        OpenPost{std::move(policy), std::move(settings), std::move(words)});
    if (post->settings.smtp) {
      post->mail = std::make_unique<Smtp>(*post->settings.smtp, post->settings.programme);
    }
    if (post->settings.notify) post->text = std::make_unique<Notify>(*post->settings.notify);
    return post;
  }
  PostOffice office(Store& store) const {
    return {&store, &policy, &settings, &catalogues, mail.get(), text.get()};
  }
};

Result<std::vector<MessageForStaff>> seen_by(Store& store, const Viewer& viewer) {
  SAMEN_TRY(auto all, messages_for_staff(store));
  std::erase_if(all, [&viewer](const auto& one) { return !viewer.sees_centre(one.centre); });
  return all;
}

Result<MessageForStaff> for_staff(Store& store, std::int64_t number, const Viewer& viewer) {
  SAMEN_TRY(const auto all, seen_by(store, viewer));
  const auto found =
      std::ranges::find(all, number, [](const auto& one) { return one.message.number; });
  if (found != all.end()) return *found;
  return fail(
      Errc::not_found,
      say("no message {} waits for staff; samen-matcher messages lists those that do", number));
}

void print_one(const MessageForStaff& one, std::ostream& out) {
  out << say("  {}  tell {} {}, since {}", one.message.number, one.whose,
             in_words(one.message.due.kind), date_in_words(one.message.made_ms));
  if (one.message.state == MessageState::given_up) {
    const auto& failure = one.message.failure;
    out << "  (" << (failure.empty() ? translated("it came back") : translated(failure)) << ")";
  }
  out << "\n";
}

Result<void> print_list(Store& store, const Viewer& viewer, std::ostream& out) {
  SAMEN_TRY(const auto all, seen_by(store, viewer));
  if (all.empty()) out << say("No message waits for staff.") << "\n";
  for (const auto& one : all) print_one(one, out);
  SAMEN_TRY(auto counts, count_messages(store));
  out << say("In all {} handed over, {} waiting to be sent, {} to be tried again.",
             counts[MessageState::handed_over], counts[MessageState::queued],
             counts[MessageState::failed])
      << "\n";
  return {};
}

Result<void> print_list_json(Store& store, const Viewer& viewer, std::ostream& out) {
  SAMEN_TRY(const auto all, seen_by(store, viewer));
  auto list = nlohmann::json::array();
  for (const auto& one : all) {
    list.push_back({{"number", one.message.number},
                    {"whose", one.whose},
                    {"kind", domain::name_of(one.message.due.kind)},
                    {"state", domain::name_of(one.message.state)},
                    {"since_ms", one.message.made_ms},
                    {"failure", one.message.failure}});
  }
  nlohmann::json counts = nlohmann::json::object();
  SAMEN_TRY(const auto counted, count_messages(store));
  for (const auto& [state, count] : counted) counts[std::string(domain::name_of(state))] = count;
  out << nlohmann::json{{"for_staff", std::move(list)}, {"counts", std::move(counts)}}.dump()
      << "\n";
  return {};
}

Result<void> show_one(const PostOffice& office, std::int64_t number, const Viewer& viewer,
                      std::ostream& out) {
  Store& store = *office.store;
  SAMEN_TRY(const auto one, for_staff(store, number, viewer));
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(write_audit(store, viewer.actor(), "contacts", one.whose));
  SAMEN_CHECK(transaction.commit());
  SAMEN_TRY(const auto shown, show_message(office, one.message));
  const auto* household = std::get_if<domain::Household>(&shown.record.body);
  const auto* volunteer = volunteer_of(shown.record.body);
  const auto& name = household != nullptr ? household->name : volunteer->name;
  const auto& contact = household != nullptr ? household->contact : volunteer->contact;
  print_contact(one.whose, name, contact, out);
  out << say(", reads {}", shown.letter.language) << "\n\n" << shown.letter.text;
  return {};
}

Result<void> move_one(Store& store, std::int64_t number, MessageEvent event, const Viewer& viewer,
                      std::ostream& out) {
  SAMEN_TRY(auto transaction, store.begin());
  if (event == MessageEvent::hand_over) SAMEN_CHECK(for_staff(store, number, viewer));
  SAMEN_TRY(auto message, find_message(store, number));
  SAMEN_CHECK(move_message(store, message, event));
  SAMEN_CHECK(write_audit(store, viewer.actor(),
                          event == MessageEvent::hand_over ? "told" : "bounced",
                          message.due.record.str()));
  SAMEN_CHECK(transaction.commit());
  out << (event == MessageEvent::hand_over ? say("Noted: they have been told.")
                                           : say("Noted: it is on the list of what staff say."))
      << "\n";
  return {};
}

Result<void> try_settings(const OpenPost& post, const std::string& to, std::ostream& out) {
  const bool number = to.starts_with("+");
  Post* way = number ? post.text.get() : post.mail.get();
  if (way == nullptr) {
    const std::string_view part = number ? "notify" : "smtp";
    return fail(Errc::invalid_input,
                say("messages.json has no \"{}\", so nothing can go there", part));
  }
  const MessageWords words(post.catalogues, post.settings);
  const MessageFacts facts{.kind = MessageKind::over};
  const std::string language = post.catalogues.languages().front();
  const auto handing = way->hand_over(
      {.to = base::SecretText(to),
       .subject = words.subject(language),
       .text = number ? words.short_text(facts, language) : words.text(facts, language),
       .language = language});
  if (handing.how == Handed::over) {
    out << say("Handed over. Look whether it has arrived.") << "\n";
    return {};
  }
  return fail(Errc::unavailable, say("it was not taken: {}", handing.why));
}

Result<void> send_all(const PostOffice& office, std::ostream& out) {
  SAMEN_TRY(const auto done, round_of_post(office));
  out << say("{} noted, {} dropped, {} handed over, {} to be tried again, {} for staff", done.noted,
             done.dropped, done.handed_over, done.failed, done.for_staff)
      << "\n";
  if (done.at_night) {
    out << say("Nothing was sent: messages.json has hours {} to {}.", office.settings->from_hour,
               office.settings->to_hour)
        << "\n";
  }
  if (done.no_service.empty()) return {};
  return fail(Errc::unavailable,
              say("not everything was sent: {}. What was not stays in line; samen-matcher "
                  "messages --test tries the settings",
                  done.no_service));
}

}  // namespace

Result<void> run_messages(const MessagesCommand& command, std::ostream& out) {
  const Viewer& viewer = command.viewer;
  const bool keeping = command.send || command.bounced || !command.test.empty();
  if (keeping && !viewer.sees(Slice::keeping)) {
    return fail(Errc::permission, say("--send, --bounced and --test are the coordinator's"));
  }
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  if (command.done) return move_one(store, *command.done, MessageEvent::hand_over, viewer, out);
  if (command.bounced) return move_one(store, *command.bounced, MessageEvent::give_up, viewer, out);
  const bool needs_words = command.send || command.show || !command.test.empty();
  if (!needs_words) {
    return command.json ? print_list_json(store, viewer, out) : print_list(store, viewer, out);
  }
  SAMEN_TRY(const auto post, OpenPost::open(matcher.folder, command.assets));
  if (!command.test.empty()) return try_settings(*post, command.test, out);
  if (command.show) return show_one(post->office(store), *command.show, viewer, out);
  return send_all(post->office(store), out);
}

}  // namespace samen::server
