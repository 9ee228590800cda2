// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "domain/proposal.hpp"
#include "sync/matcher/round.hpp"
#include "sync/server/cases/round.hpp"

namespace samen::server {

// A pair of the result that was stored, under the labels staff know.
struct LoggedPair {
  const ProposalRow* row = nullptr;
  const matcher::Proposal* made = nullptr;
};

// What a round leaves behind, as JSON without a name: seed, policy, sizes, the certified optimum,
// every pair with its points per criterion. With the pool of that day anyone can repeat it.
std::string round_log(const RoundRequest& request, const matcher::RoundResult& result,
                      std::span<const LoggedPair> stored);

// {"key":…,"arguments":…,"points":…}
std::string reason_json(const domain::Reason& reason);

}  // namespace samen::server
