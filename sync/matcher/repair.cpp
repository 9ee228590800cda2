// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/repair.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "sync/matcher/checker.hpp"
#include "sync/matcher/exact/search.hpp"
#include "sync/matcher/formats/repair_state.hpp"

namespace samen::matcher {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::int64_t kMaxTotal = std::int64_t{1} << 62;

// One side with lists that can grow; what exact::Search needs of a side.
struct LiveSide {
  using Entry = exact::Entry<std::int64_t>;
  static constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();

  std::vector<std::vector<Entry>> entries;
  std::vector<std::uint32_t> mate;
  std::vector<std::int64_t> price;
  std::vector<std::int64_t> distance;
  std::vector<std::uint32_t> from;

  std::uint32_t size() const { return static_cast<std::uint32_t>(mate.size()); }
  std::span<const Entry> of(std::uint32_t node) const { return entries[node]; }
  void expect(std::uint32_t node) const { __builtin_prefetch(&entries[node]); }
  void send_for(std::uint32_t node) const { exact::send_for_all(of(node)); }
  void grow(std::size_t nodes) {
    entries.resize(nodes);
    mate.resize(nodes, kUnassigned);
    price.resize(nodes, 0);
    distance.resize(nodes, kFar);
    from.resize(nodes, kUnassigned);
  }
  Entry* find(std::uint32_t node, std::uint32_t other) {
    const auto at = std::ranges::find(entries[node], other, &Entry::other);
    return at == entries[node].end() ? nullptr : &*at;
  }
  void erase(std::uint32_t node, std::uint32_t other) {
    auto& list = entries[node];
    const auto at = std::ranges::find(list, other, &Entry::other);
    if (at == list.end()) return;
    *at = list.back();
    list.pop_back();
  }
};

std::unexpected<base::Error> no_such(std::string_view what, std::uint32_t number) {
  return fail(Errc::not_found,
              "repair: there is no " + std::string(what) + " " + std::to_string(number));
}

}  // namespace

struct Repair::State {
  LiveSide rows;
  LiveSide columns;
  std::int64_t largest = 0;  // value ever seen: totals stay below it times the smaller side
  exact::Search<std::int64_t, LiveSide> search;

  Result<void> fits(std::int64_t value, std::size_t row_count, std::size_t column_count) const {
    if (value > AssignmentProblem::kMaxAbsValue || value < -AssignmentProblem::kMaxAbsValue) {
      return fail(Errc::limit, "repair: a value is outside -2^52 to 2^52");
    }
    const auto pairs = static_cast<std::int64_t>(std::min(row_count, column_count));
    if (pairs > 0 && std::max(largest, value) > kMaxTotal / pairs) {
      return fail(Errc::limit, "repair: the total could leave 64 bits");
    }
    if (std::max(row_count, column_count) >= kUnassigned) {
      return fail(Errc::limit, "repair: too many rows or columns");
    }
    return {};
  }

  // Lists that searches visit together come to lie together, with room for some more.
  void reserve(const AssignmentProblem& problem) {
    constexpr std::size_t kMore = 2;
    std::vector<std::size_t> degree(problem.columns, 0);
    for (const auto column : problem.column) ++degree[column];
    for (std::uint32_t row = 0; row < problem.rows; ++row) {
      rows.entries[row].reserve(problem.row_begin[row + 1] - problem.row_begin[row] + kMore);
    }
    for (std::uint32_t column = 0; column < problem.columns; ++column) {
      columns.entries[column].reserve(degree[column] + kMore);
    }
  }

  // Brings an unmatched node's price to 0 or matches it.
  void settle(LiveSide& near, LiveSide& far, std::uint32_t node) {
    if (near.mate[node] != kUnassigned) return;
    search.run(near, far, node);
  }

  Result<std::uint32_t> add(LiveSide& near, LiveSide& far, std::span<const Entry> given,
                            std::string_view what) {
    SAMEN_CHECK(fits(0, rows.size() + std::size_t{1}, columns.size() + std::size_t{1}));
    std::vector<LiveSide::Entry> list;
    list.reserve(given.size());
    for (const auto& [other, value] : given) {
      if (other >= far.size()) return no_such(what, other);
      SAMEN_CHECK(fits(value, rows.size() + std::size_t{1}, columns.size() + std::size_t{1}));
      list.push_back({other, value});
    }
    std::ranges::sort(list, {}, &LiveSide::Entry::other);
    if (std::ranges::adjacent_find(list, {}, &LiveSide::Entry::other) != list.end()) {
      return fail(Errc::invalid_input, "repair: an entry is there twice");
    }
    std::erase_if(list, [](const auto& entry) { return entry.value <= 0; });
    const std::uint32_t node = near.size();
    near.grow(std::size_t{node} + 1);
    for (const auto& [other, value] : list) {
      far.entries[other].push_back({node, value});
      largest = std::max(largest, value);
    }
    near.entries[node] = std::move(list);
    settle(near, far, node);
    return node;
  }

  void remove(LiveSide& near, LiveSide& far, std::uint32_t node) {
    for (const auto& entry : near.entries[node]) far.erase(entry.other, node);
    near.entries[node].clear();
    near.entries[node].shrink_to_fit();
    near.price[node] = 0;
    const std::uint32_t mate = std::exchange(near.mate[node], kUnassigned);
    if (mate == kUnassigned) return;
    far.mate[mate] = kUnassigned;
    settle(far, near, mate);
  }

  void part(std::uint32_t row, std::uint32_t column) {
    rows.mate[row] = kUnassigned;
    columns.mate[column] = kUnassigned;
  }

  void set(std::uint32_t row, std::uint32_t column, std::int64_t value) {
    largest = std::max(largest, value);
    const bool together = rows.mate[row] == column;
    LiveSide::Entry* const entry = rows.find(row, column);
    const std::int64_t before = entry == nullptr ? 0 : entry->value;
    if (value <= 0) {
      rows.erase(row, column);
      columns.erase(column, row);
    } else if (entry != nullptr) {
      entry->value = value;
      columns.find(column, row)->value = value;
    } else {
      rows.entries[row].push_back({column, value});
      columns.entries[column].push_back({row, value});
    }
    if (together && value >= before) {
      rows.price[row] += value - before;  // covered exactly again, and nothing else is worse
      return;
    }
    if (together) {
      part(row, column);
      settle(rows, columns, row);
      settle(columns, rows, column);
      return;
    }
    if (value <= 0 || value - rows.price[row] <= columns.price[column]) return;
    // Not covered: the row looks for a better match, and whoever it had looks after it.
    const std::uint32_t mate = rows.mate[row];
    if (mate != kUnassigned) part(row, mate);
    settle(rows, columns, row);
    if (mate != kUnassigned) settle(columns, rows, mate);
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
  state->rows.grow(problem.rows);
  state->columns.grow(problem.columns);
  state->reserve(problem);
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      if (problem.value[e] <= 0) continue;
      state->rows.entries[row].push_back({problem.column[e], problem.value[e]});
      state->columns.entries[problem.column[e]].push_back({row, problem.value[e]});
      state->largest = std::max(state->largest, problem.value[e]);
    }
    const std::uint32_t column = solution.column_of_row[row];
    if (column == kUnassigned) continue;
    // A pair worth nothing proves nothing; it may as well stay apart.
    if (state->rows.find(row, column) == nullptr) continue;
    state->rows.mate[row] = column;
    state->columns.mate[column] = row;
  }
  state->rows.price = solution.row_price;
  state->columns.price = solution.column_price;
  return Repair(std::move(state));
}

Result<std::uint32_t> Repair::add_row(std::span<const Entry> entries) {
  return state_->add(state_->rows, state_->columns, entries, "column");
}
Result<std::uint32_t> Repair::add_column(std::span<const Entry> entries) {
  return state_->add(state_->columns, state_->rows, entries, "row");
}
Result<void> Repair::remove_row(std::uint32_t row) {
  if (row >= rows()) return no_such("row", row);
  state_->remove(state_->rows, state_->columns, row);
  return {};
}
Result<void> Repair::remove_column(std::uint32_t column) {
  if (column >= columns()) return no_such("column", column);
  state_->remove(state_->columns, state_->rows, column);
  return {};
}
Result<void> Repair::set(std::uint32_t row, std::uint32_t column, std::int64_t value) {
  if (row >= rows()) return no_such("row", row);
  if (column >= columns()) return no_such("column", column);
  SAMEN_CHECK(state_->fits(value, rows(), columns()));
  state_->set(row, column, value);
  return {};
}

std::uint32_t Repair::rows() const {
  return state_->rows.size();
}
std::uint32_t Repair::columns() const {
  return state_->columns.size();
}
std::uint32_t Repair::column_of(std::uint32_t row) const {
  return state_->rows.mate[row];
}
std::uint32_t Repair::row_of(std::uint32_t column) const {
  return state_->columns.mate[column];
}

AssignmentProblem Repair::problem() const {
  AssignmentProblem problem;
  problem.rows = rows();
  problem.columns = columns();
  problem.row_begin.reserve(std::size_t{rows()} + 1);
  problem.row_begin.push_back(0);
  std::vector<LiveSide::Entry> list;
  for (std::uint32_t row = 0; row < rows(); ++row) {
    list = state_->rows.entries[row];
    std::ranges::sort(list, {}, &LiveSide::Entry::other);
    for (const auto& [column, value] : list) {
      problem.column.push_back(column);
      problem.value.push_back(value);
    }
    problem.row_begin.push_back(problem.column.size());
  }
  return problem;
}

AssignmentSolution Repair::solution() const {
  AssignmentSolution solution;
  solution.column_of_row = state_->rows.mate;
  solution.row_price = state_->rows.price;
  solution.column_price = state_->columns.price;
  for (const auto price : solution.row_price) solution.value += price;
  for (const auto price : solution.column_price) solution.value += price;
  return solution;
}

std::string Repair::save() const {
  return write_repair_state(problem(), solution());
}

Result<Repair> Repair::load(std::string_view bytes) {
  SAMEN_TRY(const auto state, read_repair_state(bytes));
  auto started = start(state.problem, state.solution);
  if (!started) return std::unexpected(started.error().context("repair state"));
  return started;
}

}  // namespace samen::matcher
