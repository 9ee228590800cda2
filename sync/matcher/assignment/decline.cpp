// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/decline.hpp"

#include <algorithm>
#include <queue>

namespace samen::matcher {
namespace {

using Node = std::pair<std::int64_t, std::uint32_t>;  // distance, row
using Queue = std::priority_queue<Node, std::vector<Node>, std::greater<>>;

}  // namespace

void Declines::Search::reset() {
  for (const auto row : touched) distance[row] = kFar;
  touched.clear();
}

bool Declines::Search::reach(std::uint32_t row, std::int64_t to, std::uint32_t from) {
  if (to >= distance[row]) return false;
  if (distance[row] == kFar) touched.push_back(row);
  distance[row] = to;
  link[row] = from;
  return true;
}

Declines::Declines(const AssignmentProblem& problem, const AssignmentSolution& solution)
    : problem_(problem), solution_(solution) {
  row_of_column_.assign(problem.columns, kUnassigned);
  column_begin_.assign(std::size_t{problem.columns} + 1, 0);
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    const auto column = solution.column_of_row[row];
    if (column != kUnassigned) row_of_column_[column] = row;
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      if (problem.value[e] > 0) ++column_begin_[problem.column[e] + 1];
    }
  }
  for (std::uint32_t i = 0; i < problem.columns; ++i) column_begin_[i + 1] += column_begin_[i];
  entry_row_.resize(column_begin_.back());
  entry_.resize(column_begin_.back());
  auto next = column_begin_;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      if (problem.value[e] <= 0) continue;
      const auto at = next[problem.column[e]]++;
      entry_row_[at] = row;
      entry_[at] = e;
    }
  }
  for (auto* search : {&forward_, &backward_}) {
    search->distance.assign(problem.rows, kFar);
    search->link.assign(problem.rows, kUnassigned);
  }
}

std::int64_t Declines::reduced(std::uint32_t row, std::uint64_t entry) const {
  return solution_.row_price[row] + solution_.column_price[problem_.column[entry]] -
         problem_.value[entry];
}

// Who could take the column that `row` gives back, and where that chain best begins: with a row
// that had nothing, with a column left free, or not at all.
void Declines::search_backward(std::uint32_t row) {
  const std::uint32_t freed = solution_.column_of_row[row];
  from_nobody_ = {solution_.column_price[freed], kUnassigned, kUnassigned};
  backward_.reset();
  Queue queue;
  const auto expand = [&](std::uint32_t column, std::int64_t distance, std::uint32_t owner) {
    for (auto i = column_begin_[column]; i < column_begin_[column + 1]; ++i) {
      const std::uint32_t taker = entry_row_[i];
      if (taker == row) continue;
      const std::int64_t to = distance + reduced(taker, entry_[i]);
      if (to < from_nobody_.distance && backward_.reach(taker, to, owner)) queue.emplace(to, taker);
    }
  };
  expand(freed, 0, kUnassigned);
  while (!queue.empty()) {
    const auto [distance, taker] = queue.top();
    queue.pop();
    if (distance >= from_nobody_.distance) break;
    if (distance > backward_.distance[taker]) continue;
    const std::uint32_t left = solution_.column_of_row[taker];
    const std::int64_t end = distance + (left == kUnassigned ? 0 : solution_.column_price[left]);
    if (end < from_nobody_.distance) from_nobody_ = {end, taker, kUnassigned};
    if (left != kUnassigned) expand(left, distance, taker);
  }
}

// What `row` could take instead, and the rows it pushes aside.
void Declines::search_forward(std::uint32_t row) {
  const std::uint32_t freed = solution_.column_of_row[row];
  to_nobody_ = {};
  direct_ = {};
  forward_.reset();
  forward_.reach(row, 0, kUnassigned);
  Queue queue;
  queue.emplace(0, row);
  const auto bound = [&] {
    const std::int64_t through =
        to_nobody_.distance == kFar ? kFar : to_nobody_.distance + from_nobody_.distance;
    return std::min(direct_.distance, through);
  };
  while (!queue.empty()) {
    const auto [distance, mover] = queue.top();
    queue.pop();
    if (distance > bound()) break;
    if (distance > forward_.distance[mover]) continue;
    const std::int64_t alone = distance + solution_.row_price[mover];
    if (alone < to_nobody_.distance) to_nobody_ = {alone, mover, kUnassigned};
    for (auto e = problem_.row_begin[mover]; e < problem_.row_begin[mover + 1]; ++e) {
      const std::uint32_t column = problem_.column[e];
      if (problem_.value[e] <= 0 || column == solution_.column_of_row[mover]) continue;
      const std::int64_t to = distance + reduced(mover, e);
      if (column == freed) {
        if (to < direct_.distance) direct_ = {to, mover, column};
        continue;
      }
      const std::uint32_t owner = row_of_column_[column];
      if (owner == kUnassigned) {
        if (to < to_nobody_.distance) to_nobody_ = {to, mover, column};
      } else if (to <= bound() && forward_.reach(owner, to, mover)) {
        queue.emplace(to, owner);
      }
    }
  }
}

Decline Declines::of(std::uint32_t row) {
  search_backward(row);
  search_forward(row);
  Decline made;
  // Equal lengths: the direct way, because two ways through "nobody" might cross.
  const bool direct = direct_.distance <= to_nobody_.distance + from_nobody_.distance;
  made.cost = direct ? direct_.distance : to_nobody_.distance + from_nobody_.distance;
  const End& end = direct ? direct_ : to_nobody_;
  std::uint32_t takes = end.column;
  for (std::uint32_t mover = end.row; mover != kUnassigned; mover = forward_.link[mover]) {
    made.moves.push_back({mover, takes});
    takes = solution_.column_of_row[mover];
  }
  std::ranges::reverse(made.moves);
  if (direct) return made;
  const std::uint32_t freed = solution_.column_of_row[row];
  for (std::uint32_t taker = from_nobody_.row; taker != kUnassigned;
       taker = backward_.link[taker]) {
    const std::uint32_t next = backward_.link[taker];
    made.moves.push_back({taker, next == kUnassigned ? freed : solution_.column_of_row[next]});
  }
  return made;
}

}  // namespace samen::matcher
