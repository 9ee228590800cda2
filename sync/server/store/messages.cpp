// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/messages.hpp"

#include "base/say.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::MessageEvent;
using domain::MessageState;

namespace {

constexpr std::string_view kMessageColumns =
    "SELECT m.number, m.record, m.kind, m.about, m.nth, m.state, m.tries, m.made_ms, m.next_ms, "
    "m.changed_ms, m.failure FROM message m ";

Result<MessageRow> read_message(const storage::Statement& rows) {
  MessageRow message{.number = rows.integer(0), .due = {}};
  SAMEN_TRY(message.due.record, to_uuid(rows.bytes(1)));
  SAMEN_TRY(message.due.about, to_uuid(rows.bytes(3)));
  const auto kind = domain::from_name<domain::MessageKind>(rows.text(2));
  const auto state = domain::from_name<MessageState>(rows.text(5));
  if (!kind || !state)
    return fail(Errc::storage_damaged, say("a message of which nobody knows what"));
  message.due.kind = *kind;
  message.due.nth = rows.integer(4);
  message.state = *state;
  message.tries = static_cast<int>(rows.integer(6));
  message.made_ms = rows.integer(7);
  message.next_ms = rows.integer(8);
  message.changed_ms = rows.integer(9);
  message.failure = rows.text(10);
  return message;
}

Result<std::vector<MessageRow>> read_messages(storage::Statement& rows) {
  std::vector<MessageRow> all;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return all;
    SAMEN_TRY(auto message, read_message(rows));
    all.push_back(std::move(message));
  }
}

std::string states_where(bool (*chosen)(MessageState)) {
  std::string list;
  for (std::size_t i = 0; i < domain::Vocabulary<MessageState>::kNames.size(); ++i) {
    const auto state = static_cast<MessageState>(i);
    if (!chosen(state)) continue;
    list += (list.empty() ? "'" : ", '") + std::string(domain::name_of(state)) + "'";
  }
  return "m.state IN (" + list + ")";
}

// A program sends it.
bool is_to_send(MessageState state) {
  return domain::is_open(state) && !domain::is_for_staff(state);
}

}  // namespace

Result<bool> add_message(Store& store, const MessageDue& due) {
  const std::int64_t now = store.now_ms();
  SAMEN_TRY(
      const auto rows,
      store.database().run(
          "INSERT INTO message (record, kind, about, nth, state, made_ms, next_ms, "
          "changed_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?6) ON CONFLICT DO UPDATE SET "
          "state = excluded.state, tries = 0, made_ms = ?6, next_ms = ?6, changed_ms = ?6, "
          "failure = '' WHERE state = ?7",
          {bind_id(due.record), domain::name_of(due.kind), bind_id(due.about), due.nth,
           domain::name_of(MessageState::queued), now, domain::name_of(MessageState::dropped)}));
  return rows == 1;
}

Result<void> move_message(Store& store, MessageRow& message, MessageEvent event) {
  const auto* move = base::find_move(domain::kMessageMoves, message.state, event);
  if (move == nullptr) {
    return fail(Errc::conflict,
                say("message {} is {} already; samen-matcher messages lists those that are open",
                    message.number, domain::name_of(message.state)));
  }
  message.state = move->to;
  message.changed_ms = store.now_ms();
  return update_one(
      store,
      "UPDATE message SET state = ?2, tries = ?3, next_ms = ?4, changed_ms = ?5, "
      "failure = ?6 WHERE number = ?1",
      {message.number, domain::name_of(message.state), static_cast<std::int64_t>(message.tries),
       message.next_ms, message.changed_ms, std::string_view(message.failure)});
}

Result<MessageRow> find_message(Store& store, std::int64_t number) {
  SAMEN_TRY(auto rows,
            store.database().prepare(std::string(kMessageColumns) + "WHERE number = ?1"));
  SAMEN_CHECK(rows.bind({number}));
  SAMEN_TRY(auto all, read_messages(rows));
  if (all.empty()) return fail(Errc::not_found, say("no message {}", number));
  return all.front();
}

Result<std::vector<MessageRow>> messages_of(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto rows, store.database().prepare(std::string(kMessageColumns) +
                                                "WHERE record = ?1 ORDER BY number"));
  SAMEN_CHECK(rows.bind({bind_id(record)}));
  return read_messages(rows);
}

Result<std::vector<MessageRow>> messages_to_send(Store& store, int most) {
  SAMEN_TRY(auto rows, store.database().prepare(std::string(kMessageColumns) + "WHERE " +
                                                states_where(is_to_send) +
                                                " AND m.next_ms <= ?1 ORDER BY m.number LIMIT ?2"));
  SAMEN_CHECK(rows.bind({store.now_ms(), static_cast<std::int64_t>(most)}));
  return read_messages(rows);
}

Result<std::vector<MessageRow>> open_messages(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare(std::string(kMessageColumns) + "WHERE " +
                                     states_where(domain::is_open) + " ORDER BY number"));
  return read_messages(rows);
}

Result<std::vector<MessageForStaff>> messages_for_staff(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT m.number, m.record, m.kind, m.about, m.nth, m.state, m.tries, m.made_ms, "
                "m.next_ms, m.changed_ms, m.failure, coalesce(h.label, s.label, v.receipt), c.name "
                "FROM message m LEFT JOIN household h ON h.id = m.record LEFT JOIN volunteer v ON "
                "v.id = m.record LEFT JOIN single_volunteer s ON s.id = v.id JOIN centre c ON c.id "
                "= ifnull(h.centre, v.centre) WHERE " +
                states_where(domain::is_for_staff) + " ORDER BY m.number"));
  std::vector<MessageForStaff> all;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return all;
    SAMEN_TRY(auto message, read_message(rows));
    all.push_back({std::move(message), rows.text(11), rows.text(12)});
  }
}

Result<std::map<MessageState, std::int64_t>> count_messages(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT state, count(*) FROM message GROUP BY state"));
  std::map<MessageState, std::int64_t> counts;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return counts;
    const auto state = domain::from_name<MessageState>(rows.text(0));
    if (state) counts[*state] = rows.integer(1);
  }
}

Result<std::map<base::Uuid, std::int64_t>> last_messages(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT record, max(changed_ms) FROM message WHERE state = '" +
                                     std::string(domain::name_of(MessageState::handed_over)) +
                                     "' GROUP BY record"));
  std::map<base::Uuid, std::int64_t> last;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return last;
    SAMEN_TRY(const auto record, to_uuid(rows.bytes(0)));
    last[record] = rows.integer(1);
  }
}

Result<bool> is_made_up(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto made_up,
            store.database().integer("SELECT synthetic FROM household WHERE id = ?1 UNION ALL "
                                     "SELECT synthetic FROM volunteer WHERE id = ?1",
                                     {bind_id(record)}));
  return made_up.value_or(1) != 0;
}

Result<void> forget_messages(Store& store, const base::Uuid& record) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM message WHERE record = ?1", {bind_id(record)}));
  return {};
}

Result<void> drop_messages_before(Store& store, std::int64_t before_ms) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM message AS m WHERE m.changed_ms < ?1 AND NOT " +
                                     states_where(domain::is_open),
                                 {before_ms}));
  return {};
}

}  // namespace samen::server
