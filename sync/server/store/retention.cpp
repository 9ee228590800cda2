// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/retention.hpp"

#include "base/spans.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::int64_t kProgramBeganMs = 1'735'689'600'000;  // 2025-01-01
constexpr std::int64_t kClocksDifferMs = 2 * base::kDayMs;

// Of the record `id` with these proposals; every source alone, so that a wrong one hides no other.
std::string heard_sql(std::string_view id, std::string_view since, std::string_view proposals) {
  const std::string sources[] = {
      std::string(since),
      "rk.counter",
      "rk.told_counter",
      "hd.at_ms",
      "(SELECT max(rr.at_ms) FROM receipt_request rr WHERE rr.sign_key = rk.sign_key)",
      "(SELECT max(e.at_ms) FROM match_event e WHERE e.at_ms BETWEEN ?1 AND ?2 AND e.proposal IN " +
          std::string(proposals) + ")"};
  std::string sql;
  for (const auto& source : sources) {
    sql += (sql.empty() ? "max(" : ", ") + ("CASE WHEN " + source + " BETWEEN ?1 AND ?2 THEN ") +
           source + " ELSE 0 END";
  }
  const std::string steps =
      "(SELECT max(le.at_ms) FROM match_event le WHERE le.at_ms BETWEEN ?1 AND ?2 AND le.proposal "
      "IN " +
      std::string(proposals) + ")";
  return sql +
         "), no.lived_ms, max(ifnull((SELECT max(lo.at_ms) FROM receipt_request lo WHERE "
         "lo.sign_key = rk.sign_key AND lo.at_ms BETWEEN ?1 AND ?2), 0), ifnull(" +
         steps + ", 0)), ifnull(hd.at_ms, 0) FROM " +
         (id == "h.id" ? "household h" : "volunteer v") +
         " LEFT JOIN receipt_key rk ON rk.record = " + std::string(id) +
         " LEFT JOIN heard hd ON hd.record = " + std::string(id) +
         " LEFT JOIN retention_notice no ON no.record = " + std::string(id);
}

// No proposal of it is a match that lives.
std::string in_no_match(std::string_view proposals) {
  return "NOT EXISTS (SELECT 1 FROM proposal op JOIN match om ON om.proposal = op.id WHERE "
         "op.state "
         "= 'accepted' AND om.state <> 'closed' AND op.id IN " +
         std::string(proposals) + ")";
}

// `only`: of the record ?3 alone.
std::string everybody_sql(bool only) {
  constexpr std::string_view kOfHousehold = "(SELECT id FROM proposal WHERE household = h.id)";
  constexpr std::string_view kOfVolunteer =
      "(SELECT id FROM proposal WHERE join_code = ifnull(v.join_code, s.placed_in))";
  return "SELECT h.id, h.label, ifnull(rk.standing, '') = 'withdrawn' OR h.state = 'withdrawn', " +
         heard_sql("h.id", "h.waiting_since_ms", kOfHousehold) + " WHERE " +
         in_no_match(kOfHousehold) + (only ? " AND h.id = ?3" : "") +
         " UNION ALL SELECT v.id, ifnull(s.label, v.receipt), ifnull(rk.standing, '') = "
         "'withdrawn' OR ifnull(g.state, '') = 'withdrawn', " +
         heard_sql("v.id", "v.arrived_ms", kOfVolunteer) +
         " LEFT JOIN single_volunteer s ON s.id = v.id LEFT JOIN welcome_group g ON g.join_code = "
         "ifnull(v.join_code, s.placed_in) WHERE " +
         in_no_match(kOfVolunteer) + (only ? " AND v.id = ?3" : "");
}

Result<void> change(Store& store, std::string_view sql,
                    std::initializer_list<storage::Value> values) {
  SAMEN_TRY([[maybe_unused]] const auto rows, store.database().run(sql, values));
  return {};
}

Result<std::vector<LastHeard>> last_heard(Store& store, const base::Uuid* only) {
  SAMEN_TRY(auto rows, store.database().prepare(everybody_sql(only != nullptr)));
  const std::int64_t latest_ms = store.now_ms() + kClocksDifferMs;
  if (only == nullptr) {
    SAMEN_CHECK(rows.bind({kProgramBeganMs, latest_ms}));
  } else {
    SAMEN_CHECK(rows.bind({kProgramBeganMs, latest_ms, bind_id(*only)}));
  }
  std::vector<LastHeard> all;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return all;
    LastHeard one{.record = {},
                  .label = rows.text(1),
                  .at_ms = rows.integer(3),
                  .withdrawn = rows.integer(2) != 0,
                  .notice_lived_ms = optional_integer(rows, 4),
                  .passing_ms = rows.integer(5)};
    SAMEN_TRY(one.record, to_uuid(rows.bytes(0)));
    if (one.passing_ms <= rows.integer(6)) one.passing_ms = 0;
    all.push_back(std::move(one));
  }
}

}  // namespace

Result<std::vector<LastHeard>> last_heard_of_all(Store& store) {
  return last_heard(store, nullptr);
}

Result<std::optional<LastHeard>> last_heard_of(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto one, last_heard(store, &record));
  if (one.empty()) return std::nullopt;
  return std::move(one.front());
}

Result<void> note_heard(Store& store, const base::Uuid& record, std::int64_t at_ms) {
  return change(store, "INSERT OR REPLACE INTO heard (record, at_ms) VALUES (?1, ?2)",
                {bind_id(record), at_ms});
}

Result<void> begin_notice(Store& store, const base::Uuid& record, std::int64_t lived_ms) {
  return change(store,
                "INSERT INTO retention_notice (record, lived_ms) VALUES (?1, ?2) ON CONFLICT DO "
                "NOTHING",
                {bind_id(record), lived_ms});
}

Result<void> end_notice(Store& store, const base::Uuid& record) {
  return change(store, "DELETE FROM retention_notice WHERE record = ?1", {bind_id(record)});
}

Result<void> forget_retention(Store& store, const base::Uuid& record) {
  SAMEN_CHECK(end_notice(store, record));
  return change(store, "DELETE FROM heard WHERE record = ?1", {bind_id(record)});
}

Result<bool> a_kiosk_confirms_the_time(Store& store, std::int64_t within_ms) {
  SAMEN_TRY(const auto found,
            store.database().integer(
                "SELECT 1 FROM envelope WHERE trusted = 1 AND wall_ms BETWEEN ?1 AND ?2 LIMIT 1",
                {store.now_ms() - within_ms, store.now_ms() + kClocksDifferMs}));
  return found.has_value();
}

Result<std::int64_t> forget_words_before(Store& store, std::int64_t before_ms) {
  SAMEN_TRY(const auto rows,
            store.database().run("DELETE FROM match_word WHERE at_ms < ?1 AND proposal IN (SELECT "
                                 "proposal FROM match WHERE state = 'closed' AND since_ms < ?1)",
                                 {before_ms}));
  return rows;
}

}  // namespace samen::server
