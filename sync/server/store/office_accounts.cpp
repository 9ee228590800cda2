// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/office_accounts.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/server/store/rows.hpp"
#include "sync/server/store/sealed.hpp"
#include "vault/keyed_digest.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kAccountColumns =
    "id, name, role, centre, made_ms, disabled, password, invite_until_ms, used_step";
constexpr int kMostTriedNames = 4096;
// Owner of the key of digests of names: nobody has this id.
constexpr base::Uuid kTriedNames{{'s', 'a', 'm', 'e', 'n', '-', 'o', 'f', 'f', 'i', 'c', 'e'}};

Result<OfficeAccount> account_in(const storage::Statement& row) {
  OfficeAccount account{.id = {},
                        .name = row.text(1),
                        .role = row.text(2),
                        .centre = row.text(3),
                        .made_ms = row.integer(4),
                        .disabled = row.integer(5) != 0,
                        .password = {},
                        .invite_until_ms = optional_integer(row, 7),
                        .used_step = row.integer(8)};
  SAMEN_TRY(account.id, to_uuid(row.bytes(0)));
  if (!row.is_null(6)) account.password = row.text(6);
  return account;
}

Result<std::optional<OfficeAccount>> account_where(Store& store, std::string_view condition,
                                                   storage::Value value) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT " + std::string(kAccountColumns) +
                                     " FROM office_account WHERE " + std::string(condition)));
  SAMEN_CHECK(rows.bind({value}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  SAMEN_TRY(auto account, account_in(rows));
  return account;
}

}  // namespace

Result<void> add_account(Store& store, const OfficeAccount& account, const OfficeInvite& invite) {
  SAMEN_TRY(const auto sealed,
            seal_column(store, sealed_in(Sealed::office_code, account.id), invite.code_secret));
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO office_account (id, name, role, centre, made_ms, invite, "
                "invite_until_ms, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                {bind_id(account.id), account.name, account.role, account.centre, account.made_ms,
                 base::ByteView(invite.token), invite.until_ms, base::ByteView(sealed)}));
  return {};
}

Result<void> invite_again(Store& store, const base::Uuid& account, const OfficeInvite& invite) {
  SAMEN_TRY(const auto sealed,
            seal_column(store, sealed_in(Sealed::office_code, account), invite.code_secret));
  return update_one(
      store,
      "UPDATE office_account SET password = NULL, disabled = 0, invite = ?2, "
      "invite_until_ms = ?3, sealed = ?4, used_step = 0 WHERE id = ?1",
      {bind_id(account), base::ByteView(invite.token), invite.until_ms, base::ByteView(sealed)});
}

Result<void> set_password(Store& store, const base::Uuid& account, std::string_view hash) {
  return update_one(store,
                    "UPDATE office_account SET password = ?2, invite = NULL, invite_until_ms = "
                    "NULL WHERE id = ?1",
                    {bind_id(account), hash});
}

Result<void> take_step(Store& store, const base::Uuid& account, std::int64_t step) {
  return update_one(store,
                    "UPDATE office_account SET used_step = ?2 WHERE id = ?1 AND used_step < ?2",
                    {bind_id(account), step});
}

Result<void> set_role(Store& store, const base::Uuid& account, std::string_view role,
                      std::string_view centre) {
  return update_one(store, "UPDATE office_account SET role = ?2, centre = ?3 WHERE id = ?1",
                    {bind_id(account), role, centre});
}

Result<void> disable_account(Store& store, const base::Uuid& account) {
  return update_one(store,
                    "UPDATE office_account SET disabled = 1, invite = NULL, invite_until_ms = NULL "
                    "WHERE id = ?1",
                    {bind_id(account)});
}

Result<std::optional<OfficeAccount>> account_named(Store& store, std::string_view name) {
  return account_where(store, "name = ?1", name);
}

Result<std::optional<OfficeAccount>> account_with_invite(Store& store, const vault::Digest& token) {
  return account_where(store, "invite = ?1", base::ByteView(token));
}

Result<std::optional<OfficeAccount>> account_with_id(Store& store, const base::Uuid& id) {
  return account_where(store, "id = ?1", bind_id(id));
}

Result<std::vector<OfficeAccount>> all_accounts(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT " + std::string(kAccountColumns) +
                                                " FROM office_account ORDER BY name"));
  std::vector<OfficeAccount> all;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return all;
    SAMEN_TRY(auto account, account_in(rows));
    all.push_back(std::move(account));
  }
}

Result<base::SecretBytes> code_secret_of(Store& store, const base::Uuid& account) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT sealed FROM office_account WHERE id = ?1"));
  SAMEN_CHECK(rows.bind({bind_id(account)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return fail(Errc::not_found, say("there is no such account"));
  return open_column(store, sealed_in(Sealed::office_code, account), rows.bytes(0));
}

Result<vault::Digest> who_tries(Store& store, std::string_view name) {
  SAMEN_TRY(const auto key, store.record_keys().find_or_make(kTriedNames));
  return vault::keyed_digest(key, base::as_bytes(name));
}

Result<device::PinThrottle> tries_of(Store& store, const vault::Digest& who) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT tries, boot, not_before_mono_ms FROM office_try WHERE who = "
                           "?1"));
  SAMEN_CHECK(rows.bind({base::ByteView(who)}));
  SAMEN_TRY(const bool row, rows.step());
  device::PinThrottle tries;
  if (!row) return tries;
  tries.tries = rows.integer(0);
  tries.not_before_mono_ms = rows.integer(2);
  // Another length is another boot: the wait starts again.
  const auto boot = rows.bytes(1);
  if (boot.size() == tries.boot.size()) std::ranges::copy(boot, tries.boot.begin());
  return tries;
}

Result<void> note_tries(Store& store, const vault::Digest& who, const device::PinThrottle& tries) {
  SAMEN_TRY([[maybe_unused]] const auto noted,
            store.database().run(
                "INSERT OR REPLACE INTO office_try (who, tries, boot, not_before_mono_ms, at_ms) "
                "VALUES (?1, ?2, ?3, ?4, ?5)",
                {base::ByteView(who), tries.tries, base::ByteView(tries.boot),
                 tries.not_before_mono_ms, store.now_ms()}));
  SAMEN_TRY([[maybe_unused]] const auto gone,
            store.database().run("DELETE FROM office_try WHERE who IN (SELECT who FROM office_try "
                                 "ORDER BY at_ms DESC LIMIT -1 OFFSET ?1)",
                                 {std::int64_t{kMostTriedNames}}));
  return {};
}

Result<void> forget_tries(Store& store, const vault::Digest& who) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM office_try WHERE who = ?1", {base::ByteView(who)}));
  return {};
}

}  // namespace samen::server
