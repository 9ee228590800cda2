// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "sync/server/cases/round.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

// A proposal for the terminal: who, how good, why, what to talk about, what was decided.
void print_proposal(const domain::ProposalCard& card, std::ostream& out);

// {"proposals":[…]}, reasons with keys, arguments, points and words.
std::string proposals_json(const std::vector<ProposalRow>& proposals);

void print_round(const RoundOutcome& outcome, std::uint64_t seed, std::ostream& out);
std::string round_json(const RoundOutcome& outcome, std::uint64_t seed);

}  // namespace samen::server
