// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "domain/records.hpp"
#include "vault/sign.hpp"

// A decision's signature by the centre's staff. The kiosk's own key signs every envelope, but lies
// on its disk in the clear; the staff's is unwrapped by PIN and badge, so that whoever carries the
// kiosk away decides nothing.
namespace samen::protocol {

// What is signed. These lines, each ended by a line feed: samen-decision-1, device, proposal,
// version, verdict, reason (or a dash), counter. `device` is the kiosk the decision was made on;
// the counter is the sequence number of its envelope, so that a signature holds for one envelope of
// one kiosk only.
base::Bytes signed_text(const domain::Decision& decision, const base::Uuid& device,
                        std::int64_t counter);

// Fills decision.staff; `seq` is the envelope's, at least 1.
void sign_decision(domain::Decision& decision, const base::Uuid& device, std::int64_t seq,
                   const vault::SigningKey& staff_key);

// Errc::crypto when there is no signature, it is by another key than `staff_key`, or over anything
// else than this decision in envelope `seq` of `device`.
base::Result<void> verify_decision(const domain::Decision& decision, const base::Uuid& device,
                                   std::int64_t seq, const vault::VerifyKey& staff_key);

}  // namespace samen::protocol
