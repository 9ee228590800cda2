// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sync/matcher/formation/tables.hpp"

// For one household and a price per unit: the set of units whose value exceeds its price the most.
namespace samen::matcher::formation {

// What pricing one household needs to remember between rounds, for speed only: the slopes of the
// linear over-estimate of each element, per group size. Empty at first.
struct PricingMemory {
  std::vector<std::array<std::int32_t, kElements>> slopes;
};

struct PricingLimits {
  std::int64_t threshold = 0;        // only sets that exceed their price by more than this matter
  std::uint64_t nodes = 200'000;     // then the bound is what is left unproved
  std::size_t columns = 24;          // at most so many of the improving sets are kept
  bool everything = false;           // keep all sets above the threshold, not only better ones
  std::function<bool()> hurry = {};  // time is up: what is left counts as unproved, at no work
};

struct Priced {
  // No set exceeds its price by more: value - sum of prices <= max(bound, threshold).
  std::int64_t bound = 0;
  bool complete = true;         // neither nodes nor columns ran out
  std::vector<Column> columns;  // above the threshold, the best last (or all, with everything)
};

// Branch and bound: for each group size the coverage is replaced by linear functions that are never
// below it (one slope an element, improved by subgradient steps); sets are grown in falling order
// of that estimate, which is tightened with every member chosen. Prices are >= 0, one a unit.
Priced price_household(const Tables& tables, std::uint32_t household,
                       const std::vector<std::int64_t>& prices, const PricingLimits& limits,
                       PricingMemory& memory);

}  // namespace samen::matcher::formation
