// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/floor.hpp"

#include <gtest/gtest.h>

#include "problems.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {
namespace {

struct Raised {
  AssignmentProblem problem;
  AssignmentSolution before;
  AssignmentSolution after;
  FloorInput input;
  FloorReport report;
};

// Scores and points are the values themselves.
Raised raised(const AssignmentProblem& problem, int per_mille,
              std::vector<std::uint8_t> guarantee = {}, int threads = 1) {
  Raised made{problem, solve(problem).value(), {}, {}, {}};
  guarantee.resize(problem.rows, 0);
  made.input.guarantee = std::move(guarantee);
  made.input.per_mille = per_mille;
  made.input.threads = threads;
  for (const auto value : problem.value) {
    made.input.scores.push_back(static_cast<std::uint16_t>(std::max<std::int64_t>(value, 0)));
    made.input.points.push_back(static_cast<std::int32_t>(value));
  }
  made.after = made.before;
  made.report = raise_floor(made.problem, made.after, made.input).value();
  return made;
}

const AssignmentProblem& trade() {
  static const auto problem =
      test::make_problem(2, 2, {{0, 0, 900}, {0, 1, 600}, {1, 0, 599}, {1, 1, 300}});
  return problem;
}

TEST(Floor, TheWorstPairGetsBetterForASmallPrice) {
  const auto made = raised(trade(), 2);
  EXPECT_EQ(made.report.before, 300);
  EXPECT_EQ(made.report.after, 599);
  EXPECT_EQ(made.report.points_before, 1200);
  EXPECT_EQ(made.report.points_after, 1199);
  EXPECT_EQ(made.report.parts_raised, 1U);
  EXPECT_EQ(made.after.column_of_row, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_TRUE(check(made.problem, made.after).has_value());
}

TEST(Floor, NotForMoreThanTheSetting) {
  const auto made = raised(trade(), 0);
  EXPECT_EQ(made.report.after, 300);
  EXPECT_EQ(made.report.parts_raised, 0U);
  EXPECT_EQ(made.after.column_of_row, made.before.column_of_row);
}

TEST(Floor, NobodyLosesTheirPlaceForIt) {
  // Without its poor pair the second household would have nothing.
  const auto made = raised(test::make_problem(2, 2, {{0, 0, 900}, {1, 1, 3}}), 1000);
  EXPECT_EQ(made.report.after, 3);
  EXPECT_NE(made.after.column_of_row[1], kUnassigned);
}

TEST(Floor, OneTownsOddPairDoesNotHoldUpAnother) {
  const auto made = raised(
      test::make_problem(3, 3, {{0, 0, 900}, {0, 1, 600}, {1, 0, 599}, {1, 1, 300}, {2, 2, 5}}), 2);
  EXPECT_EQ(made.report.parts_raised, 1U);
  EXPECT_EQ(made.after.column_of_row, (std::vector<std::uint32_t>{1, 0, 2}));
  EXPECT_EQ(made.report.after, 5);
}

TEST(Floor, AHouseholdThatComesFirstWhateverItsScoreDoesNotHoldUpTheOthers) {
  const auto problem = test::make_problem(
      3, 3, {{0, 0, 900}, {0, 1, 600}, {1, 0, 599}, {1, 1, 300}, {2, 0, 1}, {2, 2, 5}});
  EXPECT_EQ(raised(problem, 2).report.parts_raised, 0U);  // its 5 is the worst and must stay
  const auto made = raised(problem, 2, {0, 0, 1});
  EXPECT_EQ(made.report.parts_raised, 1U);
  EXPECT_EQ(made.after.column_of_row, (std::vector<std::uint32_t>{1, 0, 2}));
}

TEST(Floor, AtRandomItHelpsNobodyAtAnothersCostBeyondTheSetting) {
  base::SeededRandom random(5);
  int better = 0;
  for (int i = 0; i < 60; ++i) {
    const auto problem = test::random_problem(random, 12, 10, 45, 1, 900);
    const auto made = raised(problem, 30);
    EXPECT_TRUE(check(made.problem, made.after).has_value());
    EXPECT_GE(made.report.after, made.report.before);
    better += made.report.after > made.report.before ? 1 : 0;
    EXPECT_GE(made.report.points_after * 1000, made.report.points_before * (1000 - 30) - 1000);
    for (std::size_t row = 0; row < 12; ++row) {
      EXPECT_TRUE(made.before.column_of_row[row] == kUnassigned ||
                  made.after.column_of_row[row] != kUnassigned);
    }
    const auto threaded = raised(problem, 30, {}, 3);
    EXPECT_EQ(threaded.after.column_of_row, made.after.column_of_row);
    EXPECT_EQ(threaded.after.row_price, made.after.row_price);
  }
  EXPECT_GT(better, 2);
}

}  // namespace
}  // namespace samen::matcher
