// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/exchange.hpp"

#include <algorithm>
#include <cstddef>

namespace samen::matcher {
namespace {

// Rows, then columns, then the one node for all ends that nobody has to serve.
class Graph {
 public:
  Graph(const AssignmentProblem& problem, const AssignmentSolution& solution)
      : problem_(problem), solution_(solution), end_(problem.rows + problem.columns) {
    begin_.assign(std::size_t{end_} + 2, 0);
    each_arc([&](std::uint32_t from, std::uint32_t) { ++begin_[from + 1]; });
    for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    to_.resize(begin_.back());
    auto next = begin_;
    each_arc([&](std::uint32_t from, std::uint32_t to) { to_[next[from]++] = to; });
  }

  bool tight(std::uint32_t row, std::uint64_t entry) const {
    const auto value = problem_.value[entry];
    return value > 0 &&
           value == solution_.row_price[row] + solution_.column_price[problem_.column[entry]];
  }

  // The component of every node.
  std::vector<std::uint32_t> components() const {
    constexpr std::uint32_t kNew = 0;
    const std::uint32_t nodes = end_ + 1;
    std::vector<std::uint32_t> number(nodes, kNew);
    std::vector<std::uint32_t> low(nodes, 0);
    std::vector<std::uint32_t> component(nodes, kUnassigned);
    std::vector<std::uint64_t> at(begin_.begin(), begin_.end() - 1);
    std::vector<std::uint32_t> open;
    std::vector<std::uint32_t> path;
    std::uint32_t count = 0;
    std::uint32_t found = 0;
    for (std::uint32_t start = 0; start < nodes; ++start) {
      if (number[start] != kNew) continue;
      path.push_back(start);
      while (!path.empty()) {
        const auto node = path.back();
        if (number[node] == kNew) {
          number[node] = low[node] = ++count;
          open.push_back(node);
        }
        if (at[node] < begin_[node + 1]) {
          const auto next = to_[at[node]++];
          if (number[next] == kNew) {
            path.push_back(next);
          } else if (component[next] == kUnassigned) {
            low[node] = std::min(low[node], number[next]);
          }
          continue;
        }
        path.pop_back();
        if (!path.empty()) low[path.back()] = std::min(low[path.back()], low[node]);
        if (low[node] != number[node]) continue;
        std::uint32_t last = kUnassigned;
        while (last != node) {
          last = open.back();
          open.pop_back();
          component[last] = found;
        }
        ++found;
      }
    }
    return component;
  }

 private:
  // Along an arc somebody can be moved: a row to a column it does not have, a column to its row,
  // and through the end node from one who may be left alone to one who may be served.
  template <class Visit>
  void each_arc(Visit visit) const {
    std::vector<bool> served(problem_.columns, false);
    for (std::uint32_t row = 0; row < problem_.rows; ++row) {
      const auto mate = solution_.column_of_row[row];
      if (mate != kUnassigned) served[mate] = true;
      if (solution_.row_price[row] == 0) {
        mate != kUnassigned ? visit(row, end_) : visit(end_, row);
      }
      for (auto e = problem_.row_begin[row]; e < problem_.row_begin[row + 1]; ++e) {
        if (!tight(row, e)) continue;
        const std::uint32_t column = problem_.rows + problem_.column[e];
        problem_.column[e] == mate ? visit(column, row) : visit(row, column);
      }
    }
    for (std::uint32_t column = 0; column < problem_.columns; ++column) {
      if (solution_.column_price[column] != 0) continue;
      const std::uint32_t node = problem_.rows + column;
      served[column] ? visit(end_, node) : visit(node, end_);
    }
  }

  const AssignmentProblem& problem_;
  const AssignmentSolution& solution_;
  std::uint32_t end_;
  std::vector<std::uint64_t> begin_;
  std::vector<std::uint32_t> to_;
};

}  // namespace

std::vector<std::uint64_t> exchangeable(const AssignmentProblem& problem,
                                        const AssignmentSolution& solution) {
  const Graph graph(problem, solution);
  const auto component = graph.components();
  std::vector<std::uint64_t> entries;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      if (!graph.tight(row, e)) continue;
      if (component[row] == component[problem.rows + problem.column[e]]) entries.push_back(e);
    }
  }
  return entries;
}

}  // namespace samen::matcher
