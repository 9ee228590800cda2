// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/round/objective.hpp"
#include "sync/matcher/scoring/candidates.hpp"

namespace samen::matcher {

struct PricingOptions {
  int threads = 1;  // 0: as many as the machine has. The answer is the same for any number
  int start = 10;   // best pairs of every household to begin with
  int added = 12;   // pairs a household adds in one pass, at most
  // Scores kept between passes, two bytes a pair; what does not fit is computed again.
  std::size_t memory_bytes = std::size_t{256} << 20;
};

// The optimum over every pair that may meet, found on a small part of them (column generation:
// solve, look at all pairs for one worth more than its two prices, add those, repeat until there is
// none). The last look is the proof: the prices cover all pairs, not only the ones kept here.
struct PricedSolution {
  PairList pairs;               // the pairs that were looked at closely
  AssignmentProblem problem;    // the same with the objective's integers; all are positive
  AssignmentSolution solution;  // optimal over all pairs
  std::uint64_t possible = 0;   // pairs that meet every hard constraint
  std::vector<std::uint32_t> possible_of;  // the same by household
  std::vector<std::uint64_t> added;        // pairs added by each pass; the last is 0
};

// Errors: whatever solve() refuses; internal when the prices fail the independent checker.
base::Result<PricedSolution> solve_over_all_pairs(const Problem& problem,
                                                  const Objective& objective,
                                                  const PricingOptions& options = {});

}  // namespace samen::matcher
