// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/server/store/store.hpp"

namespace samen::server {

// What add_round() kept of a round.
struct StoredRound {
  std::int64_t id = 0;
  std::int64_t made_ms = 0;
  std::string seed;
  std::string log_json;
};

// The round of that number, or the latest that was no match by hand; nothing when there is none.
base::Result<std::optional<StoredRound>> find_round(Store& store, std::optional<std::int64_t> id);

// The latest round whose log names this household or group in a pair, or the household among those
// who have none yet; nothing when there is none.
base::Result<std::optional<StoredRound>> find_round_of(Store& store, std::string_view label);

// The number of the latest round that was no match by hand; 0 before the first.
base::Result<std::int64_t> latest_round(Store& store);

}  // namespace samen::server
