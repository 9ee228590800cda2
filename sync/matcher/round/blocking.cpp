// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/blocking.hpp"

#include <algorithm>
#include <vector>

namespace samen::matcher {

BlockingPairs blocking_pairs(const Choice& choice) {
  const auto& problem = choice.problem;
  std::vector<int> row_score(problem.rows, 0);
  std::vector<int> column_score(problem.columns, 0);
  const auto each = [&](auto f) {
    for (std::uint32_t row = 0; row < problem.rows; ++row) {
      for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
        f(row, problem.column[e], static_cast<int>(choice.scores[e]));
      }
    }
  };
  each([&](std::uint32_t row, std::uint32_t column, int score) {
    if (choice.solution.column_of_row[row] != column) return;
    row_score[row] = column_score[column] = score;
  });
  BlockingPairs found;
  each([&](std::uint32_t row, std::uint32_t column, int score) {
    const int margin = score - std::max(row_score[row], column_score[column]);
    if (margin <= 0) return;
    ++found.total;
    found.largest = std::max(found.largest, margin);
    std::size_t i = BlockingPairs::kMargins.size();
    while (margin < BlockingPairs::kMargins[--i]) continue;
    ++found.by_margin[i];
  });
  return found;
}

}  // namespace samen::matcher
