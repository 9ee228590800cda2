// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "domain/proposal.hpp"

namespace samen::matcher {

// What a card says of screening and training, before all other cautions and in place of what it
// said before.
void put_readiness(std::vector<domain::Reason>& cautions, bool screened, bool trained);

// What a card says of adults who have not said yes themselves, in place of what it said before:
// behind screening and training.
void put_consents(std::vector<domain::Reason>& cautions, int to_ask);

}  // namespace samen::matcher
