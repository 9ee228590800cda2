// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/server/store/devices.hpp"
#include "sync/server/store/store.hpp"

// Which keys each kiosk still needs, as its courier says with every look at the feed: the one it
// seals to, and those of the envelopes it holds.
namespace samen::server {

// `key_ids` as the courier wrote them, separated by commas. Writes only what has changed.
base::Result<void> note_seal_keys(Store& store, const Device& device, std::string_view key_ids);

// Kiosks in service that need this key, or have never said which they need.
struct KeyUser {
  std::int64_t number = 0;
  bool said_so = false;
};
base::Result<std::vector<KeyUser>> users_of_key(Store& store, std::string_view key_id);

// Envelopes here that are sealed to it and not opened yet.
base::Result<std::int64_t> unopened_with_key(Store& store, std::string_view key_id);

}  // namespace samen::server
