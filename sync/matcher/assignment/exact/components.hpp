// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher::exact {

// The parts of a problem that no entry of positive value connects. Each can be solved alone; nodes
// without such an entry belong to none.
struct Components {
  std::vector<std::uint32_t> rows;          // grouped by part, rising within one
  std::vector<std::uint32_t> columns;       // likewise
  std::vector<std::uint32_t> row_begin;     // parts + 1, into rows
  std::vector<std::uint32_t> column_begin;  // parts + 1, into columns
  std::vector<std::uint64_t> entries;       // of positive value, by part
  std::vector<std::uint32_t> column_place;  // of every column: its position within its part
  std::size_t size() const { return entries.size(); }
};

Components find_components(const AssignmentProblem& problem);

}  // namespace samen::matcher::exact
