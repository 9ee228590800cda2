// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "lemon_graphs.hpp"
#include "sync/matcher/assignment/assignment.hpp"

// LEMON as an oracle in tests and a peer in benchmarks, on our problems.
namespace samen::matcher::test {

inline LemonInput lemon_input(const AssignmentProblem& problem) {
  return {problem.rows, problem.columns, problem.row_begin.data(), problem.column.data(),
          problem.value.data()};
}

// The greatest total value, by minimum-cost flow with the network simplex method; -1 on failure.
inline std::int64_t lemon_optimum(const AssignmentProblem& problem) {
  return lemon_network_simplex(lemon_input(problem));
}

// The same by Edmonds' algorithm for general graphs (MaxWeightedMatching).
inline std::int64_t lemon_general_matching(const AssignmentProblem& problem) {
  return lemon_max_weighted_matching(lemon_input(problem));
}

}  // namespace samen::matcher::test
