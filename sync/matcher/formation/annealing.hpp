// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sync/matcher/formation/bound.hpp"
#include "sync/matcher/formation/pool.hpp"

// Good packings without proof: where the bound starts from, and what is proposed.
namespace samen::matcher::formation {

// Households in falling order of their own price take the best known set whose units are free, or
// the best that pricing finds among the free ones, while there is time.
Packing greedy_packing(const Tables& tables, const Pool& pool, const Prices& prices,
                       const std::function<bool()>& hurry);

struct AnnealingOptions {
  std::uint64_t seed = 1;
  std::uint64_t moves_per_household = 4000;
  std::int64_t hottest = 60 * kPoint;  // a loss of so much is accepted once in e times
  std::int64_t coldest = kPoint / 2;
  int threads = 1;
  std::function<bool()> hurry = {};  // see FormationOptions: what there is is kept
};

// Simulated annealing from a packing: swap two volunteers, move one, take a known set, exchange
// two groups, dissolve, create. Parts that cannot influence each other are annealed apart, each
// with a seed of its own, so the number of threads changes nothing. Never returns worse than it
// got.
Packing anneal(const Tables& tables, const Pool& pool, Packing packing,
               const AnnealingOptions& options);

// Every household in turn gives its group back and takes the best set among the free units, until
// nobody gains or time is up.
void polish(const Tables& tables, Packing& packing, const AnnealingOptions& options);

// The total of the sets.
std::int64_t total_value(const Packing& packing);

}  // namespace samen::matcher::formation
