// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <gtest/gtest.h>

#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/simulate/year.hpp"

namespace samen::matcher::simulate {
namespace {

struct ThreeRules {
  std::array<YearResult, 3> results;  // policy, greedy, most pairs
  std::int64_t best = 0;
  int households = 0;
};

ThreeRules play(const YearOptions& options, int threads = 1) {
  const Policy policy;
  const auto year = make_year(options, policy, {}).value();
  ThreeRules made;
  made.households = static_cast<int>(year.households.size());
  for (const auto rule : {Rule::policy, Rule::greedy, Rule::most_pairs}) {
    made.results[static_cast<std::size_t>(rule)] = replay(year, rule, threads).value();
  }
  made.best = hindsight(year, threads).value();
  return made;
}

double mean(const YearResult& result) {
  return static_cast<double>(result.total_score) / result.matched;
}
int wait99(const YearResult& result) {
  return result.waits[(result.waits.size() - 1) * 99 / 100];
}

// The range in which both hold; the README says what happens outside it and why.
TEST(Simulate, TheShippedPolicyBeatsGreedyAndMostPairsOnScoreAndOnTheLongestWaits) {
  struct Year {
    int groups;
    std::uint64_t seed;
    double lead;  // of the mean score
  };
  const Year years[] = {{2400, 1, 0}, {2700, 1, 10}, {2700, 2, 10}, {2850, 3, 10}};
  for (const auto& [groups, seed, lead] : years) {
    const auto year = play({.groups = groups, .seed = seed});
    const auto& [policy, greedy, most_pairs] = year.results;
    for (const auto* other : {&greedy, &most_pairs}) {
      EXPECT_GT(mean(policy), mean(*other) + lead) << groups << " groups, seed " << seed;
      EXPECT_LE(wait99(policy), wait99(*other)) << groups << " groups, seed " << seed;
      EXPECT_GT(policy.total_score, other->total_score) << groups << " groups, seed " << seed;
    }
  }
}

TEST(Simulate, WithFarTooFewGroupsItStillCutsTheLongestWaitsByAThird) {
  const auto year = play({.groups = 2000, .seed = 1});
  EXPECT_LT(wait99(year.results[0]) * 3, wait99(year.results[1]) * 2);
  EXPECT_GT(mean(year.results[0]), mean(year.results[1]) * 0.93);
}

TEST(Simulate, EverybodyIsAccountedForAndNobodyBeatsHindsight) {
  const auto year = play({.households = 300, .groups = 260, .seed = 5});
  for (const auto& result : year.results) {
    EXPECT_EQ(result.matched + result.left + result.still_waiting, year.households);
    EXPECT_EQ(result.waits.size(), static_cast<std::size_t>(result.matched));
    EXPECT_LE(result.total_score, year.best);
    EXPECT_GE(result.lowest_score, 1);
  }
  const auto threaded = play({.households = 300, .groups = 260, .seed = 5}, 3);
  EXPECT_EQ(threaded.results[0].waits, year.results[0].waits);
  EXPECT_EQ(threaded.results[0].total_score, year.results[0].total_score);
}

TEST(Simulate, TheTableSaysWhetherTravelIsCoarse) {
  SimulateCommand command;
  command.households = 40;
  command.groups = 30;
  command.days = 60;
  EXPECT_NE(run_simulate(command).value().find("travel coarse"), std::string::npos);
  command.days = 0;
  EXPECT_FALSE(run_simulate(command).has_value());
  command.days = 60;
  command.policy_json = R"({"origin":1})";
  EXPECT_FALSE(run_simulate(command).has_value());
}

}  // namespace
}  // namespace samen::matcher::simulate
