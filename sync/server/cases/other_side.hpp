// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "domain/match_word.hpp"
#include "domain/proposal.hpp"

namespace samen::server {

enum class Side : std::uint8_t { household, group };

// What somebody of `viewer` may know of the others before anybody said yes: from their card, and of
// that only what domain::OtherSide has a place for.
domain::OtherSide other_side(const domain::ProposalCard& card, Side viewer);

}  // namespace samen::server
