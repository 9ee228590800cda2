// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"

// The floor: among solutions that are optimal within a setting, one whose worst pair is better.
namespace samen::matcher {

// What the floor needs to know beyond the solver's problem.
struct FloorInput {
  std::vector<std::uint16_t> scores;    // 1..1000, one an entry of the problem
  std::vector<std::int32_t> points;     // value today in points, one an entry; may be negative
  std::vector<std::uint8_t> guarantee;  // one a row: its guarantee class, 0 for none
  int per_mille = 0;                    // Policy::floor_per_mille
  int threads = 1;
  // Asked from any thread: true means that time is up. No further step is tried then; those that
  // stand keep standing.
  std::function<bool()> hurry = {};
};

struct FloorReport {
  int before = 0;  // lowest score among the pairs, 0 without any
  int after = 0;
  std::size_t parts_raised = 0;    // parts of the problem whose own worst pair got better
  bool hurried = false;            // time was up before all steps were tried
  std::int64_t points_before = 0;  // value today of all pairs together
  std::int64_t points_after = 0;
};

// Raises the floor of every part that no entry connects with the rest (a town, say), step by step:
// the entries at the worst pair's score and below are closed, the part is solved again, and the
// step stands when everybody who had a place keeps one (so class counts stay) and the part has lost
// at most per_mille of its points. The first step that does not stand ends it; then the same again
// with rows in a guarantee class left aside, because they come first whatever their score.
//
// `solution` must be optimal for `problem`. Afterwards closed entries have value 0 and `solution`
// is optimal, with certificate, for what is left. Deterministic for any number of threads.
base::Result<FloorReport> raise_floor(AssignmentProblem& problem, AssignmentSolution& solution,
                                      const FloorInput& input);

}  // namespace samen::matcher
