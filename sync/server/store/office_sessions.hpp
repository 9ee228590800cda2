// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "sync/server/store/office_accounts.hpp"

// Who is signed in at the office. They outlive the program, not a restore: the token's hash is made
// with the store's epoch (sync/server/office/tokens.hpp). All that write expect a running
// transaction.
namespace samen::server {

struct OfficeSession {
  OfficeAccount account;
  std::int64_t begun_ms = 0;
  std::int64_t seen_ms = 0;
  std::int64_t confirmed_ms = 0;  // when a code was given last
};

base::Result<void> begin_session(Store& store, const vault::Digest& token,
                                 const base::Uuid& account);
// Nothing for one of a disabled account.
base::Result<std::optional<OfficeSession>> session_with(Store& store, const vault::Digest& token);
base::Result<void> note_seen(Store& store, const vault::Digest& token);
base::Result<void> note_confirmed(Store& store, const vault::Digest& token);
// As if no code had been given yet.
base::Result<void> note_unconfirmed(Store& store, const vault::Digest& token);
base::Result<void> end_session(Store& store, const vault::Digest& token);
base::Result<void> end_sessions_of(Store& store, const base::Uuid& account);
// Those that began, or were seen last, before these moments.
base::Result<void> end_old_sessions(Store& store, std::int64_t begun_ms, std::int64_t seen_ms);

}  // namespace samen::server
