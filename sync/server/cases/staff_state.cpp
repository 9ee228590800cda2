// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/staff_state.hpp"

namespace samen::server {

using base::Result;

Result<AccountState> state_of(Store& store, const OfficeAccount& account) {
  if (account.disabled) return AccountState::gone;
  if (!account.password) {
    const bool open = account.invite_until_ms.value_or(0) > store.now_ms();
    return open ? AccountState::invited : AccountState::link_over;
  }
  SAMEN_TRY(const auto who, who_tries(store, account.name));
  SAMEN_TRY(const auto kept, tries_of(store, who));
  const auto tries = device::carry_over(kept, store.clock());
  return device::retry_after_ms(tries, store.clock()) > 0 ? AccountState::locked
                                                          : AccountState::active;
}

}  // namespace samen::server
