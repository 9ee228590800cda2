// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/random.hpp"
#include "sync/matcher/assignment/assignment.hpp"

// Families of assignment problems that the literature compares solvers on, written from their
// published distributions. Costs are negated: larger is better here.
namespace samen::matcher::test {

class FamilyMaker {
 public:
  FamilyMaker(std::uint32_t rows, std::uint32_t columns, std::uint64_t seed)
      : random_(seed), taken_(columns, kUnassigned) {
    problem_.rows = rows;
    problem_.columns = columns;
    problem_.row_begin.push_back(0);
  }
  std::int64_t between(std::int64_t lowest, std::int64_t highest) {
    return lowest + static_cast<std::int64_t>(
                        random_.below(static_cast<std::uint64_t>(highest - lowest) + 1));
  }
  // One row with `degree` distinct columns out of [first, last), values by f(column).
  template <class F>
  void row(std::uint32_t first, std::uint32_t last, std::uint32_t degree, F value) {
    const auto here = static_cast<std::uint32_t>(problem_.row_begin.size() - 1);
    std::vector<std::uint32_t> columns;
    if (degree >= last - first) {
      for (std::uint32_t column = first; column < last; ++column) columns.push_back(column);
    }
    while (columns.size() < degree && degree < last - first) {
      const auto column = first + static_cast<std::uint32_t>(random_.below(last - first));
      if (taken_[column] == here) continue;
      taken_[column] = here;
      columns.push_back(column);
    }
    std::ranges::sort(columns);
    for (const auto column : columns) {
      problem_.column.push_back(column);
      problem_.value.push_back(value(column));
    }
    problem_.row_begin.push_back(problem_.column.size());
  }
  AssignmentProblem take() { return std::move(problem_); }

 private:
  base::SeededRandom random_;
  AssignmentProblem problem_;
  std::vector<std::uint32_t> taken_;  // by which row
};

// Our own: about `degree` possible partners each, scores with popular columns and waiting rows.
// `parts` municipalities of falling size (1/3, 1/4, 1/5, ...), or 1 for a random graph.
inline AssignmentProblem municipal(std::uint32_t rows, std::uint32_t columns, std::uint32_t degree,
                                   std::uint32_t parts, std::uint64_t seed) {
  FamilyMaker make(rows, columns, seed);
  std::vector<std::int64_t> popular(columns);
  for (auto& extra : popular) extra = make.between(0, 200);
  double weight = 0;
  for (std::uint32_t part = 0; part < parts; ++part) weight += 1.0 / (part + 3);
  double share = 0;
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  for (std::uint32_t part = 0; part < parts; ++part) {
    share += 1.0 / (part + 3) / weight;
    const bool last = part + 1 == parts;
    const auto next_row = last ? rows : static_cast<std::uint32_t>(rows * share);
    const auto next_column = last ? columns : static_cast<std::uint32_t>(columns * share);
    for (; first_row < next_row; ++first_row) {
      const std::int64_t waiting = make.between(0, 400);
      make.row(first_column, next_column, degree, [&](std::uint32_t column) {
        return make.between(1, 800) + popular[column] + waiting;
      });
    }
    first_column = next_column;
  }
  return make.take();
}

// OR-Library "assign": complete, costs 1..100 (Beasley 1990).
inline AssignmentProblem or_library(std::uint32_t size, std::uint64_t seed) {
  FamilyMaker make(size, size, seed);
  for (std::uint32_t row = 0; row < size; ++row) {
    make.row(0, size, size, [&](std::uint32_t) { return -make.between(1, 100); });
  }
  return make.take();
}

// The DIMACS challenge's generators as described by Goldberg and Kennedy (1995).
enum class Dimacs : std::uint8_t { high_cost, low_cost, two_cost, fixed_cost, geometric, dense };
inline constexpr const char* kDimacsNames[] = {"high cost",  "low cost",  "two cost",
                                               "fixed cost", "geometric", "dense"};

inline AssignmentProblem dimacs(Dimacs family, std::uint32_t size, std::uint64_t seed) {
  FamilyMaker make(size, size, seed);
  std::vector<std::pair<std::int64_t, std::int64_t>> row_at(size);
  std::vector<std::pair<std::int64_t, std::int64_t>> column_at(size);
  for (auto& at : row_at) at = {make.between(0, 1'000'000), make.between(0, 1'000'000)};
  for (auto& at : column_at) at = {make.between(0, 1'000'000), make.between(0, 1'000'000)};
  const auto sparse = static_cast<std::uint32_t>(2 * std::log2(size));
  const bool complete = family == Dimacs::geometric || family == Dimacs::dense;
  for (std::uint32_t row = 0; row < size; ++row) {
    make.row(0, size, complete ? size : sparse, [&](std::uint32_t column) -> std::int64_t {
      switch (family) {
        case Dimacs::high_cost:
          return -make.between(0, 100'000'000);
        case Dimacs::low_cost:
          return -make.between(0, 100);
        case Dimacs::two_cost:
          return make.between(0, 1) == 0 ? -100 : -100'000'000;
        case Dimacs::fixed_cost:
          return -100LL * (row + 1) * (column + 1);
        case Dimacs::dense:
          return -make.between(1, 10'000'000);
        case Dimacs::geometric:
          break;
      }
      const auto dx = static_cast<double>(row_at[row].first - column_at[column].first);
      const auto dy = static_cast<double>(row_at[row].second - column_at[column].second);
      return -static_cast<std::int64_t>(std::sqrt(dx * dx + dy * dy));
    });
  }
  return make.take();
}

}  // namespace samen::matcher::test
