// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "domain/records.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/keys/seal_keys.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/store.hpp"

// From stored envelopes to cases. Runs apart from receiving them and as often as needed: a crash
// between the two loses nothing, because an envelope and what it changes are marked in one
// transaction.
namespace samen::server {

struct ApplyOutcome {
  int applied = 0;
  int needs_review = 0;
  int erased = 0;     // because people asked: the store wants to be compacted
  bool more = false;  // at least one envelope is still to do
};

// Opens, reads and applies up to `limit` stored envelopes, oldest first. One that cannot be opened,
// read or applied is kept as needs_review and the others go on. Errors only when the store itself
// fails; then nothing of this call was written.
base::Result<ApplyOutcome> apply_stored(Store& store, SealKeys& keys, const matcher::Policy& policy,
                                        int limit);

// Until nothing is left to do.
base::Result<ApplyOutcome> apply_all(Store& store, SealKeys& keys, const matcher::Policy& policy);

// What a record changes. Expects a running transaction. An error of the record (not of the store)
// means that a person has to look at it: so does somebody above the size the programme has chosen
// for its groups.
base::Result<void> apply_record(Store& store, const PendingEnvelope& envelope,
                                const domain::Record& record, const matcher::Policy& policy);

// Sign-ups; decisions are in decide.hpp. A group's members may come before its coordinator.
base::Result<void> apply_sign_up(Store& store, const domain::Record& record, const Origin& origin,
                                 const matcher::Policy& policy);
// The same with its way back: all that becomes of one, wherever it was made.
base::Result<void> take_sign_up(Store& store, const domain::Record& record, const Origin& origin,
                                const matcher::Policy& policy);

}  // namespace samen::server
