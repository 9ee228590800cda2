// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sync/matcher/formation/pool.hpp"
#include "sync/matcher/formation/pricing.hpp"

namespace samen::matcher::formation {

// Integers >= 0 that bound every packing from above: no set of household h has a value above
// household[h] + the prices of its units, so no packing is worth more than their sum.
struct Prices {
  std::vector<std::int64_t> unit;
  std::vector<std::int64_t> household;
  std::int64_t bound = 0;
};

struct BoundOptions {
  int rounds = 30;                // of pricing all households
  int steps = 400;                // subgradient steps over the known sets between two of them
  std::uint64_t nodes = 60'000;   // of one household in one round
  std::size_t pool = 250;         // sets kept a household
  std::int64_t close_enough = 0;  // stop when bound - value is at most this
  int threads = 1;
  std::function<bool()> hurry = {};  // see FormationOptions
  bool time_is_up() const { return is_up(hurry); }
};

// Lowers the bound by column generation: subgradient steps (deflected, Polyak length) over the
// known sets give prices; branch and bound per household finds sets that exceed them, which join
// the pool, and proves how much the best one exceeds them. The dual of the same linear program that
// a simplex would solve, but whole numbers and no basis: every round's bound holds exactly.
// `prices` is where to start; what is returned is never worse. Any number of threads gives the
// same.
Prices lower_bound_prices(const Tables& tables, Pool& pool, std::int64_t value, Prices prices,
                          const BoundOptions& options);

// Prices that hold for these unit prices, by pricing every household; found sets join the pool.
Prices prove(const Tables& tables, Pool& pool, std::vector<std::int64_t> unit_prices,
             const BoundOptions& options, std::vector<PricingMemory>& memory);

}  // namespace samen::matcher::formation
