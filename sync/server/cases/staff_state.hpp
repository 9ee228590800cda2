// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "domain/vocabulary.hpp"
#include "sync/server/store/office_accounts.hpp"

// How an account of the office is, for the command line and the page.
namespace samen::server {

enum class AccountState : std::uint8_t {
  active,
  locked,     // too many tries at its name: for a while nobody gets in
  invited,    // the link was not used yet
  link_over,  // nor will it be
  gone        // closed
};
}  // namespace samen::server

namespace samen::domain {
SAMEN_VOCABULARY(samen::server::AccountState, "account_state", "active", "locked", "invited",
                 "link_over", "gone");
}  // namespace samen::domain

namespace samen::server {

base::Result<AccountState> state_of(Store& store, const OfficeAccount& account);

}  // namespace samen::server
