// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "sync/server/store/store.hpp"
#include "vault/digest.hpp"

// Which account of the office belongs to whom at a municipality's own sign-in; what may come when
// is decided in sync/server/office. All that write expect a running transaction.
namespace samen::server {

struct OfficeLogin {
  base::Uuid account;
  vault::Digest who{};  // of issuer and subject
  std::int64_t added_ms = 0;
  std::optional<std::int64_t> used_ms = {};
};

// Errc::conflict when the account has one, or somebody has that one.
base::Result<void> add_login(Store& store, const base::Uuid& account, const vault::Digest& who);
base::Result<std::optional<OfficeLogin>> login_with(Store& store, const vault::Digest& who);
base::Result<std::optional<OfficeLogin>> login_of(Store& store, const base::Uuid& account);
// Errc::not_found when it is gone meanwhile, or another's.
base::Result<void> note_login_used(Store& store, const OfficeLogin& login);
// Whether there was one.
base::Result<bool> remove_login_of(Store& store, const base::Uuid& account);

}  // namespace samen::server
