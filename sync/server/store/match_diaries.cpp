// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/match_diaries.hpp"

#include <algorithm>
#include <utility>

#include "base/say.hpp"
#include "base/spans.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

std::int64_t whole_day_of(std::int64_t moment_ms) {
  return moment_ms / base::kDayMs;
}

Result<MatchDiary::Step> read_diary_step(const storage::Statement& rows) {
  const auto event = domain::from_name<domain::MatchEvent>(rows.text(1));
  const auto said_by = domain::from_name<domain::SaidBy>(rows.text(4));
  if (!event || !said_by) return fail(Errc::storage_damaged, say("a step of a match nobody knows"));
  return MatchDiary::Step{.event = *event,
                          .at_ms = rows.integer(2),
                          .day_ms = rows.integer(3),
                          .said_by = *said_by,
                          .met = static_cast<int>(rows.integer(5)),
                          .reason = domain::from_name<domain::EndReason>(rows.text(6))};
}

}  // namespace

void MatchDiary::add(const Step& step) {
  const auto event = step.event;
  if (event == domain::MatchEvent::introduce && !introduced_ms_) {
    introduced_ms_ = step.at_ms;
    const std::int64_t before = whole_day_of(step.at_ms) - 1;
    for (auto& checked : checked_) checked = {before, before};
  }
  if (step.reason) {
    ended_ms_ = step.at_ms;
    end_reason_ = step.reason;
  }
  const std::int64_t day = whole_day_of(step.day_ms);
  if (event == domain::MatchEvent::meet) told_.push_back({day - 1, day, step.met});
  // Staff count from the talk about going on, which was no check-in.
  if (event == domain::MatchEvent::go_on) check(step.said_by, day);
  if (event == domain::MatchEvent::check_in) {
    check(step.said_by, day);
    told_.push_back({checked_[static_cast<std::size_t>(step.said_by)].before, day, step.met});
  }
}

std::optional<std::int64_t> MatchDiary::first_meeting_day() const {
  const auto all = domain::fewest_meetings(told_);
  if (all.empty()) return std::nullopt;
  return all.front();
}

std::int64_t MatchDiary::meetings_within(int days) const {
  const auto all = domain::fewest_meetings(told_);
  const std::int64_t last = whole_day_of(*introduced_ms_) + days;
  return std::ranges::upper_bound(all, last) - all.begin();
}

// Twice on one day is the same word twice.
void MatchDiary::check(domain::SaidBy said_by, std::int64_t day) {
  auto& [before, last] = checked_[static_cast<std::size_t>(said_by)];
  if (day > last) before = std::exchange(last, day);
}

Result<void> read_diaries(Store& store, const std::function<void(const MatchDiary&)>& reader) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT proposal, event, at_ms, day_ms, said_by, ifnull(met, 0), ifnull(reason, "
                "'') FROM match_event WHERE event IN ('introduce', 'meet', 'go-on', 'check-in', "
                "'close', 'rematch') ORDER BY proposal, day_ms, number"));
  std::optional<MatchDiary> diary;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) break;
    SAMEN_TRY(const auto proposal, to_uuid(rows.bytes(0)));
    if (!diary || diary->proposal() != proposal) {
      if (diary) reader(*diary);
      diary.emplace(proposal);
    }
    SAMEN_TRY(const auto step, read_diary_step(rows));
    diary->add(step);
  }
  if (diary) reader(*diary);
  return {};
}

}  // namespace samen::server
