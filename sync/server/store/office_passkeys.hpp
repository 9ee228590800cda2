// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.hpp"
#include "sync/server/store/store.hpp"

// Passkeys of the office's accounts; what may come when is decided in sync/server/office. All that
// write expect a running transaction.
namespace samen::server {

struct OfficePasskey {
  base::Uuid id;
  base::Uuid account;
  base::Bytes credential;
  int algorithm = 0;
  base::Bytes public_key;
  std::uint32_t counter = 0;
  std::string name;
  std::int64_t added_ms = 0;
  std::optional<std::int64_t> used_ms;
  bool locked = false;  // its counter went back
};

// Errc::conflict when somebody has it, be it the same account.
base::Result<void> add_passkey(Store& store, const OfficePasskey& passkey);
base::Result<std::optional<OfficePasskey>> passkey_with(Store& store, base::ByteView credential);
// The newest last.
base::Result<std::vector<OfficePasskey>> passkeys_of(Store& store, const base::Uuid& account);
// Errc::not_found when its counter is no longer `before`, or it is gone or locked.
base::Result<void> note_passkey_used(Store& store, const OfficePasskey& before,
                                     std::uint32_t counter);
base::Result<void> lock_passkey(Store& store, const base::Uuid& id);
// Errc::not_found for another account's.
base::Result<void> remove_passkey(Store& store, const base::Uuid& account, const base::Uuid& id);
base::Result<void> remove_passkeys_of(Store& store, const base::Uuid& account);

}  // namespace samen::server
