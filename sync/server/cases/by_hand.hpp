// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/matcher/model/travel.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/store.hpp"

// A match that staff make without a round. It passes the same hard rules (sync/matcher/rules); one
// that it breaks has to be named, with a reason that the log keeps. Both sides are asked from then
// on, as after a caseworker's yes.
namespace samen::server {

struct ByHand {
  std::string household;  // labels
  std::string group;
  std::vector<std::string> overridden;  // names of hard rules
  std::string because;
};
inline constexpr std::size_t kLongestBecause = 200;  // bytes

// Expects a running transaction. Errors, and nothing changed: conflict when one of them does not
// wait to be proposed, when the two are not to meet (an exclusion, or a no of either side, which
// nobody overrides), or when a rule is broken that is not overridden, with its name; invalid_input
// for an override of a rule that is not broken, or without a reason.
base::Result<ProposalRow> match_by_hand(Store& store, const matcher::Policy& policy,
                                        const matcher::Places& places, const ByHand& wanted);

}  // namespace samen::server
