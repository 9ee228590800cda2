// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher {

// An optimal assignment that stays optimal while rows and columns come and go: after each call the
// prices prove it as solve() would. A call costs one or two shortest-path searches, not a solve.
// Numbers of rows and columns are never used again. Not for use by several threads at once.
//
// A column that becomes free with a price above 0 is searched from its own side: without that the
// assignment would silently stop being optimal.
class Repair {
 public:
  struct Entry {
    std::uint32_t other;  // a column for a row, a row for a column
    std::int64_t value;   // entries <= 0 are never chosen and not kept
  };

  // From a solved problem. Errors: what validate() and check() refuse.
  static base::Result<Repair> start(const AssignmentProblem& problem,
                                    const AssignmentSolution& solution);
  Repair(Repair&&) noexcept;
  Repair& operator=(Repair&&) noexcept;
  ~Repair();

  // An arrival. `entries` in any order, each other at most once. Returns its number.
  // Errors: invalid_input (a number that is not there or twice), limit (value or totals too large).
  base::Result<std::uint32_t> add_row(std::span<const Entry> entries);
  base::Result<std::uint32_t> add_column(std::span<const Entry> entries);
  // Somebody leaves. Errors: not_found. Leaving twice changes nothing.
  base::Result<void> remove_row(std::uint32_t row);
  base::Result<void> remove_column(std::uint32_t column);
  // A pair is worth something else now; a decline is value 0. Errors: not_found, limit.
  base::Result<void> set(std::uint32_t row, std::uint32_t column, std::int64_t value);

  std::uint32_t rows() const;
  std::uint32_t columns() const;
  std::uint32_t column_of(std::uint32_t row) const;  // kUnassigned: alone
  std::uint32_t row_of(std::uint32_t column) const;

  struct Move {
    std::uint32_t row;
    std::uint32_t column;  // kUnassigned: gets nothing any more
  };
  // What if the pair of this row, which has a column, were set to 0: every row whose column would
  // change, the row itself first. Nothing changes.
  std::vector<Move> without_pair_of(std::uint32_t row);

  // All of it, to check or to solve again from nothing: takes as long as copying it.
  AssignmentProblem problem() const;
  AssignmentSolution solution() const;

 private:
  struct State;
  explicit Repair(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace samen::matcher
