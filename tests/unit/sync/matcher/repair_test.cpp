// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/repair.hpp"

#include <gtest/gtest.h>

#include "problems.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {
namespace {

using Entries = std::vector<Repair::Entry>;

Repair start(const AssignmentProblem& problem) {
  return Repair::start(problem, solve(problem).value()).value();
}

// What a cold solve says, and the certificate of what was repaired.
void expect_optimal(const Repair& repair, std::string_view after) {
  const auto problem = repair.problem();
  const auto solution = repair.solution();
  const auto checked = check(problem, solution);
  ASSERT_TRUE(checked.has_value()) << after << ": " << checked.error().message;
  ASSERT_EQ(solution.value, solve(problem).value().value) << after;
}

Entries some_entries(base::Random& random, std::uint32_t others, int percent,
                     std::int64_t highest) {
  Entries entries;
  for (std::uint32_t other = 0; other < others; ++other) {
    if (static_cast<int>(random.below(100)) >= percent) continue;
    entries.push_back(
        {other, static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(highest) + 1))});
  }
  return entries;
}

// Arrivals, leaves, declines and changed values in random order. Returns what happened.
std::string_view random_event(base::Random& random, Repair& repair, int percent,
                              std::int64_t highest) {
  const auto row = static_cast<std::uint32_t>(random.below(repair.rows()));
  const auto column = static_cast<std::uint32_t>(random.below(repair.columns()));
  switch (random.below(7)) {
    case 0:
      repair.add_row(some_entries(random, repair.columns(), percent, highest)).value();
      return "a row arrived";
    case 1:
      repair.add_column(some_entries(random, repair.rows(), percent, highest)).value();
      return "a column arrived";
    case 2:
      repair.remove_row(row).value();
      return "a row left";
    case 3:
      repair.remove_column(column).value();
      return "a column left";
    case 4:
      if (repair.column_of(row) == kUnassigned) return "nothing";
      repair.set(row, repair.column_of(row), 0).value();
      return "a match was declined";
    case 5:
      if (repair.column_of(row) == kUnassigned) return "nothing";
      repair
          .set(row, repair.column_of(row),
               static_cast<std::int64_t>(random.below(2 * static_cast<std::uint64_t>(highest))))
          .value();
      return "a match changed its value";
    default:
      repair
          .set(row, column,
               static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(highest) + 1)))
          .value();
      return "a pair changed its value";
  }
}

TEST(Repair, EqualsAColdSolveAfterEveryEventOfRandomStreams) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    base::SeededRandom random(seed);
    const auto rows = 1 + static_cast<std::uint32_t>(random.below(14));
    const auto columns = 1 + static_cast<std::uint32_t>(random.below(14));
    const int percent = 15 + static_cast<int>(random.below(80));
    const std::int64_t highest = seed % 3 == 0 ? 3 : seed % 3 == 1 ? 50 : 1'000'000;
    auto repair = start(test::random_problem(random, rows, columns, percent, 1, highest));
    for (int event = 0; event < 60; ++event) {
      const auto what = random_event(random, repair, percent, highest);
      expect_optimal(repair, what);
      if (HasFatalFailure()) FAIL() << "seed " << seed << ", event " << event;
    }
  }
}

TEST(Repair, EqualsAColdSolveOnALargerProblem) {
  base::SeededRandom random(99);
  auto repair = start(test::random_problem(random, 300, 260, 4, 1, 1000));
  for (int event = 0; event < 200; ++event) {
    random_event(random, repair, 4, 1000);
    if (event % 20 == 19) expect_optimal(repair, "twenty events");
  }
}

TEST(Repair, ALargeValueWidensTheNumbersOnTheWay) {
  base::SeededRandom random(12);
  auto repair = start(test::random_problem(random, 60, 50, 15, 1, 40));
  for (int event = 0; event < 40; ++event) random_event(random, repair, 15, 40);
  repair.set(3, 3, std::int64_t{1} << 40).value();
  expect_optimal(repair, "a large value");
  repair.set(3, 3, 0).value();
  expect_optimal(repair, "a large value declined");
  for (int event = 0; event < 40; ++event) random_event(random, repair, 15, 40);
  expect_optimal(repair, "going on");
}

TEST(Repair, NumbersOfAnyWidthGoTheSameWay) {
  // Somebody who came and left again with a value that takes 4, 8 or 16 bytes an entry.
  std::vector<AssignmentSolution> states;
  for (const std::int64_t passing : {std::int64_t{1}, std::int64_t{5000}, std::int64_t{1} << 40}) {
    base::SeededRandom random(13);
    auto repair = start(test::random_problem(random, 80, 70, 12, 1, 60));
    const std::uint32_t column = repair.add_column({}).value();
    repair.remove_row(repair.add_row(Entries{{column, passing}}).value()).value();
    for (int event = 0; event < 200; ++event) random_event(random, repair, 12, 60);
    expect_optimal(repair, "events");
    states.push_back(repair.solution());
  }
  for (const auto& state : states) {
    EXPECT_EQ(state.column_of_row, states[0].column_of_row);
    EXPECT_EQ(state.row_price, states[0].row_price);
    EXPECT_EQ(state.column_price, states[0].column_price);
  }
}

TEST(Repair, MoreNodesThanAPackedEntryCanName) {
  constexpr std::uint32_t kColumns = (1U << 20) - 1;
  AssignmentProblem problem;
  problem.rows = 1;
  problem.columns = kColumns;
  problem.row_begin = {0, 2};
  problem.column = {0, kColumns - 1};
  problem.value = {4, 4095};
  auto repair = start(problem);
  EXPECT_EQ(repair.column_of(0), kColumns - 1);
  for (std::uint32_t more = 0; more < 3; ++more) {
    EXPECT_EQ(repair.add_column(Entries{{0, 4096 + more}}).value(), kColumns + more);
    EXPECT_EQ(repair.column_of(0), kColumns + more);
  }
  EXPECT_EQ(repair.solution().value, 4098);
  EXPECT_TRUE(check(repair.problem(), repair.solution()).has_value());
}

TEST(Repair, AFreedGroupWithAPriceFindsTheHouseholdThatWaitedForIt) {
  // Both rows want column 0 and only one gets it. When that one leaves, the other must come in:
  // nobody but the column itself can find out.
  auto repair = start(test::make_problem(2, 1, {{0, 0, 9}, {1, 0, 7}}));
  ASSERT_EQ(repair.column_of(0), 0U);
  repair.remove_row(0).value();
  EXPECT_EQ(repair.column_of(1), 0U);
  EXPECT_EQ(repair.solution().value, 7);
}

TEST(Repair, ADeclineMovesOnlyWhatItMust) {
  auto repair = start(test::make_problem(2, 3, {{0, 0, 9}, {0, 1, 8}, {1, 2, 5}}));
  repair.set(0, 0, 0).value();
  EXPECT_EQ(repair.column_of(0), 1U);
  EXPECT_EQ(repair.column_of(1), 2U);
  EXPECT_EQ(repair.row_of(0), kUnassigned);
  EXPECT_EQ(repair.solution().value, 13);
}

TEST(Repair, StartsFromNothing) {
  auto repair = start(test::make_problem(0, 0, {}));
  EXPECT_EQ(repair.add_column({}).value(), 0U);
  EXPECT_EQ(repair.add_row(Entries{{0, 4}}).value(), 0U);
  EXPECT_EQ(repair.row_of(0), 0U);
  EXPECT_EQ(repair.add_row(Entries{{0, 6}}).value(), 1U);
  EXPECT_EQ(repair.row_of(0), 1U);
  expect_optimal(repair, "two arrivals");
}

TEST(Repair, RefusesWhatIsNotThereAndWhatIsTooLarge) {
  auto repair = start(test::make_problem(2, 2, {{0, 0, 9}}));
  EXPECT_EQ(repair.remove_row(2).error().code, base::Errc::not_found);
  EXPECT_EQ(repair.remove_column(2).error().code, base::Errc::not_found);
  EXPECT_EQ(repair.set(0, 2, 1).error().code, base::Errc::not_found);
  EXPECT_EQ(repair.set(2, 0, 1).error().code, base::Errc::not_found);
  EXPECT_EQ(repair.add_row(Entries{{5, 1}}).error().code, base::Errc::not_found);
  EXPECT_EQ(repair.add_row(Entries{{1, 1}, {1, 2}}).error().code, base::Errc::invalid_input);
  const std::int64_t too_large = AssignmentProblem::kMaxAbsValue + 1;
  EXPECT_EQ(repair.set(0, 1, too_large).error().code, base::Errc::limit);
  EXPECT_EQ(repair.add_column(Entries{{0, too_large}}).error().code, base::Errc::limit);
  EXPECT_EQ(repair.rows(), 2U);  // a refused arrival leaves nothing behind
  EXPECT_EQ(repair.columns(), 2U);
  expect_optimal(repair, "refusals");
}

TEST(Repair, StartRefusesASolutionThatIsNotOptimal) {
  const auto problem = test::make_problem(1, 2, {{0, 0, 9}, {0, 1, 10}});
  AssignmentSolution poor{{0}, {9}, {0, 0}, 9};
  EXPECT_FALSE(Repair::start(problem, poor).has_value());
}

}  // namespace
}  // namespace samen::matcher
