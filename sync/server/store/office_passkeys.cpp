// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/office_passkeys.hpp"

#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::string_view kPasskeyColumns =
    "id, account, credential, algorithm, public_key, counter, name, added_ms, used_ms, locked";

base::Bytes copy_of(base::ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

Result<OfficePasskey> passkey_in(const storage::Statement& row) {
  OfficePasskey passkey{.id = {},
                        .account = {},
                        .credential = copy_of(row.bytes(2)),
                        .algorithm = static_cast<int>(row.integer(3)),
                        .public_key = copy_of(row.bytes(4)),
                        .counter = static_cast<std::uint32_t>(row.integer(5)),
                        .name = row.text(6),
                        .added_ms = row.integer(7),
                        .used_ms = optional_integer(row, 8),
                        .locked = row.integer(9) != 0};
  SAMEN_TRY(passkey.id, to_uuid(row.bytes(0)));
  SAMEN_TRY(passkey.account, to_uuid(row.bytes(1)));
  return passkey;
}

Result<std::vector<OfficePasskey>> passkeys_where(Store& store, std::string_view condition,
                                                  storage::Value value) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT " + std::string(kPasskeyColumns) +
                                                " FROM office_passkey WHERE " +
                                                std::string(condition) + " ORDER BY added_ms, id"));
  SAMEN_CHECK(rows.bind({value}));
  std::vector<OfficePasskey> all;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return all;
    SAMEN_TRY(auto passkey, passkey_in(rows));
    all.push_back(std::move(passkey));
  }
}

}  // namespace

Result<void> add_passkey(Store& store, const OfficePasskey& passkey) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO office_passkey (id, account, credential, algorithm, public_key, "
                "counter, name, added_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                {bind_id(passkey.id), bind_id(passkey.account), base::ByteView(passkey.credential),
                 std::int64_t{passkey.algorithm}, base::ByteView(passkey.public_key),
                 std::int64_t{passkey.counter}, passkey.name, passkey.added_ms}));
  return {};
}

Result<std::optional<OfficePasskey>> passkey_with(Store& store, base::ByteView credential) {
  SAMEN_TRY(auto found, passkeys_where(store, "credential = ?1", credential));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Result<std::vector<OfficePasskey>> passkeys_of(Store& store, const base::Uuid& account) {
  return passkeys_where(store, "account = ?1", bind_id(account));
}

Result<void> note_passkey_used(Store& store, const OfficePasskey& before, std::uint32_t counter) {
  return update_one(
      store,
      "UPDATE office_passkey SET counter = ?2, used_ms = ?3 WHERE id = ?1 AND "
      "counter = ?4 AND locked = 0",
      {bind_id(before.id), std::int64_t{counter}, store.now_ms(), std::int64_t{before.counter}});
}

Result<void> lock_passkey(Store& store, const base::Uuid& id) {
  return update_one(store, "UPDATE office_passkey SET locked = 1 WHERE id = ?1", {bind_id(id)});
}

Result<void> remove_passkey(Store& store, const base::Uuid& account, const base::Uuid& id) {
  return update_one(store, "DELETE FROM office_passkey WHERE id = ?1 AND account = ?2",
                    {bind_id(id), bind_id(account)});
}

Result<void> remove_passkeys_of(Store& store, const base::Uuid& account) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run("DELETE FROM office_passkey WHERE account = ?1", {bind_id(account)}));
  return {};
}

}  // namespace samen::server
