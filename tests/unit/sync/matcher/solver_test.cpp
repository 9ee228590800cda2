// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/solver.hpp"

#include <functional>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>

#include "problems.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/exchange.hpp"

namespace samen::matcher {
namespace {

using test::Entry;
using test::make_problem;
using test::random_problem;

AssignmentSolution solved(const AssignmentProblem& problem) {
  auto solution = solve(problem);
  EXPECT_TRUE(solution.has_value()) << solution.error().message;
  const auto checked = check(problem, *solution);
  EXPECT_TRUE(checked.has_value()) << checked.error().message;
  return std::move(*solution);
}

TEST(Solver, EqualsBruteForceOnEverySizeUpToEight) {
  base::SeededRandom random(11);
  for (int i = 0; i < 3000; ++i) {
    const auto rows = static_cast<std::uint32_t>(random.below(9));
    const auto columns = static_cast<std::uint32_t>(random.below(9));
    const int percent = 10 + static_cast<int>(random.below(91));
    // Few distinct values make ties, which is where such programs go wrong.
    const std::int64_t highest = i % 3 == 0 ? 3 : i % 3 == 1 ? 40 : 1'000'000;
    const auto problem = random_problem(random, rows, columns, percent, -2, highest);
    EXPECT_EQ(solved(problem).value, test::brute_force(problem)) << "case " << i;
  }
}

TEST(Solver, OneWhoGainsLittleStepsAsideForOneWhoGainsMore) {
  const auto problem = make_problem(2, 2, {{0, 0, 10}, {0, 1, 9}, {1, 0, 8}});
  const auto solution = solved(problem);
  EXPECT_EQ(solution.value, 17);
  EXPECT_EQ(solution.column_of_row, (std::vector<std::uint32_t>{1, 0}));
}

TEST(Solver, OnePairOfGreatValueBeatsTwoOfLittle) {
  const auto problem = make_problem(2, 2, {{0, 0, 10}, {0, 1, 1}, {1, 0, 2}});
  const auto solution = solved(problem);
  EXPECT_EQ(solution.value, 10);
  EXPECT_EQ(solution.column_of_row, (std::vector<std::uint32_t>{0, kUnassigned}));
}

TEST(Solver, PairsWithoutValueAreNeverChosen) {
  EXPECT_EQ(solved(make_problem(2, 2, {{0, 0, 0}, {1, 1, -5}})).column_of_row,
            (std::vector<std::uint32_t>{kUnassigned, kUnassigned}));
}

TEST(Solver, EmptyAndOneSidedProblems) {
  EXPECT_EQ(solved(make_problem(0, 0, {})).value, 0);
  EXPECT_EQ(solved(make_problem(0, 5, {})).value, 0);
  EXPECT_EQ(solved(make_problem(5, 0, {})).value, 0);
  EXPECT_EQ(solved(make_problem(5, 5, {})).value, 0);
  EXPECT_EQ(solved(make_problem(1, 4, {{0, 0, 3}, {0, 1, 7}, {0, 3, 7}})).value, 7);
  EXPECT_EQ(solved(make_problem(4, 1, {{0, 0, 3}, {1, 0, 7}, {3, 0, 7}})).value, 7);
}

TEST(Solver, AllEqualValuesMatchAsManyAsPossible) {
  std::vector<Entry> entries;
  for (std::uint32_t row = 0; row < 60; ++row) {
    for (std::uint32_t column = 0; column < 40; ++column) entries.push_back({row, column, 5});
  }
  EXPECT_EQ(solved(make_problem(60, 40, entries)).value, 40 * 5);
}

TEST(Solver, PartsWithoutConnectionAddUp) {
  base::SeededRandom random(5);
  std::int64_t sum = 0;
  std::vector<Entry> all;
  for (std::uint32_t part = 0; part < 5; ++part) {
    const auto problem = random_problem(random, 7, 6, 50, 1, 30);
    sum += test::brute_force(problem);
    for (auto entry : test::entries_of(problem)) {
      all.push_back({entry.row * 5 + part, entry.column * 5 + part, entry.value});
    }
  }
  EXPECT_EQ(solved(make_problem(35, 30, all)).value, sum);
}

TEST(Solver, RelabellingChangesNothingInTheValue) {
  base::SeededRandom random(8);
  for (int i = 0; i < 60; ++i) {
    const auto problem = random_problem(random, 40, 35, 20, 1, 1000);
    std::vector<std::uint32_t> rows(40);
    std::vector<std::uint32_t> columns(35);
    std::iota(rows.begin(), rows.end(), 0U);
    std::iota(columns.begin(), columns.end(), 0U);
    for (std::size_t k = rows.size(); k > 1; --k) std::swap(rows[k - 1], rows[random.below(k)]);
    for (std::size_t k = columns.size(); k > 1; --k)
      std::swap(columns[k - 1], columns[random.below(k)]);
    auto entries = test::entries_of(problem);
    for (auto& entry : entries) entry = {rows[entry.row], columns[entry.column], entry.value};
    EXPECT_EQ(solved(make_problem(40, 35, entries)).value, solved(problem).value);
  }
}

TEST(Solver, OneMorePossiblePairNeverLowersTheOptimum) {
  base::SeededRandom random(9);
  for (int i = 0; i < 40; ++i) {
    auto entries = test::entries_of(random_problem(random, 25, 25, 12, 1, 100));
    std::int64_t before = solved(make_problem(25, 25, entries)).value;
    for (int added = 0; added < 20; ++added) {
      const auto row = static_cast<std::uint32_t>(random.below(25));
      const auto column = static_cast<std::uint32_t>(random.below(25));
      const bool there = std::ranges::any_of(
          entries, [&](const Entry& e) { return e.row == row && e.column == column; });
      if (there) continue;
      entries.push_back({row, column, static_cast<std::int64_t>(random.below(100))});
      const std::int64_t after = solved(make_problem(25, 25, entries)).value;
      EXPECT_GE(after, before);
      before = after;
    }
  }
}

TEST(Solver, AHubThatEverybodyWantsAndARowThatWantsEverybody) {
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < 20000; ++i) {
    entries.push_back({i, 0, 100 + static_cast<std::int64_t>(i % 7)});
    if (i > 0) entries.push_back({0, i, 50});
  }
  EXPECT_EQ(solved(make_problem(20000, 20000, entries)).value, 106 + 50);
}

TEST(Solver, AMillionEntriesOnOneNode) {
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < 1'000'000; ++i) entries.push_back({0, i, 1 + (i * 7919LL) % 1000});
  EXPECT_EQ(solved(make_problem(1, 1'000'000, entries)).value, 1000);
  for (auto& entry : entries) std::swap(entry.row, entry.column);
  EXPECT_EQ(solved(make_problem(1'000'000, 1, entries)).value, 1000);
}

TEST(Solver, AFightOverTooFewItemsEndsSoon) {
  // Everybody is worth a huge bonus, and there is one item less than bidders: with small price
  // steps alone this would take a thousand million bids.
  const std::int64_t bonus = std::int64_t{1} << 40;
  std::vector<Entry> entries;
  for (std::uint32_t row = 0; row < 40; ++row) {
    for (std::uint32_t column = 0; column < 39; ++column) {
      entries.push_back({row, column, bonus + (row * 31 + column * 17) % 100});
    }
    entries.push_back({row, 39 + row, 1});  // keeps rows the smaller side
  }
  const auto solution = solved(make_problem(40, 79, entries));
  EXPECT_GE(solution.value, 39 * bonus);
  EXPECT_LT(solution.value, 40 * bonus);
}

TEST(Solver, NarrowAndWideNumbersGiveTheSameSolution) {
  base::SeededRandom random(31);
  for (int i = 0; i < 30; ++i) {
    auto problem = random_problem(random, 60, 50, 15, 1, 500);
    const auto narrow = solved(problem);
    for (auto& value : problem.value) value *= std::int64_t{1} << 30;
    const auto wide = solved(problem);
    EXPECT_EQ(wide.value, narrow.value * (std::int64_t{1} << 30));
  }
}

TEST(Solver, AnyNumberOfThreadsGivesTheSameBytes) {
  base::SeededRandom random(41);
  std::vector<Entry> all;
  for (std::uint32_t part = 0; part < 60; ++part) {
    for (auto entry : test::entries_of(random_problem(random, 20, 18, 30, 1, 300))) {
      all.push_back({entry.row * 60 + part, entry.column * 60 + part, entry.value});
    }
  }
  const auto problem = make_problem(1200, 1080, all);
  const auto one = solve(problem, {.threads = 1}).value();
  EXPECT_TRUE(check(problem, one).has_value());
  for (const int threads : {2, 3, 8, 0}) {
    const auto many = solve(problem, {.threads = threads}).value();
    EXPECT_EQ(many.column_of_row, one.column_of_row);
    EXPECT_EQ(many.row_price, one.row_price);
    EXPECT_EQ(many.column_price, one.column_price);
  }
}

TEST(Solver, SolvingAgainAfterMoreEntriesEqualsSolvingAnew) {
  base::SeededRandom random(43);
  for (int i = 0; i < 200; ++i) {
    // Several loose parts at first; new entries join some of them.
    auto entries = test::entries_of(random_problem(random, 30, 30, 4, 1, 50));
    auto solution = solved(make_problem(30, 30, entries));
    for (int step = 0; step < 5; ++step) {
      std::vector<std::uint8_t> changed(30, 0);
      for (int added = 0; added < 4; ++added) {
        const Entry entry{static_cast<std::uint32_t>(random.below(30)),
                          static_cast<std::uint32_t>(random.below(30)),
                          static_cast<std::int64_t>(random.below(60))};
        if (std::ranges::any_of(entries, [&](const Entry& e) {
              return e.row == entry.row && e.column == entry.column;
            })) {
          continue;
        }
        entries.push_back(entry);
        changed[entry.row] = 1;
      }
      const auto problem = make_problem(30, 30, entries);
      ASSERT_TRUE(solve_again(problem, changed, solution).has_value());
      const auto checked = check(problem, solution);
      ASSERT_TRUE(checked.has_value()) << checked.error().message;
      EXPECT_EQ(solution.value, solved(problem).value);
    }
  }
  auto one = solved(make_problem(2, 2, {{0, 0, 5}}));
  EXPECT_FALSE(solve_again(make_problem(3, 2, {{0, 0, 5}}), {0, 0, 0}, one).has_value());
}

// Entries close, appear and change, nodes come: from any start the optimum is the optimum.
TEST(Solver, SolvingFromAnotherOptimumEqualsSolvingAnew) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    base::SeededRandom random(seed);
    const auto below = [&](std::uint64_t n) { return random.next_u64() % n; };
    const auto rows = static_cast<std::uint32_t>(1 + below(40));
    const auto columns = static_cast<std::uint32_t>(1 + below(40));
    std::vector<Entry> edges;
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::uint32_t column = 0; column < columns; ++column) {
        if (below(3) == 0) edges.push_back({row, column, static_cast<std::int64_t>(1 + below(30))});
      }
    }
    const auto before = solve(make_problem(rows, columns, edges)).value();
    for (auto& edge : edges) {
      if (below(8) == 0) edge.value = static_cast<std::int64_t>(below(30));
    }
    const auto more = static_cast<std::uint32_t>(below(3));
    for (std::uint32_t column = columns; column < columns + more; ++column) {
      for (std::uint32_t row = 0; row < rows; ++row) {
        if (below(3) == 0) edges.push_back({row, column, static_cast<std::int64_t>(1 + below(30))});
      }
    }
    std::ranges::sort(edges, {}, [](const auto& e) { return std::pair(e.row, e.column); });
    const auto changed = make_problem(rows, columns + more, edges);
    const auto anew = solve(changed).value();
    auto wild = before;
    for (auto& price : wild.column_price) price = static_cast<std::int64_t>(below(100));
    for (const auto& start : {before, wild, AssignmentSolution{}}) {
      const auto made = solve_from(changed, start);
      ASSERT_TRUE(made) << made.error().message;
      EXPECT_EQ(made->value, anew.value) << seed;
      const auto checked = check(changed, *made);
      EXPECT_TRUE(checked) << checked.error().message;
    }
    EXPECT_FALSE(solve_from(make_problem(0, 0, {}), before)) << "of a larger problem";
  }
}

// Against all optima of small problems, one by one.
TEST(Solver, ExchangeableEntriesStandInSomeOptimaAndNotInAll) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    base::SeededRandom random(seed);
    const auto below = [&](std::uint64_t n) { return random.next_u64() % n; };
    const auto rows = static_cast<std::uint32_t>(1 + below(5));
    const auto columns = static_cast<std::uint32_t>(1 + below(5));
    std::vector<Entry> edges;
    for (std::uint32_t row = 0; row < rows; ++row) {
      for (std::uint32_t column = 0; column < columns; ++column) {
        if (below(3) > 0) edges.push_back({row, column, static_cast<std::int64_t>(1 + below(3))});
      }
    }
    const auto problem = make_problem(rows, columns, edges);
    const auto solution = solve(problem).value();
    std::vector<std::size_t> stands(edges.size(), 0);
    std::size_t optima = 0;
    std::vector<std::size_t> chosen;
    const std::function<void(std::uint32_t, std::uint32_t, std::int64_t)> grow =
        [&](std::uint32_t row, std::uint32_t used, std::int64_t value) {
          if (row == rows) {
            if (value != solution.value) return;
            ++optima;
            for (const auto e : chosen) ++stands[e];
            return;
          }
          grow(row + 1, used, value);
          for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
            if ((used >> problem.column[e] & 1U) != 0) continue;
            chosen.push_back(e);
            grow(row + 1, used | 1U << problem.column[e], value + problem.value[e]);
            chosen.pop_back();
          }
        };
    grow(0, 0, 0);
    std::vector<std::uint64_t> expected;
    for (std::size_t e = 0; e < stands.size(); ++e) {
      if (stands[e] > 0 && stands[e] < optima) expected.push_back(e);
    }
    EXPECT_EQ(exchangeable(problem, solution), expected) << seed;
  }
}

TEST(Solver, RefusesTotalsThatLeave64Bits) {
  const std::int64_t huge = AssignmentProblem::kMaxAbsValue;
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < 2000; ++i) entries.push_back({i, i, huge});
  const auto refused = solve(make_problem(2000, 2000, entries));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::Errc::limit);
  EXPECT_EQ(solved(make_problem(2, 2, {{0, 0, huge}, {1, 1, huge}})).value, 2 * huge);
}

TEST(Solver, RefusesValuesAndArraysThatMakeNoSense) {
  auto too_large = make_problem(1, 1, {{0, 0, std::numeric_limits<std::int64_t>::max()}});
  EXPECT_FALSE(solve(too_large).has_value());
  auto outside = make_problem(1, 1, {{0, 3, 5}});
  EXPECT_FALSE(solve(outside).has_value());
  auto twice = make_problem(1, 2, {{0, 1, 5}, {0, 1, 6}});
  EXPECT_FALSE(solve(twice).has_value());
  auto torn = make_problem(2, 2, {{0, 1, 5}, {1, 1, 6}});
  torn.value.pop_back();
  EXPECT_FALSE(solve(torn).has_value());
  torn = make_problem(2, 2, {{0, 1, 5}, {1, 1, 6}});
  torn.row_begin[1] = 7;
  EXPECT_FALSE(solve(torn).has_value());
}

}  // namespace
}  // namespace samen::matcher
