// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/round_logs.hpp"

#include "sync/server/store/proposals.hpp"

namespace samen::server {

namespace {

base::Result<std::optional<StoredRound>> first_of(storage::Statement& rows) {
  SAMEN_TRY(const bool found, rows.step());
  if (!found) return std::nullopt;
  return StoredRound{rows.integer(0), rows.integer(1), rows.text(2), rows.text(3)};
}

}  // namespace

base::Result<std::optional<StoredRound>> find_round_of(Store& store, std::string_view label) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT id, made_ms, seed, log FROM round "
                           "WHERE instr(log, ?1) > 0 AND json_valid(log) AND (EXISTS "
                           "(SELECT 1 FROM json_each(log, '$.pairs') AS pair "
                           "WHERE ?1 IN (pair.value ->> 'household', pair.value ->> 'group')) "
                           "OR EXISTS (SELECT 1 FROM json_each(log, '$.why_not') AS why "
                           "WHERE why.value ->> 'household' = ?1)) ORDER BY id DESC LIMIT 1"));
  SAMEN_CHECK(rows.bind({label}));
  return first_of(rows);
}

base::Result<std::int64_t> latest_round(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT coalesce(max(id), 0) FROM round WHERE seed <> ?1"));
  SAMEN_CHECK(rows.bind({kByHandSeed}));
  SAMEN_TRY([[maybe_unused]] const bool found, rows.step());
  return rows.integer(0);
}

base::Result<std::optional<StoredRound>> find_round(Store& store, std::optional<std::int64_t> id) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT id, made_ms, seed, log FROM round WHERE id = "
                                     "coalesce(?1, (SELECT max(id) FROM round WHERE seed <> ?2))"));
  SAMEN_CHECK(rows.bind({id ? storage::Value(*id) : storage::Value(nullptr), kByHandSeed}));
  return first_of(rows);
}

}  // namespace samen::server
