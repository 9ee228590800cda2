// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/kiosk_store.hpp"
#include "sync/agent/channel.hpp"

namespace samen::agent {

struct FeedCounts {
  int items = 0;
  int dropped = 0;  // outbox rows that the feed's durable_through let go
};

// Pulls pages from where the last one ended until the matcher has no more. Every page's items and
// its cursor are committed together, so a page is in the inbox once or not at all.
std::expected<FeedCounts, Trouble> pull_feed(storage::KioskStore& store, Channel& channel);

}  // namespace samen::agent
