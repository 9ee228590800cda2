// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/match_changes.hpp"

namespace samen::server {

using base::Result;

Result<MatchChanges> match_changes(Store& store, std::int64_t since) {
  MatchChanges changes;
  // The number first: what is committed after it is read again the next time.
  SAMEN_TRY(const auto through, store.database().integer("SELECT max(number) FROM match_changed"));
  changes.through = through.value_or(0);
  if (changes.through <= since) return changes;
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT proposal FROM match_changed WHERE number > ?1 ORDER BY number"));
  SAMEN_CHECK(rows.bind({since}));
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return changes;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    if (id == base::Uuid{}) {
      changes.some_have_gone = true;
    } else {
      changes.changed.push_back(id);
    }
  }
}

Result<std::vector<base::Uuid>> proposal_ids(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT id FROM proposal ORDER BY id"));
  std::vector<base::Uuid> ids;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return ids;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    ids.push_back(id);
  }
}

}  // namespace samen::server
