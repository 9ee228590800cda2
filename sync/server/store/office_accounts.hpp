// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"
#include "device/pin.hpp"
#include "sync/server/store/store.hpp"
#include "vault/digest.hpp"

// Who may sign in at the office, and how often somebody tried. What may come when is decided in
// sync/server/office. All that write expect a running transaction.
namespace samen::server {

struct OfficeAccount {
  base::Uuid id;
  std::string name;
  std::string role;    // as domain::StaffRole
  std::string centre;  // its name; empty: all
  std::int64_t made_ms = 0;
  bool disabled = false;
  std::optional<std::string> password;  // its hash; nothing: invited, and not here yet
  std::optional<std::int64_t> invite_until_ms;
  std::int64_t used_step = 0;  // of the last code that was taken
};

// A link that was given out: its token is known by hash only.
struct OfficeInvite {
  vault::Digest token{};
  std::int64_t until_ms = 0;
  base::SecretBytes code_secret;  // what the account's codes are made of from then on
};

// Errc::conflict when the name is taken.
base::Result<void> add_account(Store& store, const OfficeAccount& account,
                               const OfficeInvite& invite);
// The password is void from now on; the account is no longer disabled.
base::Result<void> invite_again(Store& store, const base::Uuid& account,
                                const OfficeInvite& invite);
// The link is used up with it.
base::Result<void> set_password(Store& store, const base::Uuid& account, std::string_view hash);
// Errc::not_found for a code of this step or an earlier one when a later one was taken.
base::Result<void> take_step(Store& store, const base::Uuid& account, std::int64_t step);
base::Result<void> set_role(Store& store, const base::Uuid& account, std::string_view role,
                            std::string_view centre);
// The link is void too.
base::Result<void> disable_account(Store& store, const base::Uuid& account);

base::Result<std::optional<OfficeAccount>> account_named(Store& store, std::string_view name);
base::Result<std::optional<OfficeAccount>> account_with_invite(Store& store,
                                                               const vault::Digest& token);
base::Result<std::optional<OfficeAccount>> account_with_id(Store& store, const base::Uuid& id);
base::Result<std::vector<OfficeAccount>> all_accounts(Store& store);  // by name
base::Result<base::SecretBytes> code_secret_of(Store& store, const base::Uuid& account);

// --- tries at a name, whether somebody has it or not: nobody learns which names there are.
// How a name is called here. The key of the digest is in no backup: what people type by mistake
// into the field of the name is not to be had from a copy.
base::Result<vault::Digest> who_tries(Store& store, std::string_view name);
base::Result<device::PinThrottle> tries_of(Store& store, const vault::Digest& who);
// Keeps the newest few thousand.
base::Result<void> note_tries(Store& store, const vault::Digest& who,
                              const device::PinThrottle& tries);
base::Result<void> forget_tries(Store& store, const vault::Digest& who);

}  // namespace samen::server
