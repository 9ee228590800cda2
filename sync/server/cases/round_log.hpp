// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

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

// The log of a round, WrittenLog::text and all.
WrittenLog round_log(const RoundRequest& request, const matcher::formation::JointRound& joint,
                     const RoundOutcome& outcome, std::span<const LoggedPair> stored,
                     const RoundLabels& labels);

// [{"held":label,"like":label,"common":[…]}]
nlohmann::json held_json(const std::vector<HeldSignUp>& held);

// In English, as a log keeps it ("weekday mornings"); whoever shows it says it. Empty: no time in
// particular.
std::string week_part(std::uint32_t times);

// {"key":…,"arguments":…,"points":…}
std::string reason_json(const domain::Reason& reason);

}  // namespace samen::server
