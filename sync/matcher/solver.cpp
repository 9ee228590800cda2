// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/solver.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace samen::matcher {
namespace {

// Successive shortest augmenting paths with prices (Jonker and Volgenant 1987, for sparse problems
// in which a row may also stay alone at value 0).
//
// Invariants between rows: prices are never negative and cover every entry; a matched entry is
// covered exactly; a column with a price is matched; a finished row without a column has price 0.
// When no row is left these are the optimality conditions.
class Solver {
 public:
  explicit Solver(const AssignmentProblem& problem)
      : p_(problem),
        column_of_(problem.rows, kUnassigned),
        row_of_(problem.columns, kUnassigned),
        row_price_(problem.rows, 0),
        column_price_(problem.columns, 0),
        distance_(problem.columns, kFar),
        from_row_(problem.columns, kUnassigned) {}

  AssignmentSolution run() {
    std::vector<std::uint32_t> open(p_.rows);
    for (std::uint32_t row = 0; row < p_.rows; ++row) open[row] = row;
    for (int pass = 0; pass < 2; ++pass) open = reduce(std::move(open));
    for (const auto row : open) augment(row);

    AssignmentSolution solution;
    for (std::uint32_t row = 0; row < p_.rows; ++row) {
      if (column_of_[row] != kUnassigned) {
        solution.value += row_price_[row] + column_price_[column_of_[row]];
      }
    }
    solution.column_of_row = std::move(column_of_);
    solution.row_price = std::move(row_price_);
    solution.column_price = std::move(column_price_);
    return solution;
  }

 private:
  static constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

  // Augmenting row reduction: each open row takes the column it gains most from and raises its
  // price to the second best; who had the column before is open again, at once when the price
  // rose, else in the next pass. Returns the rows that are still open.
  std::vector<std::uint32_t> reduce(std::vector<std::uint32_t> open) {
    std::vector<std::uint32_t> later;
    for (std::uint32_t start : open) {
      for (std::uint32_t row = start; row != kUnassigned;) {
        const auto [column, best, second] = two_best(row);
        if (column == kUnassigned) {
          row_price_[row] = 0;  // staying alone is at least as good as any column
          break;
        }
        const std::uint32_t before = row_of_[column];
        row_of_[column] = row;
        column_of_[row] = column;
        row_price_[row] = second;
        column_price_[column] += best - second;
        if (before == kUnassigned) break;
        column_of_[before] = kUnassigned;
        if (best > second) {
          row = before;
        } else {
          later.push_back(before);
          row = kUnassigned;
        }
      }
    }
    return later;
  }

  struct TwoBest {
    std::uint32_t column;  // kUnassigned when nothing beats staying alone
    std::int64_t best;
    std::int64_t second;
  };
  TwoBest two_best(std::uint32_t row) const {
    TwoBest found{kUnassigned, 0, 0};
    for (auto e = p_.row_begin[row]; e < p_.row_begin[row + 1]; ++e) {
      const std::uint32_t column = p_.column[e];
      const std::int64_t gain = p_.value[e] - column_price_[column];
      if (gain > found.best) {
        found = {column, gain, found.best};
      } else if (gain > found.second) {
        found.second = gain;
        // Of two equal columns take the free one: it pushes nobody out.
      }
      if (gain == found.best && gain > 0 && row_of_[column] == kUnassigned &&
          row_of_[found.column] != kUnassigned) {
        found.column = column;
      }
    }
    return found;
  }

  // Dijkstra over slacks from an open row to the cheapest end: a free column, or a row that is
  // better off alone. Then prices along the searched tree move by the distance left, and the path
  // is flipped.
  void augment(std::uint32_t start) {
    std::int64_t price = 0;
    for (auto e = p_.row_begin[start]; e < p_.row_begin[start + 1]; ++e) {
      price = std::max(price, p_.value[e] - column_price_[p_.column[e]]);
    }
    row_price_[start] = price;

    std::int64_t end_distance = kFar;
    std::uint32_t end_row = kUnassigned;     // ends by leaving this row alone, or
    std::uint32_t end_column = kUnassigned;  // ends in this free column
    scanned_.clear();
    touched_.clear();
    std::uint32_t row = start;
    std::int64_t row_distance = 0;
    for (;;) {
      scanned_.push_back({row, row_distance});
      if (row_distance + row_price_[row] < end_distance) {
        end_distance = row_distance + row_price_[row];
        end_row = row;
        end_column = kUnassigned;
      }
      for (auto e = p_.row_begin[row]; e < p_.row_begin[row + 1]; ++e) {
        const std::uint32_t column = p_.column[e];
        const std::int64_t distance =
            row_distance + row_price_[row] + column_price_[column] - p_.value[e];
        if (distance >= end_distance || distance >= distance_[column]) continue;
        if (distance_[column] == kFar) touched_.push_back(column);
        distance_[column] = distance;
        from_row_[column] = row;
        if (row_of_[column] == kUnassigned) {
          end_distance = distance;
          end_row = kUnassigned;
          end_column = column;
        } else {
          queue_.push({distance, column});
        }
      }
      const auto next = pop(end_distance);
      if (next == kUnassigned) break;
      row = row_of_[next];
      row_distance = distance_[next];
    }
    queue_ = {};
    move_prices(end_distance);
    flip(start, end_row, end_column);
    for (const auto column : touched_) distance_[column] = kFar;
  }

  // The next column nearer than `limit`, or kUnassigned.
  std::uint32_t pop(std::int64_t limit) {
    while (!queue_.empty()) {
      const auto [distance, column] = queue_.top();
      queue_.pop();
      if (distance >= limit) return kUnassigned;
      if (distance == distance_[column]) return column;  // else it was reached nearer since
    }
    return kUnassigned;
  }

  void move_prices(std::int64_t end_distance) {
    for (const auto& [row, distance] : scanned_) {
      const std::int64_t step = end_distance - distance;
      row_price_[row] -= step;
      if (column_of_[row] != kUnassigned) column_price_[column_of_[row]] += step;
    }
  }

  void flip(std::uint32_t start, std::uint32_t end_row, std::uint32_t end_column) {
    if (end_row != kUnassigned) {
      if (end_row == start) return;
      end_column = std::exchange(column_of_[end_row], kUnassigned);
    }
    for (;;) {
      const std::uint32_t row = from_row_[end_column];
      const std::uint32_t next = std::exchange(column_of_[row], end_column);
      row_of_[end_column] = row;
      if (row == start) return;
      end_column = next;
    }
  }

  struct Reached {
    std::uint32_t row;
    std::int64_t distance;
  };
  using QueueEntry = std::pair<std::int64_t, std::uint32_t>;

  const AssignmentProblem& p_;
  std::vector<std::uint32_t> column_of_;
  std::vector<std::uint32_t> row_of_;
  std::vector<std::int64_t> row_price_;
  std::vector<std::int64_t> column_price_;
  std::vector<std::int64_t> distance_;   // of columns in the current search
  std::vector<std::uint32_t> from_row_;  // the row a column was reached from
  std::vector<Reached> scanned_;
  std::vector<std::uint32_t> touched_;
  std::priority_queue<QueueEntry, std::vector<QueueEntry>, std::greater<>> queue_;
};

}  // namespace

base::Result<AssignmentSolution> solve(const AssignmentProblem& problem, const SolverOptions&) {
  SAMEN_CHECK(validate(problem));
  return Solver(problem).run();
}

}  // namespace samen::matcher
