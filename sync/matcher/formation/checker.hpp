// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "sync/matcher/formation/formation.hpp"

namespace samen::matcher::formation {

struct FormationProof {
  std::int64_t gap = 0;           // bound - value, hundredths of points
  bool every_set_priced = false;  // no set at all exceeds its prices: all were looked at
};

// Trusts nothing the solver says: every group against every hard constraint, every value anew from
// the definition, nobody used twice, prices not negative and adding up, the bound not above them.
// Up to `sets` possible sets it also looks at each one and refuses prices that a set exceeds; with
// more it says so in `every_set_priced`. Errors: invalid_input, naming what does not hold.
base::Result<FormationProof> check_formation(const Problem& problem, const Formation& formation,
                                             std::uint64_t sets = 200'000);

}  // namespace samen::matcher::formation
