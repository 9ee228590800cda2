// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/checker.hpp"

#include <string>

#include "base/say.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;

std::unexpected<base::Error> wrong(std::string why) {
  return fail(Errc::invalid_input, std::move(why));
}

// A sum that refuses to wrap around.
class Sum {
 public:
  void add(std::int64_t value) {
    overflow_ = overflow_ || __builtin_add_overflow(total_, value, &total_);
  }
  bool overflow() const { return overflow_; }
  std::int64_t total() const { return total_; }

 private:
  std::int64_t total_ = 0;
  bool overflow_ = false;
};

Result<void> check_shape(const AssignmentProblem& p, const AssignmentSolution& s) {
  if (p.row_begin.size() != std::size_t{p.rows} + 1 || p.value.size() != p.column.size() ||
      p.row_begin.front() != 0 || p.row_begin.back() != p.column.size()) {
    return fail(Errc::invalid_input, base::say("instance: the arrays do not fit together"));
  }
  if (s.column_of_row.size() != p.rows || s.row_price.size() != p.rows ||
      s.column_price.size() != p.columns) {
    return fail(Errc::invalid_input, base::say("solution: has another number of rows or columns"));
  }
  return {};
}

}  // namespace

Result<void> check(const AssignmentProblem& problem, const AssignmentSolution& solution) {
  SAMEN_CHECK(check_shape(problem, solution));
  Sum prices;
  for (std::uint32_t column = 0; column < problem.columns; ++column) {
    const std::int64_t price = solution.column_price[column];
    if (price < 0) return wrong(base::say("column {}: its price is negative", column));
    prices.add(price);
  }

  Sum chosen_total;
  std::vector<bool> taken(problem.columns, false);
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    const std::int64_t row_price = solution.row_price[row];
    if (row_price < 0) return wrong(base::say("row {}: its price is negative", row));
    prices.add(row_price);

    const std::uint32_t chosen = solution.column_of_row[row];
    bool found = chosen == kUnassigned;
    const auto first = problem.row_begin[row];
    const auto last = problem.row_begin[row + 1];
    if (first > last || last > problem.column.size())
      return wrong(base::say("row {}: is malformed", row));
    for (auto entry = first; entry < last; ++entry) {
      const std::uint32_t column = problem.column[entry];
      if (column >= problem.columns)
        return wrong(base::say("row {}: names a column that is not there", row));
      // row_price + column_price >= value, without wrapping: both prices are not negative.
      const std::int64_t value = problem.value[entry];
      if (value > row_price && value - row_price > solution.column_price[column]) {
        return wrong(
            base::say("row {}: an entry is worth more than its prices; not proven optimal", row));
      }
      if (column == chosen) {
        if (found) return wrong(base::say("row {}: has the same column twice", row));
        found = true;
        chosen_total.add(value);
      }
    }
    if (!found) return wrong(base::say("row {}: is assigned to a column it has no entry for", row));
    if (chosen == kUnassigned) continue;
    if (taken[chosen]) return wrong(base::say("column {}: is assigned twice", chosen));
    taken[chosen] = true;
  }

  if (prices.overflow() || chosen_total.overflow()) {
    return fail(Errc::limit, base::say("the sums leave 64 bits"));
  }
  if (chosen_total.total() != solution.value) {
    return fail(Errc::invalid_input, base::say("value: claimed {}, the chosen entries add up to {}",
                                               solution.value, chosen_total.total()));
  }
  if (prices.total() != solution.value) {
    return fail(Errc::invalid_input, base::say("value: claimed {}, the prices prove a bound of {}",
                                               solution.value, prices.total()));
  }
  return {};
}

}  // namespace samen::matcher
