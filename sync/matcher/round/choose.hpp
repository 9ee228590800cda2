// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/assignment/floor.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/round/objective.hpp"
#include "sync/matcher/round/progress.hpp"
#include "sync/matcher/scoring/candidates.hpp"

// How one seed's pairs are chosen, without explanations: what a round does once and the lottery's
// re-draws do many times.
namespace samen::matcher {

struct Choice {
  Objective objective;
  AssignmentProblem problem;          // pairs below the floor have value 0
  std::vector<std::uint16_t> scores;  // of every entry of the problem
  std::vector<std::int32_t> points;   // value today in points, likewise
  AssignmentSolution solution;        // optimal for `problem`; both certificates were checked
  AssignmentSolution before_floor;    // the optimum before the floor closed anything
  std::int64_t optimum = 0;           // its certified value
  FloorReport floor;
};

// Objective of the seed, exact optimum, floor; each solution confirmed by the independent checker.
// The floor takes no step once `hurry` says that time is up.
base::Result<Choice> choose(const Problem& problem, const PairList& pairs, std::uint64_t seed,
                            int threads, const RoundProgress& progress = {},
                            const std::function<bool()>& hurry = {});

// The same, quicker when `like` was chosen by this seed and policy for a problem that differed
// little: households are the same, groups are the same or more, those that are new come last.
base::Result<Choice> choose_like(const Problem& problem, const PairList& pairs, std::uint64_t seed,
                                 int threads, const Choice& like,
                                 const std::function<bool()>& hurry = {});

// The most points that any set of pairs has among those with as many households of each guarantee
// class as possible: exact and checked, without bins, noise and floor.
base::Result<std::int64_t> most_points(const Problem& problem, const PairList& pairs, int threads);

// The same as a bound, read from a choice that is optimal over all pairs but does not hold them: no
// pair has more points than its bin allows.
std::int64_t most_points_by_bins(const Choice& choice);

}  // namespace samen::matcher
