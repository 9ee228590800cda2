// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/assignment/floor.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/scoring/candidates.hpp"

// How one seed's pairs are chosen, without explanations: what a round does once and the lottery's
// re-draws do many times.
namespace samen::matcher {

struct Choice {
  AssignmentProblem problem;          // pairs below the floor have value 0
  std::vector<std::uint16_t> scores;  // of every entry of the problem
  std::vector<std::int32_t> points;   // value today in points, likewise
  AssignmentSolution solution;        // optimal for `problem`; both certificates were checked
  std::int64_t optimum = 0;           // certified optimum before the floor was raised
  FloorReport floor;
};

// Objective of the seed, exact optimum, floor; each solution confirmed by the independent checker.
base::Result<Choice> choose(const Problem& problem, const PairList& pairs, std::uint64_t seed,
                            int threads);

}  // namespace samen::matcher
