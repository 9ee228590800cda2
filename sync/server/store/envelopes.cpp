// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/envelopes.hpp"

#include "base/say.hpp"
#include "base/spans.hpp"
#include "protocol/messages.hpp"
#include "protocol/sequence.hpp"
#include "sync/server/store/sealed.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::int64_t kDaysKept = 7;

}  // namespace

Result<std::optional<KnownEnvelope>> find_envelope(Store& store, const base::Uuid& id) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT hash, receipt FROM envelope WHERE id = ?1"));
  SAMEN_CHECK(rows.bind({bind_id(id)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  KnownEnvelope known;
  const auto hash = rows.bytes(0);
  if (hash.size() != known.hash.size()) {
    return fail(Errc::storage, say("the store holds a hash of the wrong length"));
  }
  std::copy(hash.begin(), hash.end(), known.hash.begin());
  known.receipt = rows.text(1);
  return known;
}

Result<void> add_envelope(Store& store, const Device& device, const protocol::Envelope& envelope,
                          std::string_view receipt) {
  const auto hash = envelope.hash();
  SAMEN_TRY(const auto sealed,
            seal_column(store, sealed_in(Sealed::envelope, envelope.id), envelope.body));
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run(
          "INSERT INTO envelope (id, device, sequence, hash, key_id, boot, mono_ms, wall_ms, "
          "trusted, sealed, signature, receipt, received_ms, state) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'stored')",
          {bind_id(envelope.id), device.number, envelope.seq, base::ByteView(hash), envelope.key_id,
           base::ByteView(envelope.stamp.boot), envelope.stamp.mono_ms, envelope.stamp.wall_ms,
           std::int64_t{envelope.stamp.trusted}, base::ByteView(sealed),
           base::ByteView(envelope.signature), receipt, store.now_ms()}));
  SAMEN_TRY([[maybe_unused]] const auto after_all,
            store.database().run("DELETE FROM passed_over WHERE device = ?1 AND sequence = ?2 AND "
                                 "id = ?3",
                                 {device.number, envelope.seq, bind_id(envelope.id)}));
  // A number that was passed over before and comes after all is not in the backup yet.
  SAMEN_TRY([[maybe_unused]] const auto lowered,
            store.database().run("UPDATE device SET durable_through = ?2 "
                                 "WHERE number = ?1 AND durable_through > ?2",
                                 {device.number, envelope.seq - 1}));
  return {};
}

Result<bool> number_is_taken(Store& store, const Device& device,
                             const protocol::Envelope& envelope) {
  SAMEN_TRY(const auto other,
            store.database().integer(
                "SELECT 1 FROM envelope WHERE device = ?1 AND sequence = ?2 AND id <> ?3 LIMIT 1",
                {device.number, envelope.seq, bind_id(envelope.id)}));
  return other.has_value();
}

Result<std::int64_t> bytes_today(Store& store, const Device& device) {
  SAMEN_TRY(const auto bytes,
            store.database().integer("SELECT bytes FROM device_day WHERE device = ?1 AND day = ?2",
                                     {device.number, store.now_ms() / base::kDayMs}));
  return bytes.value_or(0);
}

Result<void> add_bytes(Store& store, const Device& device, std::int64_t bytes) {
  const std::int64_t today = store.now_ms() / base::kDayMs;
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO device_day (device, day, bytes) VALUES (?1, ?2, ?3) "
                                 "ON CONFLICT (device, day) DO UPDATE SET bytes = bytes + ?3",
                                 {device.number, today, bytes}));
  SAMEN_TRY([[maybe_unused]] const auto old,
            store.database().run("DELETE FROM device_day WHERE device = ?1 AND day < ?2",
                                 {device.number, today - kDaysKept}));
  return {};
}

Result<void> pass_over(Store& store, const Device& device, std::int64_t sequence,
                       const base::Uuid& id, std::string_view code) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO passed_over (device, sequence, id, code, at_ms) "
                                 "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                                 {device.number, sequence, bind_id(id), code, store.now_ms()}));
  return {};
}

Result<std::int64_t> advance_seen_through(Store& store, const Device& device) {
  auto& database = store.database();
  SAMEN_TRY(const auto before,
            database.integer("SELECT seen_through FROM device WHERE number = ?1", {device.number}));
  SAMEN_TRY(auto next_row,
            database.prepare("SELECT min(sequence) FROM (SELECT min(sequence) AS sequence FROM "
                             "envelope WHERE device = ?1 AND sequence > ?2 UNION ALL "
                             "SELECT min(sequence) FROM passed_over WHERE device = ?1 AND "
                             "sequence > ?2)"));
  std::int64_t seen = before.value_or(0);
  for (;;) {
    SAMEN_CHECK(next_row.bind({device.number, seen}));
    SAMEN_TRY(const bool row, next_row.step());
    if (!row || next_row.is_null(0) || !protocol::follows(seen, next_row.integer(0))) break;
    seen = next_row.integer(0);
  }
  next_row.reset();
  if (seen != before) {
    SAMEN_TRY([[maybe_unused]] const auto rows,
              database.run("UPDATE device SET seen_through = ?2 WHERE number = ?1",
                           {device.number, seen}));
  }
  return seen;
}

Result<void> settle_below(Store& store, const Device& device, std::int64_t held_from) {
  SAMEN_TRY(const auto moved,
            store.database().run(
                "UPDATE device SET seen_through = ?2 WHERE number = ?1 AND seen_through < ?2",
                {device.number, held_from - 1}));
  if (moved == 0) return {};
  SAMEN_TRY([[maybe_unused]] const auto seen, advance_seen_through(store, device));
  return {};
}

Result<std::vector<PendingEnvelope>> pending_envelopes(Store& store, int limit) {
  SAMEN_TRY(
      auto rows,
      store.database().prepare(
          "SELECT e.id, e.device, d.centre, e.key_id, e.sequence, e.receipt, e.wall_ms, "
          "e.trusted, e.received_ms, e.sealed, d.enrolled_ms FROM envelope e JOIN device d ON "
          "d.number = e.device "
          // The first condition is that of the index: without it every envelope is read.
          "WHERE e.state <> 'applied' AND e.state = 'stored' ORDER BY e.rowid LIMIT ?1"));
  SAMEN_CHECK(rows.bind({std::int64_t{limit}}));
  std::vector<PendingEnvelope> pending;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return pending;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    // The receipt names the kiosk as the envelope does, also from before it was enrolled anew.
    SAMEN_TRY(const auto receipt, protocol::read_receipt(rows.text(5)));
    pending.push_back({id, rows.integer(1), rows.integer(2), rows.text(3), rows.integer(4),
                       receipt.device, rows.integer(6), rows.integer(7) != 0, rows.integer(8),
                       rows.bytes(9), rows.integer(10)});
  }
}

Result<bool> is_pending(Store& store, const base::Uuid& id) {
  SAMEN_TRY(const auto found,
            store.database().integer("SELECT 1 FROM envelope WHERE id = ?1 AND state = 'stored'",
                                     {bind_id(id)}));
  return found.has_value();
}

Result<void> mark_applied(Store& store, const base::Uuid& id) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run("UPDATE envelope SET state = 'applied', review = NULL WHERE id = ?1",
                           {bind_id(id)}));
  return {};
}

Result<void> empty_envelope(Store& store, const base::Uuid& id) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("UPDATE envelope SET sealed = x'' WHERE id = ?1", {bind_id(id)}));
  return {};
}

Result<void> mark_needs_review(Store& store, const base::Uuid& id, std::string_view why) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run("UPDATE envelope SET state = 'needs_review', review = ?2 WHERE id = ?1",
                           {bind_id(id), why}));
  return {};
}

Result<std::int64_t> retry_reviews(Store& store) {
  return store.database().run(
      "UPDATE envelope SET state = 'stored', review = NULL WHERE state = 'needs_review'", {});
}

Result<std::int64_t> retry_reviews_of(Store& store, std::int64_t device) {
  return store.database().run(
      "UPDATE envelope SET state = 'stored', review = NULL WHERE state <> 'applied' AND "
      "state = 'needs_review' AND device = ?1",
      {device});
}

Result<bool> is_under_review(Store& store, const base::Uuid& id) {
  SAMEN_TRY(const auto found,
            store.database().integer(
                "SELECT 1 FROM envelope WHERE id = ?1 AND state = 'needs_review'", {bind_id(id)}));
  return found.has_value();
}

}  // namespace samen::server
