// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "domain/proposal.hpp"

namespace samen::matcher {

// What a card says of screening and training, before all other cautions and in place of what it
// said before.
void put_readiness(std::vector<domain::Reason>& cautions, bool screened, bool trained);

}  // namespace samen::matcher
