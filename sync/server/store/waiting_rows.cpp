// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/waiting_rows.hpp"

#include "sync/server/store/receipts.hpp"

namespace samen::server {

base::Result<std::vector<WaitingRow>> households_that_wait(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT h.label, h.waiting_since_ms, c.name, c.municipality FROM "
                           "household h JOIN centre c ON c.id = h.centre WHERE h.state = 'waiting' "
                           "AND " +
                           wants_proposals(store, "h.id") + " ORDER BY h.waiting_since_ms"));
  std::vector<WaitingRow> waiting;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return waiting;
    waiting.push_back({rows.text(0), rows.integer(1), rows.text(2), rows.text(3)});
  }
}

}  // namespace samen::server
