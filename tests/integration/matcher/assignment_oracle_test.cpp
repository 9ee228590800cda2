// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "crowd.hpp"
#include "families.hpp"
#include "lemon.hpp"
#include "problem_of.hpp"
#include "problems.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/formats/assignment_text.hpp"
#include "sync/matcher/round/objective.hpp"
#include "sync/matcher/scoring/candidates.hpp"

namespace samen::matcher {
namespace {

std::int64_t our_optimum(const AssignmentProblem& problem) {
  const auto solution = solve(problem);
  EXPECT_TRUE(solution.has_value()) << solution.error().message;
  const auto checked = check(problem, *solution);
  EXPECT_TRUE(checked.has_value()) << checked.error().message;
  return solution->value;
}

TEST(LemonAgrees, OnRandomProblemsOfManyShapes) {
  base::SeededRandom random(77);
  struct Shape {
    std::uint32_t rows, columns;
    int percent;
    std::int64_t highest;
  };
  const Shape shapes[] = {
      {300, 300, 3, 1000},  {300, 200, 5, 1000},
      {200, 300, 5, 5},     {400, 400, 1, 1'000'000},
      {150, 150, 100, 100}, {150, 100, 100, 3},
      {1000, 30, 20, 50},   {30, 1000, 20, 50},
      {500, 500, 2, 1},     {80, 80, 60, std::int64_t{1} << 40},
  };
  for (const auto& [rows, columns, percent, highest] : shapes) {
    for (int i = 0; i < 6; ++i) {
      const auto problem = test::random_problem(random, rows, columns, percent, 1, highest);
      EXPECT_EQ(our_optimum(problem), test::lemon_optimum(problem))
          << rows << " x " << columns << ", " << percent << " %, up to " << highest;
    }
  }
}

TEST(LemonAgrees, OnHouseholdsAndGroupsWithGuaranteeAndLottery) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto crowd = test::make_crowd({.seed = seed, .households = 250, .groups = 200});
    Policy policy;
    policy.guarantee_days = {110, 70};
    const auto pairs = all_pairs(test::problem_of(crowd.instance, policy)).value();
    const auto objective = Objective::make(policy, 250, 200, seed).value();
    std::vector<test::Entry> entries;
    for (HouseholdIndex h = 0; h < crowd.instance.households.size(); ++h) {
      for (auto i = pairs.begin[h]; i < pairs.begin[h + 1]; ++i) {
        const auto value = objective(crowd.instance, h, pairs.group[i], pairs.score[i]);
        if (value > 0) entries.push_back({h, pairs.group[i], value});
      }
    }
    const auto problem = test::make_problem(250, 200, entries);
    EXPECT_EQ(our_optimum(problem), test::lemon_optimum(problem)) << "seed " << seed;
  }
}

TEST(LemonAgrees, OnTheFamiliesOfTheLiterature) {
  const auto compare = [](AssignmentProblem problem, const char* name) {
    // Their costs are to be minimised over perfect assignments: as many pairs as possible first.
    ASSERT_TRUE(prefer_most_pairs(problem).has_value());
    EXPECT_EQ(our_optimum(problem), test::lemon_optimum(problem)) << name;
  };
  for (const std::uint32_t size : {100U, 200U, 400U})
    compare(test::or_library(size, size), "assign");
  for (int family = 0; family < 6; ++family) {
    for (const std::uint64_t seed : {1U, 2U}) {
      compare(test::dimacs(static_cast<test::Dimacs>(family), 256, seed),
              test::kDimacsNames[family]);
    }
  }
}

TEST(LemonAgrees, OnMunicipalitiesOfManySizes) {
  for (const std::uint32_t columns : {2000U, 1400U, 2600U}) {
    const auto problem = test::municipal(2000, columns, 20, 40, columns);
    EXPECT_EQ(our_optimum(problem), test::lemon_optimum(problem));
    EXPECT_EQ(our_optimum(problem), test::lemon_general_matching(problem));
  }
}

}  // namespace
}  // namespace samen::matcher
