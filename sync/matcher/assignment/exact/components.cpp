// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/exact/components.hpp"

#include <utility>

#include "sync/matcher/assignment/exact/sets.hpp"

namespace samen::matcher::exact {
namespace {

// Counts to positions: begin[i] is where part i starts; one past the end at the back.
void accumulate(std::vector<std::uint32_t>& counts) {
  std::uint32_t sum = 0;
  for (auto& count : counts) sum += std::exchange(count, sum);
  counts.push_back(sum);
}

}  // namespace

Components find_components(const AssignmentProblem& problem) {
  const std::uint32_t rows = problem.rows;
  Sets sets(std::size_t{rows} + problem.columns);
  std::vector<std::uint32_t> useful(rows, 0);  // entries of positive value
  std::vector<bool> reached(problem.columns, false);
  for (std::uint32_t row = 0; row < rows; ++row) {
    std::uint32_t root = sets.find(row);
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      if (problem.value[e] <= 0) continue;
      ++useful[row];
      reached[problem.column[e]] = true;
      root = sets.join(root, rows + problem.column[e]);
    }
  }

  // Number the parts by their first row (roots are rows: a part has one, and rows are smaller).
  Components parts;
  std::vector<std::uint32_t> part_of(rows, kUnassigned);
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (useful[row] == 0) continue;
    const std::uint32_t root = sets.find(row);
    if (part_of[root] == kUnassigned) {
      part_of[root] = static_cast<std::uint32_t>(parts.entries.size());
      parts.entries.push_back(0);
      parts.row_begin.push_back(0);
      parts.column_begin.push_back(0);
    }
    const std::uint32_t part = part_of[root];
    parts.entries[part] += useful[row];
    ++parts.row_begin[part];
  }
  for (std::uint32_t column = 0; column < problem.columns; ++column) {
    if (reached[column]) ++parts.column_begin[part_of[sets.find(rows + column)]];
  }
  accumulate(parts.row_begin);
  accumulate(parts.column_begin);

  parts.rows.resize(parts.row_begin.back());
  parts.columns.resize(parts.column_begin.back());
  parts.column_place.assign(problem.columns, 0);
  auto next_row = parts.row_begin;
  auto next_column = parts.column_begin;
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (useful[row] > 0) parts.rows[next_row[part_of[sets.find(row)]]++] = row;
  }
  for (std::uint32_t column = 0; column < problem.columns; ++column) {
    if (!reached[column]) continue;
    const std::uint32_t part = part_of[sets.find(rows + column)];
    parts.column_place[column] = next_column[part] - parts.column_begin[part];
    parts.columns[next_column[part]++] = column;
  }
  return parts;
}

}  // namespace samen::matcher::exact
