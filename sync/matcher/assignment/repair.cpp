// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/repair.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/say.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/exact/live.hpp"

namespace samen::matcher {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::int64_t kMaxTotal = std::int64_t{1} << 62;

std::unexpected<base::Error> no_such(std::string what) {
  return fail(Errc::not_found, std::move(what));
}

}  // namespace

// An entry in 4 bytes as long as it fits, else in 8 or 16: a search waits for memory most of the
// time, and reads so much less of it.
struct Repair::State {
  using Small = exact::Live<std::int32_t, exact::PackedEntry>;
  using Narrow = exact::Live<std::int32_t>;
  using Wide = exact::Live<std::int64_t>;
  std::variant<Small, Narrow, Wide> live;
  std::int64_t largest = 0;  // value ever seen: totals stay below it times the smaller side

  template <class F>
  decltype(auto) visit(F use) {
    return std::visit(use, live);
  }
  template <class F>
  decltype(auto) visit(F use) const {
    return std::visit(use, live);
  }
  std::uint32_t rows() const {
    return visit([](const auto& is) { return is.rows.size(); });
  }
  std::uint32_t columns() const {
    return visit([](const auto& is) { return is.columns.size(); });
  }

  Result<void> fits(std::int64_t value, std::size_t row_count, std::size_t column_count) const {
    if (value > AssignmentProblem::kMaxAbsValue || value < -AssignmentProblem::kMaxAbsValue) {
      return fail(Errc::limit, base::say("repair: a value is outside -2^52 to 2^52"));
    }
    const auto pairs = static_cast<std::int64_t>(std::min(row_count, column_count));
    if (pairs > 0 && std::max(largest, value) > kMaxTotal / pairs) {
      return fail(Errc::limit, base::say("repair: the total could leave 64 bits"));
    }
    if (std::max(row_count, column_count) >= kUnassigned) {
      return fail(Errc::limit, base::say("repair: too many rows or columns"));
    }
    return {};
  }

  // Before a value comes in, or so many nodes are there on the larger side.
  void widen_for(std::int64_t value, std::size_t nodes) {
    largest = std::max(largest, value);
    if (const auto* small = std::get_if<Small>(&live)) {
      if (largest <= exact::PackedEntry::kGreatestValue &&
          nodes <= exact::PackedEntry::kMostNodes) {
        return;
      }
      live = Narrow(*small);
    }
    if (largest <= exact::kGreatestNarrowValue) return;
    if (const auto* narrow = std::get_if<Narrow>(&live)) live = Wide(*narrow);
  }

  // Checks what is given and leaves the entries that count, by rising number; `missing` says of
  // which number there is no row or column.
  Result<std::vector<exact::Entry<std::int64_t>>> accept(std::span<const Entry> given,
                                                         std::uint32_t others,
                                                         std::string_view missing) {
    const std::size_t more_rows = std::size_t{rows()} + 1;
    const std::size_t more_columns = std::size_t{columns()} + 1;
    SAMEN_CHECK(fits(0, more_rows, more_columns));
    std::vector<exact::Entry<std::int64_t>> list;
    list.reserve(given.size());
    for (const auto& [other, value] : given) {
      if (other >= others) return no_such(base::say(missing, other));
      SAMEN_CHECK(fits(value, more_rows, more_columns));
      list.push_back({other, value});
    }
    std::ranges::sort(list, {}, &exact::Entry<std::int64_t>::other);
    if (std::ranges::adjacent_find(list, {}, &exact::Entry<std::int64_t>::other) != list.end()) {
      return fail(Errc::invalid_input, base::say("repair: an entry is there twice"));
    }
    std::erase_if(list, [](const auto& entry) { return entry.value <= 0; });
    widen_for(0, std::max(more_rows, more_columns));
    for (const auto& entry : list) widen_for(entry.value, 0);
    return list;
  }

  void begin(const AssignmentProblem& problem, const AssignmentSolution& solution) {
    widen_for(0, std::max(problem.rows, problem.columns));
    for (const auto value : problem.value) widen_for(value, 0);
    visit([&](auto& is) { begin(is, problem, solution); });
  }

 private:
  template <class Value, class Stored>
  static void begin(exact::Live<Value, Stored>& is, const AssignmentProblem& problem,
                    const AssignmentSolution& solution) {
    is.rows.grow(problem.rows);
    is.columns.grow(problem.columns);
    std::vector<std::size_t> degree(problem.columns, 0);
    for (const auto column : problem.column) ++degree[column];
    for (std::uint32_t row = 0; row < problem.rows; ++row) {
      is.rows.reserve(row, problem.row_begin[row + 1] - problem.row_begin[row]);
    }
    for (std::uint32_t column = 0; column < problem.columns; ++column) {
      is.columns.reserve(column, degree[column]);
    }
    for (std::uint32_t row = 0; row < problem.rows; ++row) {
      is.rows.price[row] = static_cast<Value>(solution.row_price[row]);
      for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
        if (problem.value[e] <= 0) continue;
        is.rows.put(row, problem.column[e], problem.value[e]);
        is.columns.put(problem.column[e], row, problem.value[e]);
      }
      const std::uint32_t column = solution.column_of_row[row];
      if (column == kUnassigned) continue;
      // A pair worth nothing proves nothing; it may as well stay apart.
      if (is.rows.find(row, column) == nullptr) continue;
      is.rows.mate[row] = column;
      is.columns.mate[column] = row;
    }
    for (std::uint32_t column = 0; column < problem.columns; ++column) {
      is.columns.price[column] = static_cast<Value>(solution.column_price[column]);
    }
  }
};

Repair::Repair(std::unique_ptr<State> state) : state_(std::move(state)) {}
Repair::Repair(Repair&&) noexcept = default;
Repair& Repair::operator=(Repair&&) noexcept = default;
Repair::~Repair() = default;

Result<Repair> Repair::start(const AssignmentProblem& problem, const AssignmentSolution& solution) {
  SAMEN_CHECK(validate(problem));
  SAMEN_CHECK(check(problem, solution));
  auto state = std::make_unique<State>();
  state->begin(problem, solution);
  return Repair(std::move(state));
}

Result<std::uint32_t> Repair::add_row(std::span<const Entry> entries) {
  SAMEN_TRY(const auto list,
            state_->accept(entries, columns(), base::to_say("repair: there is no column {}")));
  return state_->visit([&](auto& is) { return is.add(is.rows, is.columns, list); });
}
Result<std::uint32_t> Repair::add_column(std::span<const Entry> entries) {
  SAMEN_TRY(const auto list,
            state_->accept(entries, rows(), base::to_say("repair: there is no row {}")));
  return state_->visit([&](auto& is) { return is.add(is.columns, is.rows, list); });
}
Result<void> Repair::remove_row(std::uint32_t row) {
  if (row >= rows()) return no_such(base::say("repair: there is no row {}", row));
  state_->visit([&](auto& is) { is.remove(is.rows, is.columns, row); });
  return {};
}
Result<void> Repair::remove_column(std::uint32_t column) {
  if (column >= columns()) return no_such(base::say("repair: there is no column {}", column));
  state_->visit([&](auto& is) { is.remove(is.columns, is.rows, column); });
  return {};
}
Result<void> Repair::set(std::uint32_t row, std::uint32_t column, std::int64_t value) {
  if (row >= rows()) return no_such(base::say("repair: there is no row {}", row));
  if (column >= columns()) return no_such(base::say("repair: there is no column {}", column));
  SAMEN_CHECK(state_->fits(value, rows(), columns()));
  state_->widen_for(value, 0);
  state_->visit([&]<class Value, class Stored>(exact::Live<Value, Stored>& is) {
    is.set(row, column, static_cast<Value>(std::max<std::int64_t>(value, 0)));
  });
  return {};
}

std::uint32_t Repair::rows() const {
  return state_->rows();
}
std::uint32_t Repair::columns() const {
  return state_->columns();
}
std::uint32_t Repair::column_of(std::uint32_t row) const {
  return state_->visit([&](const auto& is) { return is.rows.mate[row]; });
}
std::uint32_t Repair::row_of(std::uint32_t column) const {
  return state_->visit([&](const auto& is) { return is.columns.mate[column]; });
}

AssignmentProblem Repair::problem() const {
  AssignmentProblem problem;
  problem.rows = rows();
  problem.columns = columns();
  problem.row_begin.reserve(std::size_t{rows()} + 1);
  problem.row_begin.push_back(0);
  state_->visit([&]<class Value, class Stored>(const exact::Live<Value, Stored>& is) {
    std::vector<exact::Entry<Value>> list;
    for (std::uint32_t row = 0; row < problem.rows; ++row) {
      list.clear();
      for (const auto& entry : is.rows.of(row)) list.push_back(exact::unpack(entry));
      std::ranges::sort(list, {}, &exact::Entry<Value>::other);
      for (const auto& [column, value] : list) {
        problem.column.push_back(column);
        problem.value.push_back(value);
      }
      problem.row_begin.push_back(problem.column.size());
    }
  });
  return problem;
}

AssignmentSolution Repair::solution() const {
  AssignmentSolution solution;
  state_->visit([&](const auto& is) {
    solution.column_of_row = is.rows.mate;
    solution.row_price.assign(is.rows.price.begin(), is.rows.price.end());
    solution.column_price.assign(is.columns.price.begin(), is.columns.price.end());
  });
  for (const auto price : solution.row_price) solution.value += price;
  for (const auto price : solution.column_price) solution.value += price;
  return solution;
}

std::vector<Repair::Move> Repair::without_pair_of(std::uint32_t row) {
  std::vector<Move> moves;
  state_->visit([&](auto& is) {
    is.without_pair(row, [&](std::span<const std::uint32_t> moved) {
      for (const auto one : moved) moves.push_back({one, is.rows.mate[one]});
    });
    std::erase_if(moves, [&](const Move& move) { return move.column == is.rows.mate[move.row]; });
  });
  return moves;
}

}  // namespace samen::matcher
