// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/formation/joint_round.hpp"
#include "sync/server/cases/pool.hpp"

// What a coordinator sets in a dry run: constraints of the same computation, which the same solver
// keeps and the same checker confirms.
namespace samen::server {

enum class SetAs : std::uint8_t {
  apart,    // these two are not proposed in this round
  together  // these two are, and neither with anybody else
};

struct SetByHand {
  SetAs as = SetAs::apart;
  std::string household = {};           // label
  std::string group = {};               // as staff call it
  std::vector<std::string> units = {};  // labels of whoever the group is made of
  std::string name = {};                // who set it, as pages show them
  std::string actor = {};               // as the audit names them
  int points_added = 0;  // to the value of a pair that no round would choose, so that it is chosen
};

// The problem with what was set as constraints: `asked` itself when nothing was. What is set of
// somebody who is not in the pool binds nobody. Writes SetByHand::points_added. Errors: conflict
// when a pair that is set together breaks a hard rule.
base::Result<std::shared_ptr<const matcher::Problem>> constrained(
    const std::shared_ptr<const matcher::Problem>& asked, const WaitingPool& pool,
    std::vector<SetByHand>& by_hand);

// After the round: points that were added are taken off again, and who got nothing because a group
// was set together with another household is told that it is taken. Errors: internal when a pair
// that was set together was not chosen.
base::Result<void> tell_as_set(const matcher::Problem& asked, const WaitingPool& pool,
                               std::span<const SetByHand> by_hand, matcher::RoundResult& round);

}  // namespace samen::server
