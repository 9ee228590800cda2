// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/match_due.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "sync/server/cases/match.hpp"

namespace samen::server {

using base::kDayMs;
using base::Result;
using domain::NextStep;

namespace {

std::int64_t next_check_in_ms(const MatchRow& match, const domain::MatchDays& days) {
  const std::int64_t begun = match.running_ms.value_or(match.since_ms);
  const std::int64_t day = (match.checked_ms.value_or(begun) - begun) / kDayMs;
  const auto next = std::ranges::upper_bound(days.check_ins, day);
  return begun + (next == days.check_ins.end() ? day + days.later_check_ins : *next) * kDayMs;
}

std::optional<std::int64_t> due_of(const MatchRow& match, const domain::MatchDays& days) {
  const auto& row = domain::row_of(match.state);
  switch (row.from) {
    case domain::DueFrom::this_state:
      return match.since_ms + days.*row.days * kDayMs;
    case domain::DueFrom::agreement:
      // Introduced late, or back from a meeting that did not take place: staff have their days
      // again.
      return std::max(match.agreed_ms.value_or(match.since_ms) + days.*row.days * kDayMs,
                      match.since_ms + days.introduce * kDayMs);
    case domain::DueFrom::meeting:
      return match.meeting_ms.value_or(match.since_ms) + days.*row.days * kDayMs;
    case domain::DueFrom::rhythm:
      return next_check_in_ms(match, days);
    case domain::DueFrom::never:
      break;
  }
  return std::nullopt;
}

NextAction owned(NextStep step, std::int64_t due_ms) {
  return {step, domain::owner_of(step), due_ms};
}

Result<std::optional<WorkItem>> item_of(Store& store, const matcher::Policy& policy,
                                        const OpenMatch& one) {
  const auto found = next_action(one, policy, store.now_ms());
  if (!found) return std::nullopt;
  if (found->step != NextStep::introduce) return WorkItem{one, *found};
  SAMEN_TRY(const auto first, before_introduction(store, policy, one.household, one.join_code));
  return WorkItem{one, put_first(*found, first)};
}

}  // namespace

std::optional<std::int64_t> dries_up_ms(const MatchRow& match, const domain::MatchDays& days) {
  if (!domain::row_of(match.state).may_dry_up) return std::nullopt;
  const std::int64_t known = match.sign_ms - match.introduced_ms.value_or(match.sign_ms);
  const bool first = known < days.first_weeks * 7 * kDayMs;
  return match.sign_ms + (first ? days.quiet_first : days.quiet_later) * kDayMs;
}

std::optional<NextAction> next_action(const MatchRow& match, const domain::MatchDays& days,
                                      std::int64_t now_ms) {
  const auto due = due_of(match, days);
  if (!due) return std::nullopt;
  const auto quiet = dries_up_ms(match, days);
  if (quiet && *quiet <= now_ms) return owned(NextStep::call_both, std::min(*due, *quiet));
  return owned(domain::row_of(match.state).next, *due);
}

std::optional<NextAction> next_action(const OpenMatch& open, const matcher::Policy& policy,
                                      std::int64_t now_ms) {
  const auto found = next_action(open.match, policy.match_days, now_ms);
  if (!found || (open.household_is_here && open.group_is_here)) return found;
  const bool talks = open.match.state == domain::MatchState::ending;
  return owned(talks ? NextStep::closing_talk : NextStep::say_goodbye, found->due_ms);
}

NextAction put_first(const NextAction& introduction, std::optional<NextStep> before) {
  return owned(before.value_or(introduction.step), introduction.due_ms);
}

bool is_overdue(const NextAction& action, std::int64_t now_ms) {
  return now_ms - action.due_ms >= kDayMs;
}

Result<std::vector<WorkItem>> worklist(Store& store, const matcher::Policy& policy) {
  SAMEN_TRY(const auto open, open_matches(store));
  std::vector<WorkItem> list;
  for (const auto& one : open) {
    SAMEN_TRY(const auto item, item_of(store, policy, one));
    if (item) list.push_back(*item);
  }
  std::ranges::stable_sort(list, {}, [](const WorkItem& item) { return item.action.due_ms; });
  return list;
}

Result<std::optional<WorkItem>> work_item(Store& store, const matcher::Policy& policy,
                                          const base::Uuid& proposal) {
  SAMEN_TRY(const auto open, open_match(store, proposal));
  if (!open) return std::nullopt;
  return item_of(store, policy, *open);
}

}  // namespace samen::server
