// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sync/server/store/devices.hpp"
#include "sync/server/store/store.hpp"
#include "vault/sign.hpp"

// The key that a kiosk's staff sign their decisions with. A kiosk's own word is never enough:
// whoever has stolen it would say anything.
namespace samen::server {

enum class ConfirmedBy : std::uint8_t { enrolment, coordinator };

base::Result<std::optional<vault::VerifyKey>> staff_key_of(Store& store, std::int64_t device);
base::Result<void> set_staff_key(Store& store, std::int64_t device, const vault::VerifyKey& key,
                                 ConfirmedBy how);

// Remembers a key that a decision was signed with; a few of each kiosk, the newest stay.
base::Result<void> note_offered_key(Store& store, std::int64_t device,
                                    const vault::PublicKeyBytes& key);
struct OfferedKey {
  vault::VerifyKey key;
  std::int64_t at_ms = 0;
};
base::Result<std::vector<OfferedKey>> offered_keys(Store& store, std::int64_t device);
base::Result<void> forget_offered_keys(Store& store, std::int64_t device);

}  // namespace samen::server
