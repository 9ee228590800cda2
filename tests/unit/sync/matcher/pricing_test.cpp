// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/pricing.hpp"

#include <gtest/gtest.h>

#include "crowd.hpp"
#include "problem_of.hpp"
#include "problems.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {
namespace {

// The problem with every possible pair in it.
AssignmentProblem whole_problem(const Instance& instance, const PairList& pairs,
                                const Objective& objective) {
  std::vector<test::Entry> entries;
  for (HouseholdIndex h = 0; h < instance.households.size(); ++h) {
    for (auto i = pairs.begin[h]; i < pairs.begin[h + 1]; ++i) {
      const auto value = objective(instance, h, pairs.group[i], pairs.score[i]);
      if (value > 0) entries.push_back({h, pairs.group[i], value});
    }
  }
  return test::make_problem(static_cast<std::uint32_t>(instance.households.size()),
                            static_cast<std::uint32_t>(instance.groups.size()), entries);
}

struct PricingCase {
  std::uint64_t seed;
  int households;
  int groups;
  int bin;
  std::vector<int> guarantee;
  int most_waiting_worth = 0;
};

class Pricing : public ::testing::TestWithParam<PricingCase> {};

TEST_P(Pricing, FindsTheOptimumOverAllPairsAndProvesItOnAllOfThem) {
  const PricingCase& with = GetParam();
  Policy policy;
  policy.lottery_bin = with.bin;
  policy.guarantee_days = with.guarantee;
  const auto crowd = test::make_crowd({.seed = with.seed,
                                       .households = with.households,
                                       .groups = with.groups,
                                       .most_waiting_worth = with.most_waiting_worth},
                                      policy);
  const auto& instance = crowd.instance;
  const auto pairs = all_pairs(test::problem_of(instance, policy)).value();
  const auto objective =
      Objective::make(policy, instance.households.size(), instance.groups.size(), with.seed)
          .value();
  const auto whole = whole_problem(instance, pairs, objective);
  const auto best = solve(whole).value();

  for (const int start : {1, 3, 14}) {
    const auto priced = solve_over_all_pairs(test::problem_of(instance, policy), objective,
                                             {.threads = 2, .start = start, .added = 2});
    ASSERT_TRUE(priced.has_value()) << priced.error().message;
    EXPECT_EQ(priced->solution.value, best.value) << "start " << start;
    const auto proven = check(whole, priced->solution);
    EXPECT_TRUE(proven.has_value()) << proven.error().message;
    EXPECT_EQ(priced->possible, pairs.size());
    EXPECT_EQ(priced->added.back(), 0U);
    EXPECT_LE(priced->problem.entries(), whole.entries());
    for (HouseholdIndex h = 0; h < instance.households.size(); ++h) {
      EXPECT_EQ(priced->possible_of[h], pairs.begin[h + 1] - pairs.begin[h]);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    , Pricing,
    ::testing::Values(PricingCase{1, 200, 150, 25, {90}}, PricingCase{2, 150, 200, 0, {}},
                      PricingCase{3, 300, 40, 25, {110, 70}}, PricingCase{4, 40, 300, 1, {60}},
                      PricingCase{5, 250, 250, 100, {}}, PricingCase{6, 1, 1, 25, {90}},
                      PricingCase{7, 30, 0, 25, {90}}, PricingCase{8, 0, 30, 25, {90}},
                      PricingCase{9, 200, 180, 20, {90}, 700}, PricingCase{10, 180, 90, 0, {}, 400},
                      PricingCase{11, 120, 150, 20, {100, 60}, 2000}));

TEST(PricingOptions, AnyNumberOfThreadsGivesTheSameBytes) {
  const auto crowd = test::make_crowd({.seed = 12, .households = 300, .groups = 240});
  const auto objective = Objective::make({}, 300, 240, 5).value();
  const auto one = solve_over_all_pairs(test::problem_of(crowd.instance), objective).value();
  for (const int threads : {2, 5, 0}) {
    const auto many =
        solve_over_all_pairs(test::problem_of(crowd.instance), objective, {.threads = threads})
            .value();
    EXPECT_EQ(many.pairs.begin, one.pairs.begin);
    EXPECT_EQ(many.pairs.group, one.pairs.group);
    EXPECT_EQ(many.solution.column_of_row, one.solution.column_of_row);
    EXPECT_EQ(many.solution.row_price, one.solution.row_price);
    EXPECT_EQ(many.added, one.added);
  }
}

TEST(PricingOptions, HowManyScoresAreKeptChangesNothing) {
  const auto crowd = test::make_crowd({.seed = 13, .households = 200, .groups = 180});
  const auto objective = Objective::make({}, 200, 180, 5).value();
  const auto all = solve_over_all_pairs(test::problem_of(crowd.instance), objective).value();
  for (const std::size_t bytes : {0U, 4000U, 40000U}) {
    const auto some = solve_over_all_pairs(test::problem_of(crowd.instance), objective,
                                           {.threads = 2, .memory_bytes = bytes})
                          .value();
    EXPECT_EQ(some.pairs.group, all.pairs.group);
    EXPECT_EQ(some.solution.column_of_row, all.solution.column_of_row);
    EXPECT_EQ(some.added, all.added);
  }
}

// Towns far apart, one much larger than the others, one without groups and one without households:
// each is priced alone, by however many threads, and together they are the optimum of the whole.
TEST(PricingRegions, TownsSolvedApartGiveTheOptimumOfTheWholeOnAnyNumberOfThreads) {
  auto crowd = test::make_crowd({.seed = 21, .households = 320, .groups = 260});
  auto& instance = crowd.instance;
  const auto town_of = [](std::uint32_t i, std::uint16_t only_here) {
    const std::uint16_t towns[] = {1311, 1311, 1311, 1311, 1311, 9711, 4811, only_here};
    return towns[i % 8];
  };
  for (HouseholdIndex h = 0; h < instance.households.size(); ++h) {
    instance.households.postcode[h] = town_of(h, 6511);
  }
  for (GroupIndex g = 0; g < instance.groups.size(); ++g) {
    instance.groups.postcode[g] = town_of(g, 7511);
  }
  const auto objective = Objective::make({}, 320, 260, 3).value();
  const auto whole =
      whole_problem(instance, all_pairs(test::problem_of(instance)).value(), objective);
  const auto one = solve_over_all_pairs(test::problem_of(instance), objective).value();
  EXPECT_EQ(one.solution.value, solve(whole)->value);
  EXPECT_TRUE(check(whole, one.solution).has_value());
  for (HouseholdIndex h = 0; h < instance.households.size(); ++h) {
    if (instance.households.postcode[h] != 6511) continue;
    EXPECT_EQ(one.possible_of[h], 0U);
  }
  for (const int threads : {2, 3, 8}) {
    const auto many =
        solve_over_all_pairs(test::problem_of(instance), objective, {.threads = threads}).value();
    EXPECT_EQ(many.pairs.group, one.pairs.group);
    EXPECT_EQ(many.pairs.score, one.pairs.score);
    EXPECT_EQ(many.problem.value, one.problem.value);
    EXPECT_EQ(many.solution.column_of_row, one.solution.column_of_row);
    EXPECT_EQ(many.solution.column_price, one.solution.column_price);
    EXPECT_EQ(many.added, one.added);
  }
}

}  // namespace
}  // namespace samen::matcher
