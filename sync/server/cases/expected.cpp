// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/expected.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "sync/matcher/model/mix.hpp"
#include "sync/server/store/came.hpp"

namespace samen::server {

using base::kDayMs;
using base::Result;

namespace {

constexpr std::int64_t kYearDays = 365;
// From fewer households nothing is concluded about a whole season.
constexpr std::size_t kLeastOfFirstYear = 50;

// When people came whom we expect `ahead_ms` later.
struct Source {
  ExpectedFrom from = ExpectedFrom::nobody;
  Stretch when;
  std::int64_t ahead_ms = 0;
};

Result<Source> source_of(Store& store, const WaitingPool& pool, int days, std::int64_t now_ms) {
  Source made;
  made.when.synthetic = std::ranges::all_of(pool.households, &WaitingHousehold::synthetic);
  SAMEN_TRY(const auto first, first_household_ms(store, made.when.synthetic));
  if (!first || days == 0) return made;
  const bool a_year = now_ms - *first >= kYearDays * kDayMs;
  made.from = a_year ? ExpectedFrom::last_year : ExpectedFrom::last_days;
  made.ahead_ms = (a_year ? kYearDays : days) * kDayMs;
  made.when.after_ms = now_ms - made.ahead_ms;
  made.when.through_ms = made.when.after_ms + days * kDayMs;
  return made;
}

// Keys of their own: somebody who came a year ago may be waiting still.
std::uint64_t key_of(std::string_view id) {
  return matcher::mix64(tie_key(id) ^ matcher::kGoldenStep);
}

int days_until(std::int64_t came_ms, const Source& source, std::int64_t now_ms) {
  return static_cast<int>(
      std::max<std::int64_t>(1, (came_ms + source.ahead_ms - now_ms + kDayMs - 1) / kDayMs));
}

// Behind those who wait.
Result<void> add_expected(const std::vector<WaitingHousehold>& households,
                          const std::vector<PastGroup>& groups, const Source& source,
                          std::int64_t now_ms, matcher::InstanceBuilder& builder,
                          matcher::Expected& made) {
  for (const auto& came : households) {
    SAMEN_TRY([[maybe_unused]] const auto index,
              builder.add_household(came.household, {.key = key_of(came.id.str())}));
    made.household_in_days.push_back(days_until(came.since_ms, source, now_ms));
  }
  for (const auto& [group, came_ms] : groups) {
    std::vector<const domain::Volunteer*> members;
    for (const auto& member : group.members) members.push_back(&member);
    // Their papers will be in order by then, or nobody's would ever be.
    SAMEN_TRY([[maybe_unused]] const auto index,
              builder.add_group(members, {.key = key_of(group.row.join_code.str()),
                                          .largest_household = group.start.largest_household,
                                          .offers = group.start.offers,
                                          .screened = true,
                                          .trained = true}));
    made.group_in_days.push_back(days_until(came_ms, source, now_ms));
  }
  return {};
}

}  // namespace

std::string_view name_of(ExpectedFrom from) {
  switch (from) {
    case ExpectedFrom::nobody:
      return "nobody";
    case ExpectedFrom::last_days:
      return "last_days";
    case ExpectedFrom::last_year:
      break;
  }
  return "last_year";
}

Result<Arrivals> expect_arrivals(Store& store, const WaitingPool& pool,
                                 const matcher::Policy& policy, const matcher::Places& places,
                                 std::int64_t now_ms, int threads, matcher::Instance& tonight) {
  Arrivals told{.days = policy.look_ahead.days};
  SAMEN_TRY(const auto source, source_of(store, pool, told.days, now_ms));
  if (source.from == ExpectedFrom::nobody) return told;
  SAMEN_TRY(const auto households, households_that_came(store, source.when));
  SAMEN_TRY(const auto groups, groups_that_came(store, source.when));
  const bool enough =
      source.from == ExpectedFrom::last_year || households.size() >= kLeastOfFirstYear;
  if (!enough || (households.empty() && groups.empty())) return told;
  matcher::InstanceBuilder builder(policy, places);
  SAMEN_CHECK(add_pool(pool, policy, now_ms, builder));
  matcher::Expected expected;
  SAMEN_CHECK(add_expected(households, groups, source, now_ms, builder, expected));
  SAMEN_TRY(expected.everybody, std::move(builder).build());
  SAMEN_CHECK(matcher::look_ahead(tonight, policy, std::move(expected), threads));
  told.from = source.from;
  told.households = households.size();
  told.groups = groups.size();
  return told;
}

}  // namespace samen::server
