// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "sync/server/cases/report.hpp"

namespace samen::server {

namespace {

bool is_large(const std::vector<std::int64_t>& counts) {
  return std::ranges::all_of(counts, [](std::int64_t count) { return count >= kSmallestShown; });
}

// Whether the hidden rows keep each other's secret.
bool are_hidden_well(const std::vector<Figure>& rows, std::size_t columns) {
  const auto hidden = std::ranges::count(rows, false, &Figure::shown);
  if (hidden == 0) return true;
  std::vector<std::int64_t> together(columns);
  for (const auto& row : rows) {
    if (row.shown) continue;
    for (std::size_t i = 0; i < columns; ++i) together[i] += row.counts[i];
  }
  return hidden > 1 && is_large(together);
}

}  // namespace

std::int64_t Figure::all() const {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

void hide_small(std::vector<Figure>& rows, Figure& sum) {
  sum.shown = is_large(sum.counts);
  for (auto& row : rows) row.shown = sum.shown && is_large(row.counts);
  if (!sum.shown) return;
  // Ends: each turn hides one row, and all of them hidden are as large as the sum.
  while (!are_hidden_well(rows, sum.counts.size())) {
    Figure* smallest = nullptr;
    for (auto& row : rows) {
      if (row.shown && (smallest == nullptr || row.all() < smallest->all())) smallest = &row;
    }
    if (smallest == nullptr) break;
    smallest->shown = false;
  }
}

}  // namespace samen::server
