// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sync/matcher/round/region/loop.hpp"

namespace samen::matcher::region {

// What one thread found, row after row.
struct Harvest {
  struct Row {
    std::uint32_t row;
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Row> rows;
  std::vector<std::pair<std::uint32_t, std::uint16_t>> pairs;  // column, score
};

// Puts new pairs among the old ones, by row and column; returns how many are new. `value(row,
// column, score)` is what a new one is worth; `changed` becomes 1 for every row that has any.
template <class Value>
std::uint64_t merge(const std::vector<const Harvest*>& harvests, Optimum& made,
                    std::vector<std::uint8_t>& changed, Value value) {
  auto& old = made.problem;
  std::vector<std::pair<const Harvest*, const Harvest::Row*>> found(old.rows);
  std::uint64_t count = 0;  // at most: some may be there already
  changed.assign(old.rows, 0);
  for (const auto* harvest : harvests) {
    for (const auto& row : harvest->rows) {
      found[row.row] = {harvest, &row};
      changed[row.row] = 1;
      count += row.end - row.begin;
    }
  }
  made.added.push_back(0);
  if (count == 0) return 0;
  std::vector<std::uint64_t> begin{0};
  std::vector<std::uint32_t> columns;
  std::vector<std::int64_t> values;
  std::vector<std::uint16_t> scores;
  begin.reserve(std::size_t{old.rows} + 1);
  columns.reserve(old.entries() + count);
  values.reserve(old.entries() + count);
  scores.reserve(old.entries() + count);
  const auto keep = [&](std::uint64_t first, std::uint64_t last) {
    const auto copy = [&](const auto& from, auto& to) {
      to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(first),
                from.begin() + static_cast<std::ptrdiff_t>(last));
    };
    copy(old.column, columns);
    copy(old.value, values);
    copy(made.score, scores);
  };
  for (std::uint32_t row = 0; row < old.rows; ++row) {
    auto at = old.row_begin[row];
    const auto end = old.row_begin[row + 1];
    if (const auto [harvest, which] = found[row]; which != nullptr) {
      for (auto i = which->begin; i < which->end; ++i) {
        const auto [column, score] = harvest->pairs[i];
        const auto before = at;
        while (at < end && old.column[at] < column) ++at;
        keep(before, at);
        if (at < end && old.column[at] == column) continue;
        columns.push_back(column);
        values.push_back(value(row, column, score));
        scores.push_back(score);
      }
    }
    keep(at, end);
    begin.push_back(columns.size());
  }
  made.added.back() = columns.size() - old.entries();
  old.row_begin = std::move(begin);
  old.column = std::move(columns);
  old.value = std::move(values);
  made.score = std::move(scores);
  return made.added.back();
}

}  // namespace samen::matcher::region
