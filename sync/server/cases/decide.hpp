// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "domain/records.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// A caseworker's word on a proposal.
//
//   decided on the card's newest version, still open
//     accept   household and group leave the pool
//     decline  both go back into the pool, this pair is never proposed again; a group that a round
//              formed ends, its volunteers wait again (see formed.hpp)
//     hold     stays open, marked
//   decided on an older version, or on one that is closed
//     nothing changes; the kiosk is sent the newest card again
//
// Expects a running transaction. Errors of the record: not_found (no such proposal, for instance
// after a restore), permission (a proposal of another centre).
base::Result<void> take_decision(Store& store, const PendingEnvelope& envelope,
                                 const domain::Decision& decision);

}  // namespace samen::server
