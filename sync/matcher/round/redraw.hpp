// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/assignment/floor_climb.hpp"
#include "sync/matcher/round/objective.hpp"

namespace samen::matcher {

// One part of a round (a town, say) as other seeds would choose it.
class PartRedraw {
 public:
  struct Input {
    AssignmentProblem problem;            // values without noise, all positive
    std::vector<std::uint16_t> score;     // of every entry
    std::vector<std::int32_t> points;     // of every entry
    std::vector<std::uint8_t> guarantee;  // of every row
    std::vector<std::uint64_t> row_key;
    std::vector<std::uint64_t> column_key;
    int per_mille = 0;  // Policy::floor_per_mille
  };
  PartRedraw(Input input, const Objective& objective, const std::function<bool()>& hurry);

  // The column of every row that this seed draws, floor included. May be called by several threads
  // at once. Errors: whatever solve() and check() refuse; timeout when `hurry` said that time is
  // up.
  base::Result<std::vector<std::uint32_t>> draw(std::uint64_t seed);

 private:
  // What the floor has closed, and the pairs that are left to draw among: those that stand in some
  // optima without noise and not in others.
  struct Stage {
    AssignmentSolution optimum;
    std::vector<std::uint64_t>
        fixed;  // by row: its entry in every optimum; kNoEntry: none, or drawn
    std::vector<std::uint32_t> rows;       // that are drawn for
    std::vector<std::uint64_t> row_begin;  // of these, into `open`
    std::vector<std::uint64_t> open;       // entries of the part
  };
  base::Result<const Stage*> stage(const Closed& closed);
  base::Result<std::unique_ptr<Stage>> make_stage(const Closed& closed) const;
  // Solves `left`, in which some entries are closed, going on from the optimum without any closed.
  base::Result<AssignmentSolution> solve_closed(const AssignmentProblem& left) const;
  base::Result<std::vector<std::uint64_t>> draw_among(const Stage& stage, std::uint64_t seed) const;

  Input input_;
  const Objective& objective_;
  const std::function<bool()>& hurry_;
  std::mutex mutex_;
  std::vector<std::uint64_t> near_;  // entries worth nearly their two prices, a few a row
  std::map<Closed, std::unique_ptr<Stage>> stages_;
};

}  // namespace samen::matcher
