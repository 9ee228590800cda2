// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "domain/receipt_answer.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/store.hpp"

// What people say with their receipt about the match they are in. What follows from it stands in
// domain/match_life.hpp. All that write expect a running transaction.
//
//   a household   its word is the household's
//   a group       the word of who started it is the group's; in a group that a round formed, the
//   yes
//                 of all of them is
//   a member      a no ends nothing: staff talk with them, and nobody gets their number
//   not sure      staff talk with them, the offer stays open
//   a check-in    at most one a day; what two people of a side tell of one meeting counts once
namespace samen::server {

// Nothing changed: Outcome::past about another match than theirs, or when it is not asked any more;
// Outcome::late when they answered something else later.
base::Result<domain::Outcome> take_match_word(Store& store, const base::Uuid& record,
                                              const KeptRequest& asked);

// The stage, what is asked of them and what they said themselves; nothing of what the others said.
base::Result<void> tell_of_match(Store& store, const base::Uuid& record,
                                 domain::ReceiptAnswer& answer);

}  // namespace samen::server
