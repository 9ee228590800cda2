// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/seal_reports.hpp"

namespace samen::server {

using base::Result;

Result<void> note_seal_keys(Store& store, const Device& device, std::string_view key_ids) {
  SAMEN_TRY(const auto same,
            store.database().integer("SELECT 1 FROM seal_report WHERE device = ?1 AND key_ids = ?2",
                                     {device.number, key_ids}));
  if (same) return {};
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO seal_report (device, key_ids, at_ms) "
                                 "VALUES (?1, ?2, ?3) ON CONFLICT (device) DO UPDATE "
                                 "SET key_ids = excluded.key_ids, at_ms = excluded.at_ms",
                                 {device.number, key_ids, store.now_ms()}));
  return {};
}

Result<std::vector<KeyUser>> users_of_key(Store& store, std::string_view key_id) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT d.number, r.device IS NOT NULL FROM device d "
                                     "LEFT JOIN seal_report r ON r.device = d.number "
                                     "WHERE d.revoked_ms IS NULL AND (r.device IS NULL OR "
                                     "instr(',' || r.key_ids || ',', ',' || ?1 || ',') > 0) "
                                     "ORDER BY d.number"));
  SAMEN_CHECK(rows.bind({key_id}));
  std::vector<KeyUser> users;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return users;
    users.push_back({rows.integer(0), rows.integer(1) != 0});
  }
}

Result<std::int64_t> unopened_with_key(Store& store, std::string_view key_id) {
  SAMEN_TRY(
      const auto count,
      store.database().integer(
          "SELECT count(*) FROM envelope WHERE state <> 'applied' AND key_id = ?1", {key_id}));
  return count.value_or(0);
}

}  // namespace samen::server
