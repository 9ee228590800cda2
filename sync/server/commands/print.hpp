// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sync/server/store/proposals.hpp"

namespace samen::server {

// A proposal for the terminal: who, how good, why, what to talk about, what was decided.
void print_proposal(const domain::ProposalCard& card, std::ostream& out);

// Every proposal with keys, arguments, points and words of its reasons; and as {"proposals":[…]}.
nlohmann::json proposals_list(const std::vector<ProposalRow>& proposals);
std::string proposals_json(const std::vector<ProposalRow>& proposals);

}  // namespace samen::server
