// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "sync/matcher/formation/bound.hpp"
#include "sync/matcher/formation/pool.hpp"

namespace samen::matcher::formation {

struct ClosingLimits {
  std::size_t sets = 60'000;                // enumerated in one part, else it is left as it is
  std::uint64_t pricing_nodes = 3'000'000;  // of one household's enumeration
  std::uint64_t steps = 400'000;            // nodes of the search in one part
  int threads = 1;
  std::function<bool()> hurry = {};  // see FormationOptions: the gap stays as it is
};

// Closes the gap where that is affordable, part by part: a packing better than the present one can
// only use sets that fall short of their price by less than the gap, so all of those are listed and
// searched by branch and bound. Returns the bound proven then: the packing's value where the search
// ended, the prices' elsewhere.
std::int64_t close_gap(const Tables& tables, const Prices& prices, Packing& packing,
                       const ClosingLimits& limits);

}  // namespace samen::matcher::formation
