// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/formation/joint_round.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/cases/round.hpp"
#include "sync/server/store/store.hpp"

// A round in its two halves: what is computed changes nothing, so it can be looked at first.
namespace samen::server {

struct ComputedRound {
  RoundRequest request;
  std::int64_t now_ms = 0;  // days of waiting count to here; Unix milliseconds
  std::int64_t before = 0;  // the latest round then
  WaitingPool pool;
  std::shared_ptr<const matcher::Problem> asked;  // before anything was set; if it is changeable
  matcher::formation::JointRound joint;
  RoundOutcome outcome;  // all of it that does not depend on what is stored
};
// Reads, forms, solves and checks; reads only. Errors as run_and_store_round(); Errc::unavailable
// when `request.stop` said so.
base::Result<ComputedRound> compute_round(Store& store, const RoundRequest& request);

// The same people, values and seed once more, under what was set by hand; `round` stays as it was
// on an error. For a round that was asked to be changeable. Errors as above.
base::Result<void> compute_again(const base::Clock& clock, std::vector<SetByHand> by_hand,
                                 ComputedRound& round);

enum class Overtaken : std::uint8_t {
  leave_out,  // a pair of which somebody is no longer waiting is left out
  refuse      // Errc::conflict, and nothing is stored
};
// The other half, into a running transaction of the caller's, who commits; `by` is who the audit
// names. Sets RoundOutcome::overtaken_by and stores nothing when another round was stored since.
base::Result<void> store_round(Store& store, ComputedRound& round, Overtaken overtaken,
                               std::string_view by);

}  // namespace samen::server
