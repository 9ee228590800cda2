// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/scan/scan.hpp"

#include <gtest/gtest.h>

#include "crowd.hpp"
#include "problem_of.hpp"
#include "sync/matcher/scoring/candidates.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

// The vectorised scan against the plain definition, pair by pair.
void expect_equal_to_definition(const Instance& instance, const Policy& policy) {
  const auto problem = test::problem_of(instance, policy);
  for (const int threads : {1, 3}) {
    const auto pairs = all_pairs(problem, threads).value();
    ASSERT_EQ(pairs.begin.size(), instance.households.size() + 1);
    std::size_t at = 0;
    for (HouseholdIndex h = 0; h < instance.households.size(); ++h) {
      ASSERT_EQ(pairs.begin[h], at);
      for (GroupIndex g = 0; g < instance.groups.size(); ++g) {
        if (obstacles(problem, h, g) != 0) continue;
        ASSERT_LT(at, pairs.size());
        ASSERT_EQ(pairs.group[at], g) << "household " << h;
        ASSERT_EQ(pairs.score[at], score_terms(problem, h, g).score) << h << ", " << g;
        ++at;
      }
    }
    EXPECT_EQ(pairs.size(), at);
    EXPECT_EQ(pairs.begin.back(), at);
  }
}

TEST(Scan, EqualsTheDefinitionOnManyPopulations) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const auto crowd = test::make_crowd({.seed = seed, .households = 220, .groups = 160});
    expect_equal_to_definition(crowd.instance, {});
  }
}

TEST(Scan, EqualsTheDefinitionUnderOtherPolicies) {
  Policy strict;
  strict.weights = {0, 0, 100, 0, 0, 0};
  strict.readiness = Readiness::before_proposal;
  strict.travel_limit_minutes = 14;
  Policy wide;
  wide.weights = {1, 1, 1, 1, 48, 48};
  wide.travel_limit_minutes = 150;
  wide.smallest_group = 5;
  for (const auto& policy : {strict, wide}) {
    const auto crowd = test::make_crowd({.seed = 9, .households = 150, .groups = 400}, policy);
    expect_equal_to_definition(crowd.instance, policy);
  }
}

TEST(Scan, EqualsTheDefinitionWhereQuestionsWereSkipped) {
  Policy policy;
  policy.unsaid = {.goals = 610, .interests = 520, .life_stage = 430, .shared_time = 340};
  for (const int unanswered : {40, 90}) {
    const auto crowd = test::make_crowd(
        {.seed = 10, .households = 150, .groups = 120, .unanswered_percent = unanswered}, policy);
    expect_equal_to_definition(crowd.instance, policy);
  }
}

TEST(Scan, ExcludedAndDeclinedPairsNeverAppear) {
  auto crowd = test::make_crowd({.seed = 4, .households = 60, .groups = 60});
  auto& instance = crowd.instance;
  const auto before = all_pairs(test::problem_of(instance)).value();
  for (HouseholdIndex h = 0; h < instance.households.size(); ++h) {
    for (auto i = before.begin[h]; i < before.begin[h + 1]; i += 2) {
      instance.excluded.emplace_back(h, before.group[i]);
    }
  }
  expect_equal_to_definition(instance, {});
  EXPECT_LT(all_pairs(test::problem_of(instance)).value().size(), before.size());
}

TEST(Scan, TilesOfEveryLengthAgree) {
  // Everybody lives in one place: one stretch, longer than a tile and of odd lengths.
  auto crowd = test::make_crowd({.seed = 5, .households = 12, .groups = 1100});
  auto& instance = crowd.instance;
  std::ranges::fill(instance.households.postcode, std::uint16_t{1311});
  std::ranges::fill(instance.groups.postcode, std::uint16_t{1311});
  expect_equal_to_definition(instance, {});
  for (const std::uint32_t kept : {513U, 512U, 511U, 17U, 1U}) {
    for (GroupIndex g = kept; g < instance.groups.size(); ++g) instance.groups.members[g] = 0;
    expect_equal_to_definition(instance, {});
  }
}

TEST(Scan, NobodyOnOneSideIsNoError) {
  const auto no_groups = test::make_crowd({.seed = 6, .households = 10, .groups = 0});
  EXPECT_EQ(all_pairs(test::problem_of(no_groups.instance)).value().size(), 0U);
  const auto nobody = test::make_crowd({.seed = 6, .households = 0, .groups = 10});
  EXPECT_EQ(all_pairs(test::problem_of(nobody.instance)).value().size(), 0U);
}

}  // namespace
}  // namespace samen::matcher
