// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/fairness.hpp"

#include <algorithm>
#include <map>

#include "base/nearest_rank.hpp"
#include "base/spans.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/log_reading.hpp"
#include "sync/server/cases/report.hpp"
#include "sync/server/store/round_logs.hpp"
#include "sync/server/store/waiting_rows.hpp"

namespace samen::server {

using base::Result;
using nlohmann::json;

namespace {

std::vector<Chance> chances_in(const json& by, const char* list) {
  std::vector<Chance> chances;
  for (const auto& [name, entry] : server::part(by, list).items()) {
    Chance one{.name = name, .households = server::number(entry, "waiting")};
    if (server::part(entry, "proposed").is_number_integer()) {
      one.proposed = server::number(entry, "proposed");
    }
    if (one.households > 0) chances.push_back(std::move(one));
  }
  return chances;
}

Result<void> read_chances(Store& store, Fairness& fairness) {
  SAMEN_TRY(const auto stored, find_round(store, std::nullopt));
  if (!stored) return {};
  const auto log = read_log_facts(stored->log_json);
  fairness.round = stored->id;
  fairness.made_ms = stored->made_ms;
  fairness.whole.households = server::number(log, "households");
  fairness.whole.proposed =
      std::max<std::int64_t>(0, fairness.whole.households - server::number(log, "not_yet"));
  const auto& by = server::part(log, "by");
  fairness.language = chances_in(by, "language");
  fairness.size = chances_in(by, "size");
  fairness.need_class = chances_in(by, "need_class");
  return {};
}

// `days` of those who wait longest come first.
WaitsNow waits_of(const std::string& name, std::vector<std::int64_t> days) {
  WaitsNow waits{.name = name, .households = static_cast<std::int64_t>(days.size())};
  if (days.empty()) return waits;
  std::ranges::reverse(days);
  waits.half_days = base::nearest_rank<std::int64_t>(days, kHalfOfWaits);
  waits.most_days = base::nearest_rank<std::int64_t>(days, kMostOfWaits);
  waits.longest_days = days.back();
  return waits;
}

using DaysByName = std::map<std::string, std::vector<std::int64_t>>;

std::vector<WaitsNow> rows_of(DaysByName&& by_name) {
  std::vector<WaitsNow> rows;
  for (auto& [name, days] : by_name) rows.push_back(waits_of(name, std::move(days)));
  return rows;
}

}  // namespace

Result<Fairness> read_fairness(Store& store) {
  Fairness fairness;
  SAMEN_CHECK(read_chances(store, fairness));
  SAMEN_TRY(const auto waiting, households_that_wait(store));
  std::vector<std::int64_t> all;
  DaysByName municipalities;
  DaysByName months;
  for (const auto& one : waiting) {
    // A clock that was wrong makes nobody wait for less than nothing.
    const auto days = std::max<std::int64_t>(0, (store.now_ms() - one.since_ms) / base::kDayMs);
    constexpr std::size_t kYearAndMonth = 7;
    all.push_back(days);
    if (fairness.longest.size() < kLongestShown) {
      fairness.longest.push_back({one.label, one.centre, days});
    }
    municipalities[one.municipality].push_back(days);
    months[date_in_words(one.since_ms).substr(0, kYearAndMonth)].push_back(days);
  }
  fairness.waits = waits_of({}, std::move(all));
  fairness.municipalities = rows_of(std::move(municipalities));
  fairness.months = rows_of(std::move(months));
  return fairness;
}

}  // namespace samen::server
