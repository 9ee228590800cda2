// SPDX-License-Identifier: Apache-2.0
#include "lemon_graphs.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wextra"
#include <lemon/matching.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#pragma GCC diagnostic pop

namespace samen::matcher::test {

std::int64_t lemon_network_simplex(const LemonInput& problem) {
  using Graph = lemon::SmartDigraph;
  Graph graph;
  const int rows = static_cast<int>(problem.rows);
  const int columns = static_cast<int>(problem.columns);
  graph.reserveNode(rows + columns + 2);
  for (int i = 0; i < rows + columns + 2; ++i) graph.addNode();
  const auto source = graph.nodeFromId(rows + columns);
  const auto sink = graph.nodeFromId(rows + columns + 1);
  Graph::ArcMap<std::int64_t> cost(graph, 0);
  for (int row = 0; row < rows; ++row) graph.addArc(source, graph.nodeFromId(row));
  for (int column = 0; column < columns; ++column) {
    graph.addArc(graph.nodeFromId(rows + column), sink);
  }
  for (int row = 0; row < rows; ++row) {
    const auto i = static_cast<std::size_t>(row);
    for (auto e = problem.row_begin[i]; e < problem.row_begin[i + 1]; ++e) {
      if (problem.value[e] <= 0) continue;
      const auto to = graph.nodeFromId(rows + static_cast<int>(problem.column[e]));
      cost[graph.addArc(graph.nodeFromId(row), to)] = -problem.value[e];
    }
  }
  // As much flow as pays: back from sink to source for nothing.
  const auto back = graph.addArc(sink, source);
  Graph::ArcMap<int> capacity(graph, 1);  // a value for the arcs that are there now
  capacity[back] = rows + columns;
  lemon::NetworkSimplex<Graph, int, std::int64_t> simplex(graph);
  simplex.upperMap(capacity).costMap(cost);
  if (simplex.run() != lemon::NetworkSimplex<Graph, int, std::int64_t>::OPTIMAL) return -1;
  return -simplex.totalCost();
}

std::int64_t lemon_max_weighted_matching(const LemonInput& problem) {
  using Graph = lemon::SmartGraph;
  Graph graph;
  const int rows = static_cast<int>(problem.rows);
  const int columns = static_cast<int>(problem.columns);
  for (int i = 0; i < rows + columns; ++i) graph.addNode();
  Graph::EdgeMap<std::int64_t> weight(graph);
  for (int row = 0; row < rows; ++row) {
    const auto i = static_cast<std::size_t>(row);
    for (auto e = problem.row_begin[i]; e < problem.row_begin[i + 1]; ++e) {
      if (problem.value[e] <= 0) continue;
      const auto to = graph.nodeFromId(rows + static_cast<int>(problem.column[e]));
      weight[graph.addEdge(graph.nodeFromId(row), to)] = problem.value[e];
    }
  }
  lemon::MaxWeightedMatching<Graph, Graph::EdgeMap<std::int64_t>> matching(graph, weight);
  matching.run();
  return matching.matchingWeight();
}

}  // namespace samen::matcher::test
