// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/random.hpp"
#include "sync/matcher/assignment/assignment.hpp"

// Assignment problems for tests: written by hand, or random from a seed.
namespace samen::matcher::test {

struct Entry {
  std::uint32_t row;
  std::uint32_t column;
  std::int64_t value;
};

inline AssignmentProblem make_problem(std::uint32_t rows, std::uint32_t columns,
                                      std::vector<Entry> entries) {
  std::ranges::sort(entries, {}, [](const Entry& e) { return std::pair{e.row, e.column}; });
  AssignmentProblem problem;
  problem.rows = rows;
  problem.columns = columns;
  problem.row_begin.assign(std::size_t{rows} + 1, 0);
  for (const auto& entry : entries) {
    ++problem.row_begin[entry.row + 1];
    problem.column.push_back(entry.column);
    problem.value.push_back(entry.value);
  }
  for (std::uint32_t row = 0; row < rows; ++row)
    problem.row_begin[row + 1] += problem.row_begin[row];
  return problem;
}

inline std::vector<Entry> entries_of(const AssignmentProblem& problem) {
  std::vector<Entry> entries;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto i = problem.row_begin[row]; i < problem.row_begin[row + 1]; ++i) {
      entries.push_back({row, problem.column[i], problem.value[i]});
    }
  }
  return entries;
}

// Each entry is there in `percent` of 100 cases, with a value in lowest..highest.
inline AssignmentProblem random_problem(base::Random& random, std::uint32_t rows,
                                        std::uint32_t columns, int percent, std::int64_t lowest,
                                        std::int64_t highest) {
  std::vector<Entry> entries;
  for (std::uint32_t row = 0; row < rows; ++row) {
    for (std::uint32_t column = 0; column < columns; ++column) {
      if (static_cast<int>(random.below(100)) >= percent) continue;
      const auto width = static_cast<std::uint64_t>(highest - lowest) + 1;
      entries.push_back({row, column, lowest + static_cast<std::int64_t>(random.below(width))});
    }
  }
  return make_problem(rows, columns, std::move(entries));
}

// The optimum by trying every choice of every row; for at most 8 rows.
inline std::int64_t brute_force(const AssignmentProblem& problem, std::uint32_t row = 0,
                                std::uint32_t taken = 0) {
  if (row == problem.rows) return 0;
  std::int64_t best = brute_force(problem, row + 1, taken);
  for (auto i = problem.row_begin[row]; i < problem.row_begin[row + 1]; ++i) {
    const std::uint32_t bit = 1U << problem.column[i];
    if ((taken & bit) != 0) continue;
    best = std::max(best, problem.value[i] + brute_force(problem, row + 1, taken | bit));
  }
  return best;
}

}  // namespace samen::matcher::test
