// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sync/matcher/explain/explain.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

// The proposal of a household and a group as far as it follows from the household and from what
// fits: the same whether a round or staff put them together. Id, group, round and centre's name are
// not in it. `now_ms` in Unix milliseconds.
ProposalRow pair_row(const WaitingHousehold& household, const matcher::PairExplanation& fits,
                     std::int64_t now_ms);

}  // namespace samen::server
