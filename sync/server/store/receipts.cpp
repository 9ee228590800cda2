// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/receipts.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/rests.hpp"
#include "sync/server/store/rows.hpp"
#include "vault/erased_receipt.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kWords[] = {"active", "paused", "withdrawn"};

OwnWord word_from(std::string_view name) {
  const auto* found = std::ranges::find(kWords, name);
  return static_cast<OwnWord>(found - std::begin(kWords));  // the table's CHECK allows no other
}

Result<void> run(Store& store, std::string_view sql, std::initializer_list<storage::Value> values) {
  SAMEN_TRY([[maybe_unused]] const auto rows, store.database().run(sql, values));
  return {};
}

template <std::size_t N>
Result<void> copy_bytes(base::ByteView bytes, std::array<std::uint8_t, N>& out) {
  if (bytes.size() != N)
    return fail(Errc::storage_damaged, say("a receipt's key has another length"));
  std::ranges::copy(bytes, out.begin());
  return {};
}

std::string without_word(std::string_view record, std::string_view words) {
  return "NOT EXISTS (SELECT 1 FROM receipt_key rk WHERE rk.record = " + std::string(record) +
         " AND rk.standing IN (" + std::string(words) + "))";
}

Result<std::optional<ReceiptKey>> key_where(Store& store, std::string_view condition,
                                            std::initializer_list<storage::Value> values) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT sign_key, seal_key, record, standing, counter, told_counter FROM "
                "receipt_key WHERE " +
                std::string(condition)));
  SAMEN_CHECK(rows.bind(values));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  ReceiptKey key{{}, {}, word_from(rows.text(3)), rows.integer(4), rows.integer(5)};
  SAMEN_CHECK(copy_bytes(rows.bytes(0), key.keys.sign));
  SAMEN_CHECK(copy_bytes(rows.bytes(1), key.keys.seal));
  SAMEN_TRY(key.record, to_uuid(rows.bytes(2)));
  return key;
}

}  // namespace

std::string wants_proposals(const Store& store, std::string_view record) {
  return without_word(record, "'paused', 'withdrawn'") + " AND " + counts_itself(record) +
         " AND NOT " + rests(store, record);
}

std::string still_takes_part(std::string_view record) {
  return without_word(record, "'withdrawn'");
}

std::string group_wants_proposals(const Store& store, std::string_view code) {
  return "NOT EXISTS (SELECT 1 FROM receipt_key rk JOIN volunteer rv ON rv.id = rk.record WHERE "
         "rv.join_code = " +
         std::string(code) +
         " AND (rk.standing = 'paused' OR (rk.standing = 'withdrawn' AND rv.role = "
         "'coordinator'))) AND NOT EXISTS (SELECT 1 FROM volunteer sv WHERE sv.join_code = " +
         std::string(code) + " AND sv.role = 'coordinator' AND " + rests(store, "sv.id") + ")";
}

Result<void> add_receipt_key(Store& store, const base::Uuid& record, const domain::WayBack& keys) {
  return run(store, "INSERT INTO receipt_key (sign_key, seal_key, record) VALUES (?1, ?2, ?3)",
             {base::ByteView(keys.sign), base::ByteView(keys.seal), bind_id(record)});
}

Result<std::optional<ReceiptKey>> find_receipt_key(Store& store, const domain::WayBack& keys) {
  return key_where(store, "sign_key = ?1 AND seal_key = ?2",
                   {base::ByteView(keys.sign), base::ByteView(keys.seal)});
}

Result<std::optional<ReceiptKey>> receipt_key_of(Store& store, const base::Uuid& record) {
  return key_where(store, "record = ?1", {bind_id(record)});
}

Result<void> exchange_receipt_key(Store& store, const base::Uuid& record,
                                  const domain::WayBack& keys) {
  return run(store, "UPDATE receipt_key SET sign_key = ?2, seal_key = ?3 WHERE record = ?1",
             {bind_id(record), base::ByteView(keys.sign), base::ByteView(keys.seal)});
}

vault::Digest void_receipt_hash(const domain::WayBack& keys) {
  return vault::sha256(base::as_bytes("samen-void-receipt-1\n" + base::to_hex(keys.sign)));
}

Result<void> void_receipts_again(Store& store) {
  std::vector<base::Uuid> voided;
  {
    SAMEN_TRY(auto rows, store.database().prepare("SELECT record, sign_key FROM receipt_key"));
    for (;;) {
      SAMEN_TRY(const bool row, rows.step());
      if (!row) break;
      domain::WayBack keys;
      SAMEN_CHECK(copy_bytes(rows.bytes(1), keys.sign));
      SAMEN_TRY(const bool is_void, is_noted(store, void_receipt_hash(keys)));
      if (!is_void) continue;
      SAMEN_TRY(auto record, to_uuid(rows.bytes(0)));
      voided.push_back(record);
    }
  }
  for (const auto& record : voided) {  // what the person said last stays, so the row does
    SAMEN_CHECK(run(store,
                    "UPDATE receipt_key SET sign_key = randomblob(32), seal_key = randomblob(32) "
                    "WHERE record = ?1",
                    {bind_id(record)}));
  }
  return {};
}

Result<void> save_receipt_key(Store& store, const ReceiptKey& key) {
  return run(store,
             "UPDATE receipt_key SET standing = ?2, counter = ?3, told_counter = ?4 WHERE record = "
             "?1",
             {bind_id(key.record), kWords[static_cast<std::size_t>(key.word)], key.counter,
              key.told_counter});
}

vault::Digest erased_receipt_hash(const domain::WayBack& keys) {
  return vault::erased_receipt_hash(keys.sign);
}

Result<std::optional<vault::Digest>> forget_receipt_key(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto key, receipt_key_of(store, record));
  if (!key) return std::nullopt;
  const base::ByteView sign(key->keys.sign);
  SAMEN_CHECK(run(store,
                  "DELETE FROM feed WHERE kind = 'answer' AND item IN (SELECT id FROM "
                  "receipt_request WHERE sign_key = ?1 AND wish = 'read')",
                  {sign}));
  SAMEN_CHECK(run(store,
                  "UPDATE receipt_request SET sign_key = zeroblob(32), seal_key = zeroblob(32), "
                  "sealed = NULL, outcome = replace(outcome, 'kept', 'done') WHERE sign_key = ?1",
                  {sign}));
  SAMEN_CHECK(run(store, "DELETE FROM receipt_key WHERE record = ?1", {bind_id(record)}));
  return erased_receipt_hash(key->keys);
}

Result<void> note_told_anew(Store& store, const base::Uuid& envelope, const base::Uuid& record) {
  return run(store, "INSERT INTO told_anew (id, record) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
             {bind_id(envelope), bind_id(record)});
}

Result<std::vector<base::Uuid>> take_told_anew(Store& store, const base::Uuid& record) {
  std::vector<base::Uuid> envelopes;
  {
    SAMEN_TRY(auto rows, store.database().prepare("SELECT id FROM told_anew WHERE record = ?1"));
    SAMEN_CHECK(rows.bind({bind_id(record)}));
    for (;;) {
      SAMEN_TRY(const bool row, rows.step());
      if (!row) break;
      SAMEN_TRY(envelopes.emplace_back(), to_uuid(rows.bytes(0)));
    }
  }
  SAMEN_CHECK(run(store, "DELETE FROM told_anew WHERE record = ?1", {bind_id(record)}));
  return envelopes;
}

Result<void> add_receipt_request(Store& store, const KeptRequest& asked, std::int64_t device,
                                 domain::Outcome outcome) {
  const auto& request = asked.request;
  const bool waits = asked.told && outcome == domain::Outcome::kept;
  base::Bytes sealed;
  if (waits) {
    SAMEN_TRY(sealed, seal_record(store, sealed_in(Sealed::told, asked.id), *asked.told));
  }
  return run(
      store,
      "INSERT INTO receipt_request (id, sign_key, seal_key, device, counter, wish, outcome, "
      "at_ms, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      {bind_id(asked.id), base::ByteView(request.from.sign), base::ByteView(request.from.seal),
       device, request.counter, domain::name_of(request.wish), domain::name_of(outcome),
       store.now_ms(), waits ? storage::Value(base::ByteView(sealed)) : storage::Value(nullptr)});
}

Result<std::vector<KeptRequest>> kept_requests(Store& store, const domain::WayBack& keys) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT id, counter, wish, sealed FROM receipt_request WHERE sign_key = ?1 AND "
                "seal_key = ?2 AND outcome = 'kept' ORDER BY counter, at_ms"));
  SAMEN_CHECK(rows.bind({base::ByteView(keys.sign), base::ByteView(keys.seal)}));
  std::vector<KeptRequest> kept;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return kept;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    const auto wish = domain::from_name<domain::Wish>(rows.text(2));
    if (!wish) return fail(Errc::storage_damaged, say("the store holds a wish nobody knows"));
    KeptRequest& one = kept.emplace_back(KeptRequest{id, {keys, rows.integer(1), *wish}});
    if (!rows.is_null(3)) {
      SAMEN_TRY(one.told, read_record_column(store, sealed_in(Sealed::told, id), rows, 3));
    }
  }
}

Result<void> mark_carried_out(Store& store, const base::Uuid& id) {
  return run(store, "UPDATE receipt_request SET outcome = 'done', sealed = NULL WHERE id = ?1",
             {bind_id(id)});
}

Result<void> drop_requests_of(Store& store, const domain::WayBack& keys) {
  SAMEN_CHECK(run(store,
                  "DELETE FROM feed WHERE kind = 'answer' AND item IN (SELECT id FROM "
                  "receipt_request WHERE sign_key = ?1)",
                  {base::ByteView(keys.sign)}));
  return run(store, "DELETE FROM receipt_request WHERE sign_key = ?1", {base::ByteView(keys.sign)});
}

Result<Asked> asked_since(Store& store, std::int64_t since_ms, const domain::WayBack& keys,
                          std::int64_t device) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT count(*), ifnull(sum(device = ?2), 0), "
                           "ifnull(sum(sign_key = ?3), 0) FROM receipt_request WHERE at_ms > ?1"));
  SAMEN_CHECK(rows.bind({since_ms, device, base::ByteView(keys.sign)}));
  SAMEN_TRY([[maybe_unused]] const bool row, rows.step());
  return Asked{rows.integer(2), rows.integer(1), rows.integer(0)};
}

namespace {

// An answer lies in the feed of the kiosk that asked. CROSS JOIN: from the few requests to their
// answers, not through the feed.
Result<void> drop_answers(Store& store, std::string_view which,
                          std::initializer_list<storage::Value> values) {
  return run(store,
             "DELETE FROM feed WHERE (device, number) IN (SELECT f.device, f.number FROM "
             "receipt_request r CROSS JOIN feed f ON f.device = r.device AND f.item = r.id WHERE "
             "f.kind = 'answer' AND " +
                 std::string(which) + ")",
             values);
}

}  // namespace

Result<void> drop_old_requests(Store& store, std::int64_t kept_ms) {
  const std::int64_t now = store.now_ms();
  // Requests that go take their answers along.
  SAMEN_CHECK(drop_answers(store, "r.at_ms < ?1 AND r.outcome <> 'kept'", {now - kept_ms}));
  // Those that stay lose theirs when they come of age. They may be many and stay for ever, so only
  // what came of age since the newest request is looked at: that one has looked at all before.
  SAMEN_TRY(
      const auto newest,
      store.database().integer("SELECT max(at_ms) FROM receipt_request WHERE at_ms <= ?1", {now}));
  SAMEN_CHECK(drop_answers(store, "r.at_ms < ?1 AND r.at_ms >= ?2",
                           {now - kept_ms, newest.value_or(0) - kept_ms}));
  return run(store, "DELETE FROM receipt_request WHERE at_ms < ?1 AND outcome <> 'kept'",
             {now - kept_ms});
}

}  // namespace samen::server
