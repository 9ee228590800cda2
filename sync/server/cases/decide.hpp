// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "domain/records.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// A caseworker's word on a proposal; what each makes of it stands in domain/proposal_life.hpp.
//
//   signed by the staff key that is known of the kiosk (store/staff_keys.hpp), and
//   decided on the card's newest version
//     accept   household and group leave the pool
//     decline  both go back into the pool, this pair is never proposed again; a group that a round
//              formed ends, its volunteers wait again (see formed.hpp)
//     hold     stays open, marked
//   decided on an older version, or too late
//     nothing changes; the kiosk is sent the newest card again
//
// Expects a running transaction. Errors of the record: not_found (no such proposal, for instance
// after a restore), permission (a proposal of another centre), crypto (not signed by staff).
base::Result<void> take_decision(Store& store, const PendingEnvelope& envelope,
                                 const domain::Decision& decision);

// Outside of what take_decision() may have taken back: alarms about decisions that were refused,
// and about those that were taken at night or by the dozen. Expects a running transaction.
base::Result<void> watch_decision(Store& store, const PendingEnvelope& envelope,
                                  const domain::Decision& decision,
                                  const base::Result<void>& taken);

// The same by an account of the office: its session and its code stand where a kiosk has the
// staff's signature, and the line of the audit names it. Expects a running transaction.
// Errc::conflict, and nothing changed, when the card has changed since `decision.version`, or the
// word comes too late; invalid_input for a decline without a reason.
base::Result<void> decide_in_office(Store& store, ProposalRow& proposal,
                                    const domain::Decision& decision, std::string_view actor);

// The coordinator takes back the last verdict on a proposal; a kiosk keeps its own back for a
// minute and sends nothing of one that was taken back (kiosk/records). Errc::conflict, and nothing
// changed, when household or group have gone on meanwhile, the two have been introduced, or there
// is nothing to take back. `actor` as the audit writes it.
base::Result<void> undo_decision(Store& store, ProposalRow& proposal,
                                 std::string_view actor = "operator");

}  // namespace samen::server
