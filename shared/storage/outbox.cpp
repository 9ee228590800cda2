// SPDX-License-Identifier: Apache-2.0
#include "base/say.hpp"
#include "storage/kiosk_store.hpp"
#include "storage/rows.hpp"

namespace samen::storage {

using base::Result;

namespace {

constexpr std::array<std::string_view, 4> kStates = {"waiting", "received", "refused",
                                                     "quarantined"};

std::string_view name_of(OutboxState state) {
  return kStates[static_cast<std::size_t>(state)];
}

#define SAMEN_OUTBOX_COLUMNS                                                                 \
  "seq, id, device, key_id, boot, mono_ms, wall_ms, trusted, body, signature, hash, state, " \
  "receipt, attempts, last_error"

OutboxRow read_row(const Statement& row) {
  OutboxRow out;
  protocol::Envelope& envelope = out.envelope;
  envelope.seq = row.integer(0);
  envelope.id = uuid_of(row, 1);
  envelope.device = uuid_of(row, 2);
  envelope.key_id = row.text(3);
  envelope.stamp = {array_of<16>(row, 4), row.integer(5), row.integer(6), row.integer(7) != 0};
  envelope.body = row.bytes(8);
  envelope.signature = array_of<64>(row, 9);
  out.hash = array_of<32>(row, 10);
  const auto state = std::ranges::find(kStates, row.text(11));
  out.state = static_cast<OutboxState>(state - kStates.begin());
  out.receipt = row.text(12);
  out.attempts = row.integer(13);
  out.last_error = row.text(14);
  return out;
}

enum class Leaves : std::uint8_t { at_once, when_released };

Result<void> insert(Database& database, const OutboxRow& row, Leaves leaves) {
  const protocol::Envelope& kept = row.envelope;
  SAMEN_TRY([[maybe_unused]] const auto done,
            database.run(
                "INSERT INTO outbox (seq, id, device, key_id, boot, mono_ms, wall_ms,"
                " trusted, body, signature, hash, undoable)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                {number(kept.seq), blob(kept.id.bytes), blob(kept.device.bytes), text(kept.key_id),
                 blob(kept.stamp.boot), number(kept.stamp.mono_ms), number(kept.stamp.wall_ms),
                 number(kept.stamp.trusted), blob(kept.body), blob(kept.signature), blob(row.hash),
                 number(leaves == Leaves::when_released)}));
  return {};
}

// The states that an event may take a row out of, for "state IN (...)".
std::string states_left_by(OutboxEvent event) {
  std::string list;
  for (const OutboxMove& move : kOutboxMoves) {
    if (move.event != event) continue;
    if (!list.empty()) list += ",";
    list.append("'").append(name_of(move.from)).append("'");
  }
  return list;
}

// The state that an event leads to; every move of one event has the same one.
constexpr std::optional<OutboxState> target_of(OutboxEvent event) {
  for (const OutboxMove& move : kOutboxMoves) {
    if (move.event == event) return move.to;
  }
  return std::nullopt;
}
constexpr bool has_one_target_an_event() {
  for (const OutboxMove& move : kOutboxMoves) {
    if (move.to != target_of(move.event)) return false;
  }
  return true;
}
static_assert(has_one_target_an_event(), "settle() takes the target from the event alone");

// "UPDATE outbox SET state='...' <more> WHERE <which> AND state IN (...)", or the DELETE.
std::string sql_of(OutboxEvent event, std::string_view more, std::string_view which) {
  const auto target = target_of(event);
  std::string sql = "DELETE FROM outbox";
  if (target) {
    sql = "UPDATE outbox SET state='";
    sql.append(name_of(*target)).append("'").append(more);
  }
  return sql.append(" WHERE ").append(which).append(" AND state IN (" + states_left_by(event) +
                                                    ")");
}

std::string_view sql_of(KioskStore::Order order) {
  switch (order) {
    case KioskStore::Order::oldest_first:
      return "seq";
    case KioskStore::Order::newest_first:
      return "seq DESC";
    case KioskStore::Order::smallest_first:
      return "length(body), seq";
  }
  return "seq";
}

// What one answer does to one row.
Result<void> settle(Database& database, const KioskStore::Outcome& outcome) {
  const Value id = blob(outcome.id.bytes);
  Result<std::int64_t> done = 0;
  switch (outcome.what) {
    case OutboxEvent::received:
      done = database.run(sql_of(outcome.what, ", receipt=?2, last_error=''", "id=?1"),
                          {id, text(outcome.receipt)});
      break;
    case OutboxEvent::refused:
      done = database.run(sql_of(outcome.what, ", receipt=?2, last_error=?3", "id=?1"),
                          {id, text(outcome.receipt), text(outcome.reason)});
      break;
    case OutboxEvent::quarantined:
      done = database.run(sql_of(outcome.what, ", last_error=?2", "id=?1"),
                          {id, text(outcome.reason)});
      break;
    case OutboxEvent::failed:
      done = database.run(sql_of(outcome.what, ", attempts=attempts+1, last_error=?2", "id=?1"),
                          {id, text(outcome.reason)});
      break;
    case OutboxEvent::erased:
      done = database.run(sql_of(outcome.what, "", "id=?1"), {id});
      if (done && *done > 0) done = database.run("UPDATE kiosk SET erased=erased+1", {});
      break;
    case OutboxEvent::durable:
    case OutboxEvent::new_epoch:
    case OutboxEvent::offered_again:
    case OutboxEvent::taken_back:
    case OutboxEvent::released:
      return base::fail(base::Errc::internal, base::say("this is no answer to a row"));
  }
  if (!done) return std::unexpected(std::move(done).error());
  return {};
}

Result<std::int64_t> delete_durable(Database& database, std::int64_t durable_through) {
  SAMEN_TRY(const std::int64_t gone,
            database.run(sql_of(OutboxEvent::durable, "", "seq<=?1"), {number(durable_through)}));
  if (gone > 0) {
    SAMEN_TRY([[maybe_unused]] const auto counted,
              database.run("UPDATE kiosk SET safely_stored=safely_stored+?1", {number(gone)}));
  }
  return gone;
}

}  // namespace

Result<std::int64_t> KioskStore::append(const MakeRow& make,
                                        const std::vector<std::uint32_t>& codes,
                                        const std::optional<DecisionNote>& note) {
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  SAMEN_TRY(const auto next, database_.integer("SELECT next_seq FROM kiosk"));
  const std::int64_t seq = next.value_or(0);
  if (seq < 1)
    return base::fail(base::Errc::internal, base::say("the outbox has no sequence number yet"));
  SAMEN_TRY(OutboxRow row, make(seq));
  row.envelope.seq = seq;
  if (note && note->replaces) {
    SAMEN_TRY([[maybe_unused]] const bool replaced, drop_decision(*note->replaces, note->item));
  }
  SAMEN_CHECK(insert(database_, row, note ? Leaves::when_released : Leaves::at_once));
  SAMEN_TRY([[maybe_unused]] const auto counted,
            database_.run("UPDATE kiosk SET next_seq=?1", {number(seq + 1)}));
  for (const std::uint32_t fold : codes) {
    SAMEN_TRY([[maybe_unused]] const auto kept,
              database_.run("INSERT INTO code_fold (fold) VALUES (?1)", {number(fold)}));
  }
  if (note) {
    SAMEN_TRY([[maybe_unused]] const auto kept,
              database_.run("INSERT INTO decision_note (item, version, sealed) VALUES (?1, ?2, ?3)"
                            " ON CONFLICT (item) DO UPDATE SET version=?2, sealed=?3,"
                            " before=CASE WHEN version=?2 THEN sealed ELSE x'' END",
                            {blob(note->item.bytes), number(note->version), blob(note->sealed)}));
  }
  SAMEN_CHECK(transaction.commit());
  return seq;
}

Result<bool> KioskStore::drop_decision(const base::Uuid& id, const base::Uuid& item) {
  SAMEN_TRY(
      const auto gone,
      database_.run(sql_of(OutboxEvent::taken_back, "", "id=?1 AND undoable=1"), {blob(id.bytes)}));
  if (gone == 0) return false;
  SAMEN_TRY(const auto back, database_.run("UPDATE decision_note SET sealed=before, before=x''"
                                           " WHERE item=?1 AND length(before)>0",
                                           {blob(item.bytes)}));
  if (back > 0) return true;
  SAMEN_TRY([[maybe_unused]] const auto forgotten,
            database_.run("DELETE FROM decision_note WHERE item=?1", {blob(item.bytes)}));
  return true;
}

Result<bool> KioskStore::take_back(const base::Uuid& id, const base::Uuid& item) {
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  SAMEN_TRY(const bool gone, drop_decision(id, item));
  if (!gone) return false;
  SAMEN_CHECK(transaction.commit());
  return true;
}

Result<std::int64_t> KioskStore::release_decisions(const std::vector<base::Uuid>& but) {
  std::vector<base::Uuid> rows;
  {
    SAMEN_TRY(auto query, database_.prepare("SELECT id FROM outbox WHERE undoable=1"));
    for (;;) {
      SAMEN_TRY(const bool more, query.step());
      if (!more) break;
      const base::Uuid id = uuid_of(query, 0);
      if (std::ranges::find(but, id) == but.end()) rows.push_back(id);
    }
  }
  if (rows.empty()) return 0;  // asked often: nothing is written for nothing
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  for (const base::Uuid& id : rows) {
    SAMEN_TRY(
        [[maybe_unused]] const auto done,
        database_.run(sql_of(OutboxEvent::released, ", undoable=0", "id=?1"), {blob(id.bytes)}));
  }
  SAMEN_CHECK(transaction.commit());
  return static_cast<std::int64_t>(rows.size());
}

Result<bool> KioskStore::code_used(std::uint32_t fold) {
  SAMEN_TRY(const auto found,
            database_.integer("SELECT 1 FROM code_fold WHERE fold=?1", {number(fold)}));
  return found.has_value();
}

Result<std::vector<OutboxRow>> KioskStore::waiting(Order order, std::size_t limit,
                                                   std::size_t max_bytes, const BootId& boot) {
  SAMEN_TRY(auto query, database_.prepare(std::string("SELECT " SAMEN_OUTBOX_COLUMNS
                                                      " FROM outbox WHERE state='waiting'"
                                                      " AND (undoable=0 OR boot<>?2) ORDER BY ")
                                              .append(sql_of(order))
                                              .append(" LIMIT ?1")));
  SAMEN_CHECK(query.bind({number(static_cast<std::int64_t>(limit)), blob(boot)}));
  std::vector<OutboxRow> rows;
  std::size_t bytes = 0;
  for (;;) {
    SAMEN_TRY(const bool more, query.step());
    if (!more) return rows;
    OutboxRow row = read_row(query);
    bytes += row.envelope.body.size();
    if (!rows.empty() && bytes > max_bytes) return rows;
    rows.push_back(std::move(row));
  }
}

Result<std::optional<OutboxRow>> KioskStore::row(const base::Uuid& id) {
  SAMEN_TRY(auto query,
            database_.prepare("SELECT " SAMEN_OUTBOX_COLUMNS " FROM outbox WHERE id=?1"));
  SAMEN_CHECK(query.bind({blob(id.bytes)}));
  SAMEN_TRY(const bool found, query.step());
  if (!found) return std::nullopt;
  return read_row(query);
}

Result<void> KioskStore::apply(const std::vector<Outcome>& outcomes, std::int64_t durable_through) {
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  for (const Outcome& outcome : outcomes) SAMEN_CHECK(settle(database_, outcome));
  SAMEN_TRY([[maybe_unused]] const auto gone, delete_durable(database_, durable_through));
  return transaction.commit();
}

Result<std::int64_t> KioskStore::put_back(OutboxEvent event) {
  return database_.run(sql_of(event, ", receipt='', last_error=''", "true"), {});
}

Result<std::int64_t> KioskStore::offer_refused_again() {
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  SAMEN_TRY(const std::int64_t again, put_back(OutboxEvent::offered_again));
  SAMEN_CHECK(transaction.commit());
  return again;
}

Result<void> KioskStore::note_failed_attempt(const std::vector<base::Uuid>& ids,
                                             std::string_view problem) {
  std::vector<Outcome> outcomes;
  for (const auto& id : ids) {
    outcomes.push_back({id, Outcome::What::failed, std::string(problem), {}});
  }
  return apply(outcomes, 0);
}

Result<std::int64_t> KioskStore::held_from() {
  SAMEN_TRY(
      const auto number,
      database_.integer("SELECT min(next_seq,"
                        " ifnull((SELECT min(seq) FROM outbox WHERE state='waiting'), next_seq),"
                        " ifnull((SELECT min(seq) FROM outbox WHERE state='received'), next_seq))"
                        " FROM kiosk"));
  if (!number)
    return base::fail(base::Errc::storage_damaged, base::say("kiosk.db has lost its counters"));
  return *number;
}

Result<std::int64_t> KioskStore::drop_durable(std::int64_t durable_through) {
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  SAMEN_TRY(const std::int64_t gone, delete_durable(database_, durable_through));
  SAMEN_CHECK(transaction.commit());
  return gone;
}

Result<OutboxCounts> KioskStore::counts() {
  SAMEN_TRY(auto query,
            database_.prepare("SELECT (SELECT count(*) FROM outbox WHERE state='waiting'),"
                              " (SELECT count(*) FROM outbox WHERE state='received'),"
                              " (SELECT count(*) FROM outbox WHERE state='refused'),"
                              " (SELECT count(*) FROM outbox WHERE state='quarantined'),"
                              " safely_stored, erased FROM kiosk"));
  SAMEN_TRY(const bool found, query.step());
  if (!found)
    return base::fail(base::Errc::storage_damaged, base::say("kiosk.db has lost its counters"));
  return OutboxCounts{query.integer(0), query.integer(1), query.integer(2),
                      query.integer(3), query.integer(4), query.integer(5)};
}

Result<std::optional<base::Stamp>> KioskStore::oldest_waiting() {
  SAMEN_TRY(auto query, database_.prepare("SELECT boot, mono_ms, wall_ms, trusted FROM outbox"
                                          " WHERE state='waiting' ORDER BY seq LIMIT 1"));
  SAMEN_TRY(const bool found, query.step());
  if (!found) return std::nullopt;
  return base::Stamp{array_of<16>(query, 0), query.integer(1), query.integer(2),
                     query.integer(3) != 0};
}

}  // namespace samen::storage
