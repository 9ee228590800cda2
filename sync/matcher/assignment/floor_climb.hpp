// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/hurry.hpp"
#include "base/result.hpp"

// Which steps a floor takes, apart from how each is solved: see raise_floor() for the rule.
namespace samen::matcher {

// What a floor has closed: everybody's entries up to one score, those of rows outside the guarantee
// up to another.
struct Closed {
  int everybody = 0;
  int others = 0;
  bool operator()(int score, std::uint8_t guarantee) const {
    return score <= everybody || (guarantee == 0 && score <= others);
  }
  auto operator<=>(const Closed&) const = default;
};

// One part: the entries of row r are row_begin[r] up to row_begin[r + 1].
struct FloorPart {
  std::span<const std::uint64_t> row_begin;
  std::span<const std::uint16_t> score;     // of every entry
  std::span<const std::int32_t> points;     // of every entry
  std::span<const std::uint8_t> guarantee;  // of every row
  int per_mille = 0;
};

inline constexpr std::uint64_t kNoEntry = ~std::uint64_t{0};

class FloorClimb {
 public:
  // `chosen`: the entry of every row in the optimum, or kNoEntry.
  FloorClimb(const FloorPart& part, std::vector<std::uint64_t> chosen)
      : part_(part), chosen_(std::move(chosen)) {
    any_guarantee_ = std::ranges::any_of(part.guarantee, [](auto g) { return g != 0; });
    for (std::size_t row = 0; row < chosen_.size(); ++row) {
      if (chosen_[row] != kNoEntry) must_keep_.push_back(row);
    }
    const std::int64_t before = points(chosen_);
    allowed_ = before - std::max<std::int64_t>(before, 0) * part.per_mille / 1000;
  }

  // `solve(closed)` gives the entry of every row in the optimum without what is closed. Returns
  // what is closed in the end; chosen() is the optimum then. No step begins once `hurry` says that
  // time is up: hurried() then.
  template <class Solve>
  base::Result<Closed> run(Solve solve, const std::function<bool()>& hurry = {}) {
    Closed closed;
    for (const bool everybody : {true, false}) {
      if (!everybody && !any_guarantee_) break;
      for (int step = 0; step < kMostSteps; ++step) {
        const int worst = lowest(everybody);
        if (worst == 0) break;
        Closed next = closed;
        (everybody ? next.everybody : next.others) = worst;
        if (!possible(next)) break;
        if (base::is_up(hurry)) {
          hurried_ = true;
          return closed;
        }
        SAMEN_TRY(auto answer, solve(next));
        if (!stands(answer)) break;
        chosen_ = std::move(answer);
        closed = next;
      }
    }
    return closed;
  }

  const std::vector<std::uint64_t>& chosen() const { return chosen_; }
  bool hurried() const { return hurried_; }

 private:
  static constexpr int kMostSteps = 64;  // each costs one solve

  std::int64_t points(const std::vector<std::uint64_t>& chosen) const {
    std::int64_t sum = 0;
    for (const auto entry : chosen) sum += entry != kNoEntry ? part_.points[entry] : 0;
    return sum;
  }
  int lowest(bool everybody) const {
    int worst = 0;
    for (const auto row : must_rows(everybody)) {
      const int here = part_.score[chosen_[row]];
      worst = worst == 0 ? here : std::min(worst, here);
    }
    return worst;
  }
  std::vector<std::size_t> must_rows(bool everybody) const {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < chosen_.size(); ++row) {
      if (chosen_[row] == kNoEntry) continue;
      if (everybody || part_.guarantee[row] == 0) rows.push_back(row);
    }
    return rows;
  }
  // Nobody can keep a place when all their entries are closed: no need to solve.
  bool possible(const Closed& closed) const {
    return std::ranges::all_of(must_keep_, [&](std::size_t row) {
      const auto begin = part_.row_begin[row];
      const auto scores = part_.score.subspan(begin, part_.row_begin[row + 1] - begin);
      return std::ranges::any_of(scores,
                                 [&](int score) { return !closed(score, part_.guarantee[row]); });
    });
  }
  bool stands(const std::vector<std::uint64_t>& answer) const {
    return std::ranges::none_of(must_keep_, [&](auto row) { return answer[row] == kNoEntry; }) &&
           points(answer) >= allowed_;
  }

  FloorPart part_;
  std::vector<std::uint64_t> chosen_;
  std::vector<std::size_t> must_keep_;
  std::int64_t allowed_ = 0;  // fewest points that are still within the setting
  bool any_guarantee_ = false;
  bool hurried_ = false;
};

// The entry of every row at its column, or kNoEntry; the columns of a row rise.
template <class Columns>
std::vector<std::uint64_t> entries_at(std::span<const std::uint64_t> row_begin,
                                      const Columns& columns,
                                      std::span<const std::uint32_t> column_of_row,
                                      std::uint32_t unassigned) {
  std::vector<std::uint64_t> entries(column_of_row.size(), kNoEntry);
  for (std::size_t row = 0; row < column_of_row.size(); ++row) {
    if (column_of_row[row] == unassigned) continue;
    const auto first = columns.begin() + static_cast<std::ptrdiff_t>(row_begin[row]);
    const auto last = columns.begin() + static_cast<std::ptrdiff_t>(row_begin[row + 1]);
    entries[row] = static_cast<std::uint64_t>(std::lower_bound(first, last, column_of_row[row]) -
                                              columns.begin());
  }
  return entries;
}

}  // namespace samen::matcher
