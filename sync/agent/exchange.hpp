// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "storage/kiosk_store.hpp"
#include "sync/agent/channel.hpp"
#include "sync/agent/feed.hpp"
#include "sync/agent/sender.hpp"

namespace samen::agent {

struct ExchangeReport {
  SendCounts sent;
  FeedCounts feed;
  std::size_t set_aside = 0;       // rows that could not be offered this time and still wait
  bool reached = false;            // the real matcher answered at least once
  bool more = false;               // ended early on purpose: go on at once
  bool keys_changed = false;       // other keys of the matcher count from now on: begin anew
  std::optional<Trouble> trouble;  // the first thing that went wrong, if any
};

// One meeting with the matcher: offers what waits, then pulls the feed. Knows nothing of pauses,
// signals or files; the runner decides when the next one comes.
class Exchange {
 public:
  Exchange(storage::KioskStore& store, Channel& channel, const storage::Trust& trust,
           const vault::VerifyKey& matcher_key, BatchLimits limits);
  ExchangeReport meet();

 private:
  base::Result<bool> mind_keys(const FeedCounts& feed);

  storage::KioskStore& store_;
  Channel& channel_;
  const storage::Trust& trust_;
  const vault::VerifyKey& matcher_key_;
  Sender sender_;
  Feed feed_;
};

}  // namespace samen::agent
