// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/report.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

#include "base/nearest_rank.hpp"
#include "base/spans.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/match_diaries.hpp"
#include "sync/server/store/report_rows.hpp"

namespace samen::server {

using base::kDayMs;
using base::Result;

namespace {

constexpr std::size_t kOften = 0, kNotOften = 1;  // counts of the wall

// Counts one thing after the other, each at a centre and in the whole.
class Counting {
 public:
  Counting(const Period& period, std::vector<std::string> centres) {
    report_.period = period;
    report_.centres = std::move(centres);
    report_.reasons.resize(domain::vocabulary_size<domain::EndReason>());
    for (auto& table : report_.tables) table.centres.resize(report_.centres.size());
    auto& wall = table_of(Measure::wall);
    wall.whole.counts.resize(2);
    for (auto& row : wall.centres) row.counts.resize(2);
  }

  void match(const MatchDiary& diary, const ReportedHousehold& household) {
    const auto& period = report_.period;
    report_.made_up_people = report_.made_up_people || household.synthetic;
    if (const auto day = diary.first_meeting_day(); day && period.contains(*day * kDayMs)) {
      count(Measure::met, household.centre);
    }
    if (!diary.introduced_ms()) return;
    const std::int64_t begun = *diary.introduced_ms();
    if (period.contains(begun)) count(Measure::started, household.centre);
    const bool over = diary.ended_ms() && *diary.ended_ms() < period.to_ms;
    if (begun < period.to_ms && !over) count(Measure::running, household.centre);
    if (period.contains(begun + kMetWithinDays * kDayMs)) {
      const bool often = diary.meetings_within(kMetWithinDays) >= kMetOften;
      count(Measure::wall, household.centre, often ? kOften : kNotOften);
    }
    if (!diary.ended_ms() || !period.contains(*diary.ended_ms())) return;
    count(Measure::ended, household.centre);
    ++report_.reasons[static_cast<std::size_t>(*diary.end_reason())].counts[0];
  }

  void waited(Measure measure, const ReportedHousehold& household, std::int64_t until_ms) {
    if (!report_.period.contains(until_ms)) return;
    report_.made_up_people = report_.made_up_people || household.synthetic;
    count(measure, household.centre);
    const std::int64_t days =
        std::max<std::int64_t>(0, (until_ms - household.signed_up_ms) / kDayMs);
    auto& waits = waits_[measure];
    waits.resize(report_.centres.size() + 1);
    waits[place_of(household.centre)].push_back(days);
    waits.back().push_back(days);
  }

  Report done() && {
    for (const auto measure : {Measure::to_proposal, Measure::to_meeting}) fill_waits(measure);
    for (auto& table : report_.tables) hide_small(table.centres, table.whole);
    auto& ended = table_of(Measure::ended).whole;
    hide_small(report_.reasons, ended);  // the same sum, and the same verdict on it
    return std::move(report_);
  }

 private:
  MeasureTable& table_of(Measure measure) {
    return report_.tables[static_cast<std::size_t>(measure)];
  }
  // Every centre is in the store's list, from which these were read a moment before.
  std::size_t place_of(const std::string& centre) {
    const auto at = std::ranges::find(report_.centres, centre);
    if (at != report_.centres.end()) {
      return static_cast<std::size_t>(at - report_.centres.begin());
    }
    report_.centres.push_back(centre);
    for (auto& table : report_.tables) {
      table.centres.push_back({.counts = std::vector<std::int64_t>(table.whole.counts.size())});
    }
    return report_.centres.size() - 1;
  }
  void count(Measure measure, const std::string& centre, std::size_t which = 0) {
    const auto place = place_of(centre);
    auto& table = table_of(measure);
    ++table.centres[place].counts[which];
    ++table.whole.counts[which];
  }
  void fill_waits(Measure measure) {
    auto& table = table_of(measure);
    auto& waits = waits_[measure];
    const auto fill = [](Figure& figure, std::vector<std::int64_t>& days) {
      if (days.empty()) return;
      std::ranges::sort(days);
      figure.half_days = base::nearest_rank<std::int64_t>(days, kHalfOfWaits);
      figure.most_days = base::nearest_rank<std::int64_t>(days, kMostOfWaits);
    };
    for (std::size_t i = 0; i + 1 < waits.size(); ++i) fill(table.centres[i], waits[i]);
    if (!waits.empty()) fill(table.whole, waits.back());
  }

  Report report_;
  std::map<Measure, std::vector<std::vector<std::int64_t>>> waits_;  // by centre, all of them last
};

Result<std::vector<std::string>> names_of_centres(Store& store) {
  SAMEN_TRY(const auto centres, all_centres(store));
  std::vector<std::string> names;
  for (const auto& centre : centres) names.push_back(centre.name);
  std::ranges::sort(names);
  return names;
}

std::int64_t first_moment(std::chrono::year_month month) {
  const std::chrono::sys_days day = month / std::chrono::day(1);
  return std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count();
}

}  // namespace

Period quarter_of(std::int64_t at_ms, int before) {
  constexpr unsigned kMonths = 3;
  using std::chrono::months;
  const std::chrono::year_month_day day = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms)));
  const unsigned month = (static_cast<unsigned>(day.month()) - 1) / kMonths * kMonths + 1;
  const auto first =
      day.year() / std::chrono::month(month) - months(static_cast<int>(kMonths) * before);
  return {first_moment(first), first_moment(first + months(kMonths))};
}

Result<Report> make_report(Store& store, const Period& period) {
  SAMEN_TRY(auto centres, names_of_centres(store));
  SAMEN_TRY(const auto proposals, reported_proposals(store));
  Counting counting(period, std::move(centres));
  std::map<base::Uuid, std::int64_t> first_meetings;  // of each household
  SAMEN_CHECK(read_diaries(store, [&](const MatchDiary& diary) {
    const auto match = proposals.accepted.find(diary.proposal());
    if (match == proposals.accepted.end()) return;
    counting.match(diary, proposals.households.at(match->second));
    const auto day = diary.first_meeting_day();
    if (!day) return;
    const auto [at, fresh] = first_meetings.try_emplace(match->second, *day * kDayMs);
    if (!fresh) at->second = std::min(at->second, *day * kDayMs);
  }));
  for (const auto& [id, household] : proposals.households) {
    counting.waited(Measure::to_proposal, household, household.first_proposal_ms);
    const auto met = first_meetings.find(id);
    if (met != first_meetings.end()) counting.waited(Measure::to_meeting, household, met->second);
  }
  return std::move(counting).done();
}

}  // namespace samen::server
