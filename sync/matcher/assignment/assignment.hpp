// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"

// The mathematical core as data: what the solver answers and the checker checks. Neither includes
// the other.
namespace samen::matcher {

inline constexpr std::uint32_t kUnassigned = 0xffffffffU;

// A sparse value matrix, compressed by row. Rows may stay unassigned; so may columns.
struct AssignmentProblem {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::vector<std::uint64_t> row_begin;  // rows + 1, from 0, never falling
  std::vector<std::uint32_t> column;     // rising within a row, no repeats
  std::vector<std::int64_t> value;       // |value| <= kMaxAbsValue; entries <= 0 are never chosen

  static constexpr std::int64_t kMaxAbsValue = std::int64_t{1} << 52;
  std::size_t entries() const { return column.size(); }
};

// Refuses malformed arrays, values out of range, and totals that could leave 64 bits.
base::Result<void> validate(const AssignmentProblem& problem);

// A set of entries, at most one a row and one a column, of greatest total value; and the proof:
// integers row_price, column_price >= 0 with row_price[i] + column_price[j] >= value on every entry
// and sum(row_price) + sum(column_price) = value (linear programming duality).
struct AssignmentSolution {
  std::vector<std::uint32_t> column_of_row;  // kUnassigned or a column
  std::vector<std::int64_t> row_price;
  std::vector<std::int64_t> column_price;
  std::int64_t value = 0;
};

// A choice beside the best there is, for whoever wants to see that little or nothing lies between.
struct ChoiceProof {
  AssignmentProblem problem;
  AssignmentSolution best;                   // its optimum with the certificate
  std::vector<std::uint32_t> column_of_row;  // what was chosen
  std::vector<std::uint64_t> row_key;        // who is who; never told
  std::vector<std::uint64_t> column_key;
};

}  // namespace samen::matcher
