// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/round_logs.hpp"

namespace samen::server {

base::Result<std::optional<StoredRound>> find_round(Store& store, std::optional<std::int64_t> id) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT id, made_ms, seed, log FROM round WHERE id = "
                                     "coalesce(?1, (SELECT max(id) FROM round))"));
  if (id) {
    SAMEN_CHECK(rows.bind({*id}));
  } else {
    SAMEN_CHECK(rows.bind({storage::Value{}}));
  }
  SAMEN_TRY(const bool found, rows.step());
  if (!found) return std::nullopt;
  return StoredRound{rows.integer(0), rows.integer(1), rows.text(2), rows.text(3)};
}

}  // namespace samen::server
