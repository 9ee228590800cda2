// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/round.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

#include <gtest/gtest.h>

#include "crowd.hpp"
#include "people.hpp"
#include "problem_of.hpp"

namespace samen::matcher {
namespace {

using namespace domain;
using test::group_of;
using test::World;

RoundResult round_of(const Instance& instance, const Policy& policy, std::uint64_t seed = 1) {
  auto result = run_round(test::problem_of(instance, policy), {.seed = seed});
  EXPECT_TRUE(result.has_value()) << result.error().message;
  return std::move(*result);
}

TEST(Round, TwoHouseholdsAndTwoGroupsMeetInTheBestWay) {
  World world;
  auto cook = test::household();
  cook.adults[0].goals = {Goal::friends};
  auto pupil = test::household();
  pupil.adults[0].goals = {Goal::dutch};
  world.add(cook);
  world.add(pupil);
  world.add(group_of(5));  // helps with Dutch
  auto friendly = group_of(5);
  for (auto& member : friendly) member.help = {Goal::friends};
  world.add(friendly);
  const auto result = round_of(world.build(), world.policy);
  ASSERT_EQ(result.proposals.size(), 2U);
  EXPECT_EQ(result.proposals[0].group, 1U);
  EXPECT_EQ(result.proposals[1].group, 0U);
  EXPECT_TRUE(result.summary.certified);
  EXPECT_TRUE(result.summary.coarse_travel);
  ASSERT_TRUE(result.proposals[0].next_best_score.has_value());
  EXPECT_LT(*result.proposals[0].next_best_score, result.proposals[0].score);
}

TEST(Round, NobodyAndNothing) {
  World nobody;
  EXPECT_TRUE(round_of(nobody.build(), nobody.policy).proposals.empty());
  World alone;
  alone.add(test::household());
  const auto result = round_of(alone.build(), alone.policy);
  ASSERT_EQ(result.why_not.size(), 1U);
  EXPECT_EQ(result.why_not[0].reason.key, "whynot.no_groups");
  World groups;
  groups.add(group_of(5));
  EXPECT_TRUE(round_of(groups.build(), groups.policy).why_not.empty());
}

TEST(Round, TheLongestWaitComesFirstWhateverTheScore) {
  World world;
  auto poor_fit = test::household();
  poor_fit.adults[0].goals = {Goal::sport, Goal::housing};
  poor_fit.adults[0].interests = {Interest::film};
  world.add(test::household(), 89);
  world.add(poor_fit, 90);
  world.add(group_of(5));
  const auto result = round_of(world.build(), world.policy);
  ASSERT_EQ(result.proposals.size(), 1U);
  EXPECT_EQ(result.proposals[0].household, 1U);
  EXPECT_EQ(result.proposals[0].guarantee_class, 1);
  EXPECT_EQ(result.why_not[0].reason.key, "whynot.all_taken");
}

TEST(Round, APoorPairWaitsForABetterOne) {
  World world;
  auto poor_fit = test::household();
  poor_fit.adults[0].goals = {Goal::sport};
  poor_fit.adults[0].interests = {Interest::film};
  poor_fit.adults[0].age = AgeBand::age_65_up;
  poor_fit.adults[0].languages = {};
  poor_fit.interpreter = true;
  poor_fit.times = {};
  world.add(poor_fit, 0);
  world.add(group_of(5));
  const auto instance = world.build();
  EXPECT_EQ(round_of(instance, world.policy).proposals.size(), 1U) << "nobody is expected";
  Policy reserve = world.policy;
  reserve.reserve = 600;
  auto expecting_household = instance;
  expecting_household.households.waiting_worth[0] = 600;
  auto expecting_group = instance;
  expecting_group.groups.waiting_worth[0] = 600;
  for (const auto& result :
       {round_of(instance, reserve), round_of(expecting_household, world.policy),
        round_of(expecting_group, world.policy)}) {
    EXPECT_TRUE(result.proposals.empty());
    ASSERT_EQ(result.why_not.size(), 1U);
    EXPECT_EQ(result.why_not[0].reason.key, "whynot.better_later");
  }
}

TEST(Round, WhoComesFirstWaitsForNobodyHoweverGoodAGroupIsExpected) {
  World world;
  world.add(test::household(), 90);
  world.add(group_of(5));
  auto instance = world.build();
  instance.households.waiting_worth[0] = 1500;
  instance.groups.waiting_worth[0] = 900;
  const auto result = round_of(instance, world.policy);
  ASSERT_EQ(result.proposals.size(), 1U);
  EXPECT_LT(result.proposals[0].value, 0);
  EXPECT_EQ(result.proposals[0].household_waiting_worth, 1500);
  EXPECT_EQ(result.proposals[0].group_waiting_worth, 900);
  instance.households.days_waiting[0] = 89;
  EXPECT_TRUE(round_of(instance, world.policy).proposals.empty());
}

TEST(Round, RefusesAPolicyThatMakesNoSense) {
  World world;
  auto policy = world.policy;
  policy.weights[0] = 36;
  const auto result = Problem::make(world.build(), policy);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().message, "weights: they are percentages and add up to 101, not 100");
}

TEST(Round, ARandomCrowdNeverMeetsAcrossAHardConstraint) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    auto crowd = test::make_crowd({.seed = seed, .households = 90, .groups = 70});
    const Policy policy;
    const auto result = round_of(crowd.instance, policy, seed);
    EXPECT_GT(result.proposals.size(), 30U);
    EXPECT_EQ(result.proposals.size() + result.why_not.size(), 90U);
    std::vector<bool> taken(crowd.instance.groups.size(), false);
    for (const auto& proposal : result.proposals) {
      EXPECT_EQ(
          obstacles(test::problem_of(crowd.instance, policy), proposal.household, proposal.group),
          0U);
      EXPECT_TRUE(test::may_meet(crowd.households[proposal.household], crowd.groups[proposal.group],
                                 policy));
      EXPECT_FALSE(taken[proposal.group]);
      taken[proposal.group] = true;
    }
  }
}

TEST(Round, DeclinedPairsStayApartHoweverWellTheyFit) {
  auto crowd = test::make_crowd({.seed = 3, .households = 60, .groups = 50});
  const Policy policy;
  for (int i = 0; i < 4; ++i) {
    const auto result = round_of(crowd.instance, policy);
    for (const auto& proposal : result.proposals) {
      EXPECT_FALSE(crowd.instance.is_excluded(proposal.household, proposal.group));
      crowd.instance.excluded.emplace_back(proposal.household, proposal.group);
    }
    std::ranges::sort(crowd.instance.excluded);
  }
}

TEST(Round, TheSameSeedGivesTheSameResultAndAnotherSeedMayNot) {
  const auto crowd = test::make_crowd({.seed = 5, .households = 120, .groups = 90});
  const Policy policy;
  const auto pairs = [&](std::uint64_t seed) {
    std::vector<std::pair<HouseholdIndex, GroupIndex>> found;
    for (const auto& proposal : round_of(crowd.instance, policy, seed).proposals) {
      found.emplace_back(proposal.household, proposal.group);
    }
    return found;
  };
  EXPECT_EQ(pairs(7), pairs(7));
  EXPECT_NE(pairs(7), pairs(8));  // the lottery decides between equals
}

TEST(Round, TheOrderInWhichPeopleSignedUpChangesNothing) {
  const auto straight = test::make_crowd({.seed = 9, .households = 80, .groups = 60});
  const auto shuffled = test::make_crowd({.seed = 9, .households = 80, .groups = 60, .shuffle = 4});
  const Policy policy;
  const auto pairs = [&](const test::Crowd& crowd) {
    std::map<std::uint64_t, std::uint64_t> found;
    for (const auto& proposal : round_of(crowd.instance, policy).proposals) {
      found[crowd.instance.households.key[proposal.household]] =
          crowd.instance.groups.key[proposal.group];
    }
    return found;
  };
  EXPECT_EQ(pairs(straight), pairs(shuffled));
}

// The most households of a class that can be covered, by augmenting paths class after class: the
// greedy of the transversal matroid.
std::vector<int> greedy_class_counts(const Instance& instance, const Policy& policy) {
  const auto problem = test::problem_of(instance, policy);
  const auto households = instance.households.size();
  const auto groups = instance.groups.size();
  std::vector<std::uint32_t> owner(groups, kNone);
  std::vector<bool> seen;
  const std::function<bool(HouseholdIndex)> cover = [&](HouseholdIndex household) {
    for (GroupIndex group = 0; group < groups; ++group) {
      if (seen[group] || obstacles(problem, household, group) != 0) continue;
      seen[group] = true;
      if (owner[group] == kNone || cover(owner[group])) {
        owner[group] = household;
        return true;
      }
    }
    return false;
  };
  std::vector<int> counts(policy.guarantee_days.size() + 1, 0);
  for (std::size_t wanted = 1; wanted < counts.size(); ++wanted) {
    for (HouseholdIndex household = 0; household < households; ++household) {
      const int days = instance.households.days_waiting[household];
      if (guarantee_class(policy, days) != static_cast<int>(wanted)) continue;
      seen.assign(groups, false);
      if (cover(household)) ++counts[wanted];
    }
  }
  return counts;
}

TEST(Round, GuaranteeClassesGetAsManyAsTheGreedyMatroid) {
  Policy policy;
  policy.guarantee_days = {110, 80, 40};
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const auto crowd = test::make_crowd({.seed = seed, .households = 60, .groups = 25});
    const auto result = round_of(crowd.instance, policy, seed);
    std::vector<int> counts(4, 0);
    for (const auto& proposal : result.proposals) {
      if (proposal.guarantee_class > 0)
        ++counts[static_cast<std::size_t>(proposal.guarantee_class)];
    }
    EXPECT_EQ(counts, greedy_class_counts(crowd.instance, policy)) << "seed " << seed;
  }
}

TEST(Round, WithoutALotteryTheTotalValueIsTheGreatest) {
  const auto crowd = test::make_crowd({.seed = 4, .households = 100, .groups = 80});
  Policy lottery;
  lottery.floor_per_mille = 0;  // it may give up points for the worst pair
  Policy exact = lottery;
  exact.lottery_bin = 0;
  const auto total = [](const RoundResult& result) {
    int sum = 0;
    for (const auto& proposal : result.proposals) sum += proposal.value;
    return sum;
  };
  const auto best = round_of(crowd.instance, exact);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto drawn = round_of(crowd.instance, lottery, seed);
    EXPECT_LE(total(drawn), total(best));
    EXPECT_GE(total(drawn), total(best) * 96 / 100);
  }
}

}  // namespace
}  // namespace samen::matcher
