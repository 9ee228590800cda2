// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/office_logins.hpp"

#include <algorithm>

#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

namespace {

Result<std::optional<OfficeLogin>> login_where(Store& store, std::string_view condition,
                                               storage::Value value) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT account, who, added_ms, used_ms FROM office_login WHERE " +
                           std::string(condition)));
  SAMEN_CHECK(rows.bind({value}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  OfficeLogin login{.account = {}, .who = {}, .added_ms = rows.integer(2)};
  login.used_ms = optional_integer(rows, 3);
  SAMEN_TRY(login.account, to_uuid(rows.bytes(0)));
  const auto who = rows.bytes(1);
  std::ranges::copy_n(who.begin(),
                      static_cast<std::ptrdiff_t>(std::min(who.size(), login.who.size())),
                      login.who.begin());
  return login;
}

}  // namespace

Result<void> add_login(Store& store, const base::Uuid& account, const vault::Digest& who) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run("INSERT INTO office_login (account, who, added_ms) VALUES (?1, ?2, ?3)",
                           {bind_id(account), base::ByteView(who), store.now_ms()}));
  return {};
}

Result<std::optional<OfficeLogin>> login_with(Store& store, const vault::Digest& who) {
  return login_where(store, "who = ?1", base::ByteView(who));
}

Result<std::optional<OfficeLogin>> login_of(Store& store, const base::Uuid& account) {
  return login_where(store, "account = ?1", bind_id(account));
}

Result<void> note_login_used(Store& store, const OfficeLogin& login) {
  return update_one(store, "UPDATE office_login SET used_ms = ?3 WHERE account = ?1 AND who = ?2",
                    {bind_id(login.account), base::ByteView(login.who), store.now_ms()});
}

Result<bool> remove_login_of(Store& store, const base::Uuid& account) {
  SAMEN_TRY(const auto rows, store.database().run("DELETE FROM office_login WHERE account = ?1",
                                                  {bind_id(account)}));
  return rows > 0;
}

}  // namespace samen::server
