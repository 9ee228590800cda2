// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/matcher/formation/bound.hpp"
#include "sync/matcher/formation/pool.hpp"

namespace samen::matcher::formation {

// A packing led by the linear program: the sets with the largest share in its solution are taken,
// one slice of the households after the other, and prices and sets are renewed for what is left, so
// that the last households do not get what happens to be over. Restricted-master diving.
Packing dive(const Tables& tables, const Pool& pool, const Prices& prices, std::size_t slices,
             const BoundOptions& options);

}  // namespace samen::matcher::formation
