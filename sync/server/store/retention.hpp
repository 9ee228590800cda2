// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "sync/server/store/store.hpp"

// What the store knows about how long somebody was not heard of; what follows stands in
// cases/retention.hpp. All that write expect a running transaction.
namespace samen::server {

struct LastHeard {
  base::Uuid record;
  std::string label;  // of a household or who signed up alone, else the reference of the receipt
  // Sign-up, own words, looks with the receipt, steps of their matches, what staff noted: the last
  // of those that can be (0: none), in Unix milliseconds. A moment before there was this program,
  // or that has not come, was written under a wrong clock and is none.
  std::int64_t at_ms = 0;
  bool withdrawn = false;                            // by their own word, or stopped
  std::optional<std::int64_t> notice_lived_ms = {};  // serve's running time when it was noticed
  // A look with the receipt, or a step of a match, later than what was noted: requests are not kept
  // long, and the steps go with whoever they were made with. 0: none.
  std::int64_t passing_ms = 0;
};
// Everybody who is in no open match.
base::Result<std::vector<LastHeard>> last_heard_of_all(Store& store);
// Nothing for who is in one, or is not here.
base::Result<std::optional<LastHeard>> last_heard_of(Store& store, const base::Uuid& record);

base::Result<void> note_heard(Store& store, const base::Uuid& record, std::int64_t at_ms);
base::Result<void> begin_notice(Store& store, const base::Uuid& record, std::int64_t lived_ms);
base::Result<void> end_notice(Store& store, const base::Uuid& record);
base::Result<void> forget_retention(Store& store, const base::Uuid& record);

// A kiosk whose clock was set by the network has sent something that is at most so old and not from
// the future: this machine's clock is about right.
base::Result<bool> a_kiosk_confirms_the_time(Store& store, std::int64_t within_ms);

// What people said about matches that are over, before then; how many words.
base::Result<std::int64_t> forget_words_before(Store& store, std::int64_t before_ms);

}  // namespace samen::server
