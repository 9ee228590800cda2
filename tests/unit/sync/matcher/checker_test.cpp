// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/checker.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "problems.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {
namespace {

// A random instance, its optimum, and one thing spoilt: the checker must see it.
class Checker : public ::testing::Test {
 protected:
  void expect_refused(const std::function<bool(AssignmentProblem&, AssignmentSolution&)>& spoil) {
    base::SeededRandom random(21);
    int spoilt = 0;
    for (int i = 0; i < 200; ++i) {
      auto problem = test::random_problem(random, 12, 10, 40, 1, 60);
      auto solution = solve(problem).value();
      ASSERT_TRUE(check(problem, solution).has_value());
      if (!spoil(problem, solution)) continue;
      ++spoilt;
      EXPECT_FALSE(check(problem, solution).has_value()) << "case " << i;
    }
    EXPECT_GT(spoilt, 50);
  }
};

TEST_F(Checker, OneRowPriceAltered) {
  expect_refused([](auto&, auto& s) { return ++s.row_price[3], true; });
  expect_refused([](auto&, auto& s) { return --s.row_price[3], true; });
}

TEST_F(Checker, OneColumnPriceAltered) {
  expect_refused([](auto&, auto& s) { return ++s.column_price[4], true; });
  expect_refused([](auto&, auto& s) { return --s.column_price[4], true; });
}

TEST_F(Checker, PriceMovedFromOneSideToTheOther) {
  // Sums stay equal; only the pair with less cover gives it away.
  expect_refused([](auto& p, auto& s) {
    for (std::uint32_t row = 0; row < p.rows; ++row) {
      if (s.column_of_row[row] == kUnassigned || s.row_price[row] == 0) continue;
      for (std::uint32_t other = 0; other < p.columns; ++other) {
        if (other == s.column_of_row[row]) continue;
        --s.row_price[row];
        ++s.column_price[other];
        return true;
      }
    }
    return false;
  });
}

TEST_F(Checker, OneEntryWorthMoreThanProven) {
  expect_refused([](auto& p, auto& s) {
    for (std::uint32_t row = 0; row < p.rows; ++row) {
      for (auto i = p.row_begin[row]; i < p.row_begin[row + 1]; ++i) {
        if (p.column[i] == s.column_of_row[row]) continue;
        p.value[i] = s.row_price[row] + s.column_price[p.column[i]] + 1;
        return true;
      }
    }
    return false;
  });
}

TEST_F(Checker, APairLeftOut) {
  expect_refused([](auto& p, auto& s) {
    for (std::uint32_t row = 0; row < p.rows; ++row) {
      if (s.column_of_row[row] != kUnassigned) return s.column_of_row[row] = kUnassigned, true;
    }
    return false;
  });
}

TEST_F(Checker, AColumnGivenTwice) {
  expect_refused([](auto&, auto& s) {
    if (s.column_of_row[0] == kUnassigned || s.column_of_row[1] == kUnassigned) return false;
    s.column_of_row[0] = s.column_of_row[1];
    return true;
  });
}

TEST_F(Checker, APairThatIsNotPossible) {
  expect_refused([](auto& p, auto& s) {
    for (std::uint32_t column = 0; column < p.columns; ++column) {
      bool there = false;
      for (auto i = p.row_begin[0]; i < p.row_begin[1]; ++i) there |= p.column[i] == column;
      if (!there) return s.column_of_row[0] = column, true;
    }
    return false;
  });
}

TEST_F(Checker, AColumnThatIsNotThere) {
  expect_refused([](auto&, auto& s) { return s.column_of_row[2] = 4'000'000'000U, true; });
}

TEST_F(Checker, TheValueClaimed) {
  expect_refused([](auto&, auto& s) { return ++s.value, true; });
  expect_refused([](auto&, auto& s) { return --s.value, true; });
}

TEST_F(Checker, ASolutionOfAnotherSize) {
  expect_refused([](auto&, auto& s) { return s.row_price.push_back(0), true; });
  expect_refused([](auto&, auto& s) { return s.column_of_row.pop_back(), true; });
}

TEST_F(Checker, PricesThatWrapAroundTo64Bits) {
  expect_refused([](auto&, auto& s) {
    // 2^63 + 2^63 added to the sum is 0 in wrapped arithmetic.
    s.row_price[0] += std::int64_t{1} << 62;
    s.row_price[1] += std::int64_t{1} << 62;
    s.row_price[2] += std::int64_t{1} << 62;
    s.row_price[3] += std::int64_t{1} << 62;
    return true;
  });
}

}  // namespace
}  // namespace samen::matcher
