// SPDX-License-Identifier: Apache-2.0
// What a decline would change, read from the repaired optimum.
#include <gtest/gtest.h>

#include "problems.hpp"
#include "sync/matcher/assignment/repair.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {
namespace {

AssignmentProblem without(AssignmentProblem problem, std::uint32_t row, std::uint32_t column) {
  for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
    if (problem.column[e] == column) problem.value[e] = 0;
  }
  return problem;
}

std::int64_t value_at(const AssignmentProblem& problem, std::uint32_t row, std::uint32_t column) {
  for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
    if (problem.column[e] == column) return problem.value[e];
  }
  ADD_FAILURE() << "no entry at row " << row << ", column " << column;
  return 0;
}

// The moves applied to the old solution: still one row a column, and worth exactly what is claimed.
std::int64_t value_after(const AssignmentProblem& problem, const AssignmentSolution& solution,
                         const std::vector<Repair::Move>& moves) {
  auto column_of_row = solution.column_of_row;
  for (const auto& move : moves) {
    EXPECT_NE(column_of_row[move.row], move.column) << "a move that moves nobody";
    column_of_row[move.row] = move.column;
  }
  std::vector<bool> taken(problem.columns, false);
  std::int64_t value = 0;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    if (column_of_row[row] == kUnassigned) continue;
    EXPECT_FALSE(taken[column_of_row[row]]) << "two rows in one column";
    taken[column_of_row[row]] = true;
    value += value_at(problem, row, column_of_row[row]);
  }
  return value;
}

void expect_equal_to_solving_again(const AssignmentProblem& problem) {
  const auto solution = solve(problem).value();
  auto optimum = Repair::start(problem, solution).value();
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    const auto column = solution.column_of_row[row];
    if (column == kUnassigned) continue;
    const auto moves = optimum.without_pair_of(row);
    const auto after = optimum.solution();
    ASSERT_EQ(after.column_of_row, solution.column_of_row) << "only a look";
    ASSERT_EQ(after.row_price, solution.row_price);
    ASSERT_EQ(after.column_price, solution.column_price);
    const auto again = solve(without(problem, row, column)).value();
    ASSERT_FALSE(moves.empty());
    EXPECT_EQ(moves.front().row, row);
    EXPECT_NE(moves.front().column, column);
    ASSERT_EQ(value_after(problem, solution, moves), again.value) << "row " << row;
  }
}

TEST(Decline, CostsExactlyWhatSolvingAgainWithoutThePairLoses) {
  base::SeededRandom random(11);
  for (int i = 0; i < 120; ++i) {
    const auto rows = static_cast<std::uint32_t>(1 + random.below(14));
    const auto columns = static_cast<std::uint32_t>(1 + random.below(14));
    const int percent = 10 + static_cast<int>(random.below(90));
    expect_equal_to_solving_again(
        test::random_problem(random, rows, columns, percent, -3, i % 2 == 0 ? 6 : 1000));
  }
}

TEST(Decline, LargerAndScarceProblemsToo) {
  base::SeededRandom random(12);
  expect_equal_to_solving_again(test::random_problem(random, 120, 80, 10, 1, 1000));
  expect_equal_to_solving_again(test::random_problem(random, 80, 120, 10, 1, 30));
}

TEST(Decline, TheOnlyPairLeavesBothAlone) {
  const auto problem = test::make_problem(1, 1, {{0, 0, 7}});
  const auto solution = solve(problem).value();
  const auto moves = Repair::start(problem, solution).value().without_pair_of(0);
  ASSERT_EQ(moves.size(), 1U);
  EXPECT_EQ(moves[0].column, kUnassigned);
}

}  // namespace
}  // namespace samen::matcher
