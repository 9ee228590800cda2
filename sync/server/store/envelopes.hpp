// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"
#include "protocol/envelope.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/store.hpp"

// What kiosks sent: sealed as it came, and under a key of its own.
//   stored --opened and understood--> applied
//   stored --anything else----------> needs_review (kept; applied again after an upgrade)
namespace samen::server {

struct KnownEnvelope {
  vault::Digest hash{};
  std::string receipt;  // JSON, exactly as it was given the first time
};
base::Result<std::optional<KnownEnvelope>> find_envelope(Store& store, const base::Uuid& id);

// Adds it in state stored. The caller holds a transaction and has verified the signature.
base::Result<void> add_envelope(Store& store, const Device& device,
                                const protocol::Envelope& envelope, std::string_view receipt);

// Another envelope of this kiosk, with other content, has this number already: numbers are never
// used twice by one kiosk, so two hold its keys.
base::Result<bool> number_is_taken(Store& store, const Device& device,
                                   const protocol::Envelope& envelope);

// How many bytes the kiosk has stored here today (UTC), and adding to it. Kept for a few days. The
// caller holds a transaction.
base::Result<std::int64_t> bytes_today(Store& store, const Device& device);
base::Result<void> add_bytes(Store& store, const Device& device, std::int64_t bytes);

// Notes that no envelope will ever come for this number: its record was refused for good.
base::Result<void> pass_over(Store& store, const Device& device, std::int64_t sequence,
                             const base::Uuid& id, std::string_view code);

// Moves the device's seen_through over every number that is answered without a gap.
base::Result<std::int64_t> advance_seen_through(Store& store, const Device& device);

// The kiosk waits for no number below `held_from`: what is missing there will not come, and its
// mark may have gone with a restore, so it must not hold up the backup mark of what follows. The
// caller holds a transaction.
base::Result<void> settle_below(Store& store, const Device& device, std::int64_t held_from);

struct PendingEnvelope {
  base::Uuid id;
  std::int64_t device = 0;
  std::int64_t centre = 0;
  std::string key_id;
  std::int64_t sequence = 0;
  base::Uuid signed_as;      // the device that the envelope names
  std::int64_t wall_ms = 0;  // the kiosk's clock
  bool trusted = false;
  std::int64_t received_ms = 0;  // the matcher's clock
  base::Bytes sealed;            // the body, under its key (sealed.hpp)
  std::int64_t enrolled_ms = 0;  // the kiosk's enrolment, on the matcher's clock
};
// The oldest envelopes that are stored and not yet applied.
base::Result<std::vector<PendingEnvelope>> pending_envelopes(Store& store, int limit);
// Still stored? Another process may have applied it meanwhile; ask inside the transaction.
base::Result<bool> is_pending(Store& store, const base::Uuid& id);
base::Result<void> mark_applied(Store& store, const base::Uuid& id);
// What it said stands in a record, or is not so any more: only that it came stays. The caller holds
// a transaction in which the envelope has been applied, or will be.
base::Result<void> empty_envelope(Store& store, const base::Uuid& id);
// `why` is shown to operators: a code and a field, never a value.
base::Result<void> mark_needs_review(Store& store, const base::Uuid& id, std::string_view why);
// Puts everything under review back to stored, so that a newer program can try again.
base::Result<std::int64_t> retry_reviews(Store& store);
base::Result<std::int64_t> retry_reviews_of(Store& store, std::int64_t device);
base::Result<bool> is_under_review(Store& store, const base::Uuid& id);

}  // namespace samen::server
