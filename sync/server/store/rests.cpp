// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/rests.hpp"

#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

Result<void> set_rest(Store& store, const base::Uuid& record, std::int64_t until_ms) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT OR REPLACE INTO rest (record, until_ms, noted_ms) "
                                 "VALUES (?1, ?2, ?3)",
                                 {bind_id(record), until_ms, store.now_ms()}));
  return {};
}

Result<void> end_rest(Store& store, const base::Uuid& record) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM rest WHERE record = ?1", {bind_id(record)}));
  return {};
}

Result<void> end_rest_noted_before(Store& store, const base::Uuid& record, std::int64_t at_ms) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM rest WHERE record = ?1 AND noted_ms < ?2",
                                 {bind_id(record), at_ms}));
  return {};
}

Result<bool> is_resting(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT " + rests(store, "?1")));
  SAMEN_CHECK(rows.bind({bind_id(record)}));
  SAMEN_TRY([[maybe_unused]] const bool row, rows.step());
  return rows.integer(0) != 0;
}

Result<std::vector<Resting>> all_resting(Store& store) {
  SAMEN_TRY(
      auto rows,
      store.database().prepare(
          "SELECT coalesce(h.label, s.label, g.label), r.until_ms, c.name FROM rest r LEFT JOIN "
          "household h ON h.id = r.record LEFT JOIN volunteer v ON v.id = r.record LEFT JOIN "
          "single_volunteer s ON s.id = v.id LEFT JOIN welcome_group g ON g.join_code = "
          "v.join_code JOIN centre c ON c.id = ifnull(h.centre, v.centre) WHERE r.until_ms > ?1 "
          "AND coalesce(h.label, s.label, g.label) IS NOT "
          "NULL ORDER BY r.until_ms, 1"));
  SAMEN_CHECK(rows.bind({store.now_ms()}));
  std::vector<Resting> all;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return all;
    all.push_back({rows.text(0), rows.integer(1), rows.text(2)});
  }
}

std::string rests(const Store& store, std::string_view record) {
  return "EXISTS (SELECT 1 FROM rest re WHERE re.record = " + std::string(record) +
         " AND re.until_ms > " + std::to_string(store.now_ms()) + ")";
}

}  // namespace samen::server
