// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/problem.hpp"

namespace samen::matcher {

// Possible pairs with their scores, compressed by household, groups rising within one.
struct PairList {
  std::vector<std::uint64_t> begin;  // households + 1
  std::vector<std::uint32_t> group;
  std::vector<std::uint16_t> score;  // 1..1000
  std::size_t size() const { return group.size(); }
};

// Every pair that meets all hard constraints, with its score; the same for any number of threads.
// For rounds that fit in memory: see pricing.hpp for the others. Errors: limit above 200 million.
base::Result<PairList> all_pairs(const Problem& problem, int threads = 1);
// Of each household only so many, those with the best scores (of equal ones the lower groups).
base::Result<PairList> best_pairs(const Problem& problem, std::size_t most, int threads = 1);

}  // namespace samen::matcher
