// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/simulate/year.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/random.hpp"
#include "base/say.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/model/mix.hpp"
#include "sync/matcher/synthetic/population.hpp"

namespace samen::matcher::simulate {
namespace {

using base::Errc;
using base::fail;
using base::Result;

struct FormedGroup {
  const SyntheticSignUp* start = nullptr;
  std::vector<const domain::Volunteer*> members;
};

Result<void> add_households(const std::vector<SyntheticSignUp>& sign_ups, std::uint64_t& key,
                            InstanceBuilder& builder) {
  for (const auto& sign_up : sign_ups) {
    const auto* household = std::get_if<domain::Household>(&sign_up.record.body);
    if (household == nullptr) continue;
    SAMEN_TRY([[maybe_unused]] const auto index, builder.add_household(*household, {.key = ++key}));
  }
  return {};
}

Result<void> add_groups(const std::vector<SyntheticSignUp>& sign_ups, std::uint64_t& key,
                        InstanceBuilder& builder) {
  std::map<base::HumanCode, FormedGroup> groups;
  std::vector<base::HumanCode> order;
  for (const auto& sign_up : sign_ups) {
    if (const auto* start = std::get_if<domain::GroupStart>(&sign_up.record.body)) {
      groups[start->join_code] = {&sign_up, {&start->coordinator}};
      order.push_back(start->join_code);
    } else if (const auto* member = std::get_if<domain::GroupMember>(&sign_up.record.body)) {
      groups[member->join_code].members.push_back(&member->member);
    }
  }
  for (const auto& code : order) {
    const auto& group = groups[code];
    const auto& start = std::get<domain::GroupStart>(group.start->record.body);
    SAMEN_TRY([[maybe_unused]] const auto index,
              builder.add_group(group.members, {.key = ++key,
                                                .largest_household = start.largest_household,
                                                .offers = start.offers,
                                                .screened = true,
                                                .trained = true}));
  }
  return {};
}

Result<std::vector<SyntheticSignUp>> people_of(std::uint64_t seed, int households, int groups) {
  PopulationOptions wanted;
  wanted.seed = seed;
  wanted.households = households;
  wanted.groups = groups;
  wanted.singles = 0;
  return make_population(wanted);
}

constexpr std::uint64_t kYearBefore = 0x6265666f72650000ULL;  // a seed far from those people give

// Those of the year, then those of the year before, first the households of both, then the groups.
Result<Instance> people(const YearOptions& options, const YearBefore& before, const Policy& policy,
                        const Places& places) {
  SAMEN_TRY(const auto now, people_of(options.seed, options.households, options.groups));
  SAMEN_TRY(const auto then,
            people_of(options.seed ^ kYearBefore, static_cast<int>(before.household_came.size()),
                      static_cast<int>(before.group_came.size())));
  InstanceBuilder builder(policy, places);
  std::uint64_t key = 0;
  SAMEN_CHECK(add_households(now, key, builder));
  SAMEN_CHECK(add_households(then, key, builder));
  SAMEN_CHECK(add_groups(now, key, builder));
  SAMEN_CHECK(add_groups(then, key, builder));
  return std::move(builder).build();
}

YearBefore year_before(const YearOptions& options, const Policy& policy) {
  YearBefore made;
  if (policy.look_ahead.days == 0) return made;
  base::SeededRandom random(options.seed ^ kYearBefore);
  const auto came = [&](int count, int percent, std::vector<int>& days) {
    for (int i = 0; i < count * percent / 100; ++i) {
      days.push_back(static_cast<int>(random.below(static_cast<std::uint64_t>(options.days))));
    }
  };
  came(options.households, options.expected_households_percent, made.household_came);
  came(options.groups, options.expected_groups_percent, made.group_came);
  return made;
}

std::vector<Stay> stays(std::size_t count, const YearOptions& options, base::Random& random) {
  std::vector<Stay> made(count);
  for (auto& stay : made) {
    stay.arrives = static_cast<int>(random.below(static_cast<std::uint64_t>(options.days)));
    stay.leaves = stay.arrives + 1;
    // Patience is geometric; nobody waits longer than three years.
    while (static_cast<int>(random.below(1000)) >= options.leave_per_mille_a_day &&
           stay.leaves < stay.arrives + 1095) {
      ++stay.leaves;
    }
  }
  return made;
}

}  // namespace

bool Year::declines(HouseholdIndex household, GroupIndex group) const {
  base::SeededRandom random(options.seed * kGoldenStep + (std::uint64_t{household} << 32U | group));
  return static_cast<int>(random.below(100)) < options.decline_percent;
}

Result<Year> make_year(const YearOptions& options, const Policy& policy, const Places& places,
                       const std::function<void(Instance&)>& change) {
  if (options.days < 1 || options.days > 3650)
    return fail(Errc::limit, base::say("days: expected 1 to 3650"));
  if (options.households > 200'000 || options.groups > 200'000) {
    return fail(Errc::limit, base::say("simulate: at most 200,000 households and 200,000 groups"));
  }
  for (const int percent : {options.expected_households_percent, options.expected_groups_percent}) {
    if (percent < 0 || percent > 200)
      return fail(Errc::limit, base::say("expected: 0 to 200 percent"));
  }
  auto before = year_before(options, policy);
  SAMEN_TRY(auto everybody, people(options, before, policy, places));
  if (change) change(everybody);
  SAMEN_TRY(auto problem, Problem::make(std::move(everybody), policy));
  SAMEN_TRY(auto pairs, all_pairs(problem));
  base::SeededRandom random(options.seed ^ 0x5a3e5a3eULL);
  auto households = stays(static_cast<std::size_t>(options.households), options, random);
  auto groups = stays(static_cast<std::size_t>(options.groups), options, random);
  return Year{std::move(problem),    std::move(pairs),  std::move(before),
              std::move(households), std::move(groups), options};
}

Result<std::vector<int>> hindsight(const Year& year, int threads) {
  AssignmentProblem problem;
  problem.rows = static_cast<std::uint32_t>(year.households.size());
  problem.columns = static_cast<std::uint32_t>(year.groups.size());
  problem.row_begin.push_back(0);
  const int days = year.options.days;
  for (HouseholdIndex household = 0; household < problem.rows; ++household) {
    const auto& here = year.households[household];
    for (auto i = year.pairs.begin[household]; i < year.pairs.begin[household + 1]; ++i) {
      const GroupIndex group = year.pairs.group[i];
      if (group >= problem.columns) continue;  // of the year before
      const auto& there = year.groups[group];
      const int first = std::max(here.arrives, there.arrives);
      const int last = std::min({here.leaves, there.leaves, days});
      if (first >= last || year.declines(household, group)) continue;
      problem.column.push_back(group);
      problem.value.push_back(year.pairs.score[i]);
    }
    problem.row_begin.push_back(problem.column.size());
  }
  SAMEN_TRY(const auto solution, solve(problem, {.threads = threads}));
  std::vector<int> scores(problem.rows, 0);
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      if (problem.column[e] == solution.column_of_row[row]) {
        scores[row] = static_cast<int>(problem.value[e]);
      }
    }
  }
  return scores;
}

}  // namespace samen::matcher::simulate
