// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/server/cases/roles.hpp"
#include "sync/server/store/office_accounts.hpp"

// What a coordinator does with accounts, at the command line or in the office (`by`). Each is one
// transaction with its line of the audit.
namespace samen::server {

inline constexpr std::int64_t kInviteMs = 24 * 60 * 60 * 1000;

struct NewAccount {
  std::string name;
  StaffRole role = StaffRole::caseworker;
  std::string centre = {};  // empty: all, for a coordinator only
};

// What is wrong with an account as it is asked for.
enum class AccountTrouble : std::uint8_t {
  none,
  name,            // no name of an account
  taken,           // somebody's
  role,            // the office has no page for it
  centre_missing,  // only a coordinator has none
  centre_extra,    // a coordinator has none
  centre_unknown
};
}  // namespace samen::server

namespace samen::domain {
SAMEN_VOCABULARY(samen::server::AccountTrouble, "account_trouble", "none", "name", "taken", "role",
                 "centre_missing", "centre_extra", "centre_unknown");
}  // namespace samen::domain

namespace samen::server {

// Of all of it, and of role and centre alone.
base::Result<AccountTrouble> trouble_with(Store& store, const NewAccount& account);
base::Result<AccountTrouble> trouble_with_place(Store& store, const NewAccount& account);

// The store's setting that says where browsers find the office, without a slash at the end.
inline constexpr std::string_view kOfficeUrlSetting = "office_url";

// A link for one person, shown once.
struct InviteLink {
  std::string path;  // below the office's address
  std::int64_t until_ms = 0;
};

// Errc::invalid_input for a name that is none, a role for which the office has no page, or a centre
// that does not fit the role; Errc::not_found for a centre nobody knows; Errc::conflict for a name
// that is taken.
base::Result<InviteLink> invite_account(Store& store, const NewAccount& account,
                                        const Viewer& by = {});
// All three: Errc::not_found for nobody; Errc::permission when somebody of the office would leave
// it without a coordinator who can sign in (the command line can make another).
// Role and centre, from the next page on; otherwise as invite_account.
base::Result<void> change_account(Store& store, const NewAccount& account, const Viewer& by = {});
// Password, telephone and passkeys are void and whoever is signed in is signed out; a closed one is
// open.
base::Result<InviteLink> reset_account(Store& store, std::string_view name, const Viewer& by = {});
base::Result<void> close_account(Store& store, std::string_view name, const Viewer& by = {});

// 2 to 32 small letters, digits, dots, dashes and underscores, with a letter first.
bool is_account_name(std::string_view name);
// "office:anna"
std::string actor_of(const OfficeAccount& account);
// Errc::storage_damaged for a role that this program does not know.
base::Result<Viewer> viewer_of(const OfficeAccount& account);
// How somebody types a name: without blanks around it, in small letters.
std::string as_account_name(std::string_view typed);

}  // namespace samen::server
