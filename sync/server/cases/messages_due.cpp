// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/messages_due.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/match_word.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rests.hpp"
#include "sync/server/store/retention.hpp"

namespace samen::server {

using base::kDayMs;
using base::Result;
using domain::MatchState;
using domain::MessageKind;
using domain::MessageState;
using domain::NextStep;

namespace {

using Due = std::vector<MessageDue>;

struct Told {
  std::vector<MessageRow> rows;  // of one record
  const MessageRow* find(MessageKind kind, const base::Uuid& about) const {
    const auto found = std::ranges::find_if(
        rows, [&](const auto& row) { return row.due.kind == kind && row.due.about == about; });
    return found == rows.end() ? nullptr : &*found;
  }
};

bool was_told(const MessageRow* message) {
  return message != nullptr && message->state == MessageState::handed_over;
}

// They had the offer so many days ago, and said nothing.
bool is_unanswered(const MessageRow* offer, const domain::MatchDays& days, std::int64_t now_ms) {
  return was_told(offer) && now_ms - offer->changed_ms >= days.answer * kDayMs;
}

void add_offer(const MatchRow& match, const Told& told, const domain::MatchDays& days,
               std::int64_t now_ms, const base::Uuid& record, Due& due) {
  due.push_back({record, MessageKind::offer, match.proposal});
  if (is_unanswered(told.find(MessageKind::offer, match.proposal), days, now_ms)) {
    due.push_back({record, MessageKind::offer_again, match.proposal});
  }
}

void add_meeting(const MatchRow& match, const Told& told, std::int64_t now_ms,
                 const base::Uuid& record, Due& due) {
  if (match.state == MatchState::planned && match.meeting_ms && *match.meeting_ms > now_ms) {
    due.push_back({record, MessageKind::meeting, match.proposal, *match.meeting_ms});
  }
  if (match.state != MatchState::introduced) return;
  const MessageRow* last = nullptr;  // the day they count on; what was planned before it is known
  for (const auto& row : told.rows) {
    const bool meeting = row.due.kind == MessageKind::meeting && row.due.about == match.proposal;
    if (meeting && was_told(&row)) last = &row;
  }
  if (last != nullptr && last->due.nth > now_ms) {
    due.push_back({record, MessageKind::meeting_off, match.proposal, last->due.nth});
  }
}

Result<Due> due_in_match(Store& store, const domain::MatchDays& days, const base::Uuid& record,
                         const MatchRow& match) {
  domain::ReceiptAnswer answer;
  SAMEN_CHECK(tell_of_match(store, record, answer));
  Told told;
  SAMEN_TRY(told.rows, messages_of(store, record));
  const std::int64_t now = store.now_ms();
  Due due;
  if (answer.offer && !answer.offer->own && match.state < MatchState::agreed) {
    add_offer(match, told, days, now, record, due);
  }
  if (match.state == MatchState::agreed) {
    due.push_back({record, MessageKind::agreed, match.proposal});
  }
  add_meeting(match, told, now, record, due);
  const auto next = next_action(match, days, now);
  const bool asked = next && (next->step == NextStep::check_in ||  // not when staff call
                              next->step == NextStep::hear_of_meeting);
  if (answer.check_in && asked && next->due_ms <= now) {
    due.push_back({record, MessageKind::check_in, match.proposal, next->due_ms});
  }
  return due;
}

// Of who waits: proposals they were told of that came to nothing.
Result<void> add_over(Store& store, const base::Uuid& record, Due& due) {
  SAMEN_TRY(const auto told, messages_of(store, record));
  for (const auto& row : told) {
    if (row.due.kind != MessageKind::offer || !was_told(&row)) continue;
    SAMEN_TRY(const auto last, last_answer(store, row.due.about, record));
    if (last && last->answer == domain::OwnAnswer::no) continue;
    due.push_back({record, MessageKind::over, row.due.about});
  }
  return {};
}

// Wants to be proposed, and waits for it.
Result<bool> waits(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto key, receipt_key_of(store, record));
  if (key && key->word != OwnWord::active) return false;
  SAMEN_TRY(const bool rests, is_resting(store, record));
  if (rests) return false;
  SAMEN_TRY(const auto place, place_of(store, record));
  return place.state == CaseState::waiting || place.state == CaseState::proposed;
}

Result<void> add_match(Store& store, const domain::MatchDays& days, const OpenMatch& open,
                       Due& all) {
  std::vector<base::Uuid> records;
  if (open.household_is_here) records.push_back(open.household);
  SAMEN_TRY(const auto group, records_of_group(store, open.join_code));
  for (const auto& each : group) records.push_back(each.id);
  for (const auto& record : records) {
    SAMEN_TRY(const bool made_up, is_made_up(store, record));
    if (made_up) continue;
    SAMEN_TRY(const auto due, due_in_match(store, days, record, open.match));
    all.insert(all.end(), due.begin(), due.end());
  }
  return {};
}

Result<void> add_waiting(Store& store, const MessageRules& rules, Due& all) {
  SAMEN_TRY(const auto heard, last_heard_of_all(store));
  SAMEN_TRY(const auto told, last_messages(store));
  for (const auto& one : heard) {
    const auto last = told.find(one.record);
    const std::int64_t word = std::max(one.at_ms, last == told.end() ? 0 : last->second);
    const bool silent = store.now_ms() - word >= rules.waiting_days * kDayMs;
    if (one.withdrawn || (!silent && last == told.end())) continue;
    SAMEN_TRY(const bool made_up, is_made_up(store, one.record));
    if (made_up) continue;
    SAMEN_TRY(const bool does, waits(store, one.record));
    if (!does) continue;
    SAMEN_CHECK(add_over(store, one.record, all));
    if (silent) all.push_back({one.record, MessageKind::waiting, {}, word});
  }
  return {};
}

}  // namespace

Result<Due> messages_due(Store& store, const matcher::Policy& policy, const MessageRules& rules) {
  Due all;
  SAMEN_TRY(const auto matches, open_matches(store));
  for (const auto& open : matches) SAMEN_CHECK(add_match(store, policy.match_days, open, all));
  SAMEN_CHECK(add_waiting(store, rules, all));
  return all;
}

Result<bool> is_still_due(Store& store, const matcher::Policy& policy, const MessageDue& message) {
  SAMEN_TRY(const bool made_up, is_made_up(store, message.record));
  if (made_up) return false;
  SAMEN_TRY(const auto match, match_of_record(store, message.record));
  Due due;
  if (match && match->state != MatchState::closed) {
    SAMEN_TRY(due, due_in_match(store, policy.match_days, message.record, *match));
  } else {
    SAMEN_TRY(const bool does, waits(store, message.record));
    if (!does || message.kind == MessageKind::waiting) return does;
    SAMEN_CHECK(add_over(store, message.record, due));
  }
  return std::ranges::find(due, message) != due.end();
}

}  // namespace samen::server
