// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/proposal.hpp"
#include "sync/matcher/formation/joint_round.hpp"
#include "sync/server/cases/round.hpp"

namespace samen::server {

// A pair of the result that was stored, under the labels staff know.
struct LoggedPair {
  const ProposalRow* row = nullptr;
  const matcher::Proposal* made = nullptr;
};

// What staff call the households and groups of the instance, by index.
struct RoundLabels {
  std::vector<std::string> households;
  std::vector<std::string> groups;  // single volunteers and groups formed of them included
};

// What a round leaves behind, as JSON without a name: seed, policy, sizes, the certified optimum,
// every pair with its points per criterion, what declining it would cost and how likely it was,
// why the others have none yet, and who is missing. With the pool of that day anyone can repeat it.
std::string round_log(const RoundRequest& request, const matcher::formation::JointRound& joint,
                      const RoundOutcome& outcome, std::span<const LoggedPair> stored,
                      const RoundLabels& labels);

// {"key":…,"arguments":…,"points":…}
std::string reason_json(const domain::Reason& reason);

}  // namespace samen::server
