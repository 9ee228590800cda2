// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "storage/kiosk_store.hpp"

namespace samen::agent {

// Everything `samen-sync status` tells.
struct StatusFacts {
  std::optional<storage::Trust> trust;
  storage::OutboxCounts counts;
  std::optional<base::Stamp> oldest_waiting;
  storage::CourierStatus courier;
};

// In words a person at the kiosk can act on; several lines, each ended by a line feed.
std::string status_in_words(const StatusFacts& facts, const base::Clock& clock);

// "4 minutes", "3 hours", "12 days"; how long ago a stamp was made, or nothing when neither clock
// can tell.
std::optional<std::string> age_in_words(const base::Stamp& stamp, const base::Clock& clock);

}  // namespace samen::agent
