// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/round/objective.hpp"
#include "sync/matcher/round/pricing.hpp"
#include "sync/matcher/round/region/best.hpp"
#include "sync/matcher/round/region/regions.hpp"
#include "sync/matcher/scoring/candidates.hpp"
#include "sync/matcher/scoring/scan/scan.hpp"

namespace samen::matcher::region {

// What all regions of a round share; nobody changes it.
struct World {
  const Problem& problem;
  const Objective& objective;
  const PricingOptions& options;
  const scan::Scan& scan;
  const Regions& regions;
};

// What a worker takes along from region to region.
struct Lane {
  Lane(const World& world, std::size_t scores)
      : memory(world.scan, scores), price(world.scan.columns().size(), 0) {}
  scan::Scan::Memory memory;
  std::vector<std::int32_t> price;  // of positions, in points, rounded down
};

// The optimum over all pairs of one region. Rows and columns are the region's lists.
struct Optimum {
  AssignmentProblem problem;
  std::vector<std::uint16_t> score;  // beside problem.value
  AssignmentSolution solution;
  std::vector<std::uint32_t> possible_of;  // by row
  std::vector<std::uint64_t> added;        // pairs by pass; the last is 0
};

// Solve, look at all pairs for one worth more than its two prices, add those, repeat until there is
// none. The same for any number of threads. Errors: whatever solve() refuses.
base::Result<Optimum> find_optimum(const World& world, std::uint32_t region, int threads,
                                   Lane& lane);

}  // namespace samen::matcher::region
