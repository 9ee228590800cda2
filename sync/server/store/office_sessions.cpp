// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/office_sessions.hpp"

#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

namespace {

Result<void> change_sessions(Store& store, std::string_view sql,
                             std::initializer_list<storage::Value> values) {
  SAMEN_TRY([[maybe_unused]] const auto rows, store.database().run(sql, values));
  return {};
}

}  // namespace

Result<void> begin_session(Store& store, const vault::Digest& token, const base::Uuid& account) {
  return change_sessions(
      store,
      "INSERT INTO office_session (token, account, begun_ms, seen_ms, confirmed_ms) "
      "VALUES (?1, ?2, ?3, ?3, ?3)",
      {base::ByteView(token), bind_id(account), store.now_ms()});
}

Result<std::optional<OfficeSession>> session_with(Store& store, const vault::Digest& token) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT a.name, s.begun_ms, s.seen_ms, s.confirmed_ms FROM office_session s JOIN "
                "office_account a ON a.id = s.account WHERE s.token = ?1 AND a.disabled = 0"));
  SAMEN_CHECK(rows.bind({base::ByteView(token)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  OfficeSession session{.account = {},
                        .begun_ms = rows.integer(1),
                        .seen_ms = rows.integer(2),
                        .confirmed_ms = rows.integer(3)};
  SAMEN_TRY(auto account, account_named(store, rows.text(0)));
  if (!account) return std::nullopt;
  session.account = std::move(*account);
  return session;
}

Result<void> note_seen(Store& store, const vault::Digest& token) {
  return update_one(store, "UPDATE office_session SET seen_ms = ?2 WHERE token = ?1",
                    {base::ByteView(token), store.now_ms()});
}

Result<void> note_confirmed(Store& store, const vault::Digest& token) {
  return update_one(store, "UPDATE office_session SET confirmed_ms = ?2 WHERE token = ?1",
                    {base::ByteView(token), store.now_ms()});
}

Result<void> note_unconfirmed(Store& store, const vault::Digest& token) {
  return update_one(store, "UPDATE office_session SET confirmed_ms = 0 WHERE token = ?1",
                    {base::ByteView(token)});
}

Result<void> end_session(Store& store, const vault::Digest& token) {
  return change_sessions(store, "DELETE FROM office_session WHERE token = ?1",
                         {base::ByteView(token)});
}

Result<void> end_sessions_of(Store& store, const base::Uuid& account) {
  return change_sessions(store, "DELETE FROM office_session WHERE account = ?1",
                         {bind_id(account)});
}

Result<void> end_old_sessions(Store& store, std::int64_t begun_ms, std::int64_t seen_ms) {
  return change_sessions(store, "DELETE FROM office_session WHERE begun_ms < ?1 OR seen_ms < ?2",
                         {begun_ms, seen_ms});
}

}  // namespace samen::server
