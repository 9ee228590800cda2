// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/server/cases/roles.hpp"
#include "sync/server/store/office_accounts.hpp"

// What a coordinator does with accounts. Each is one transaction with its line of the audit.
namespace samen::server {

inline constexpr std::int64_t kInviteMs = 24 * 60 * 60 * 1000;

struct NewAccount {
  std::string name;
  StaffRole role = StaffRole::caseworker;
  std::string centre = {};  // empty: all, for a coordinator only
};

// A link for one person, shown once.
struct InviteLink {
  std::string path;  // below the office's address
  std::int64_t until_ms = 0;
};

// Errc::invalid_input for a name that is none, a role for which the office has no page, or a centre
// that does not fit the role; Errc::not_found for a centre nobody knows; Errc::conflict for a name
// that is taken.
base::Result<InviteLink> invite_account(Store& store, const NewAccount& account);
// Password and telephone are void and whoever is signed in is signed out. Errc::not_found for
// nobody.
base::Result<InviteLink> reset_account(Store& store, std::string_view name);
base::Result<void> close_account(Store& store, std::string_view name);

// "office:anna"
std::string actor_of(const OfficeAccount& account);
// Errc::storage_damaged for a role that this program does not know.
base::Result<Viewer> viewer_of(const OfficeAccount& account);
// How somebody types a name: without blanks around it, in small letters.
std::string as_account_name(std::string_view typed);

}  // namespace samen::server
