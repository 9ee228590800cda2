// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "domain/records.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/store.hpp"

// What people do with the secret of their receipt. Every request is answered exactly once, sealed
// to the receipt, into the feed of the kiosk where it was made. In one transaction with its
// envelope, so what is asked happens once however often it is sent.
//
//   status              says where the case stands
//   pause, resume       in the person's own order: what was asked earlier and arrives later is late
//   withdraw, erase     always, in any order, and for good
//   read                what is kept of them comes with the answer
//   correct             in the person's own order: what was told anew takes the place of it
//   talk                staff find them among those who asked (store/talks.hpp)
//   yes, no, unsure     to the offer they name, in an order of their own (match_word.hpp)
//   check_in            how it goes, in any order
//
// A receipt nobody knows: whatever changes something is kept and carried out when the record
// arrives (people erase at one kiosk what still waits on another). A request that its receipt did
// not sign gets the answer of an unknown one, from the same steps and of the same size.
namespace samen::server {

inline constexpr std::int64_t kAnswersKeptMs = 14LL * 86'400'000;

// In an hour. Above it the answer says to ask later, and tells nothing; what is final is always
// taken.
inline constexpr std::int64_t kMostOfOneReceipt = 30;
inline constexpr std::int64_t kMostAtOneKiosk = 120;
inline constexpr std::int64_t kMostRequests = 3000;

// Expects a running transaction.
base::Result<void> take_receipt_request(Store& store, const PendingEnvelope& envelope,
                                        const domain::Record& record);

// A sign-up has just been stored: what was asked with its receipt before it came is carried out.
// Expects a running transaction. Errc::conflict when another record has this receipt,
// Errc::invalid_input for keys nobody can have made honestly.
base::Result<void> open_way_back(Store& store, const domain::Record& record);

}  // namespace samen::server
