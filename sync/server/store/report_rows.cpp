// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/report_rows.hpp"

namespace samen::server {

using base::Result;

Result<ReportedProposals> reported_proposals(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT p.household, min(p.made_ms), h.waiting_since_ms, c.name, h.synthetic FROM "
                "proposal p JOIN household h INDEXED BY household_reported ON h.id = "
                "p.household JOIN centre c ON c.id = h.centre GROUP BY p.household"));
  ReportedProposals reported;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) break;
    SAMEN_TRY(const auto household, to_uuid(rows.bytes(0)));
    reported.households[household] = {rows.integer(2), rows.integer(1), rows.text(3),
                                      rows.integer(4) != 0};
  }
  SAMEN_TRY(auto matches,
            store.database().prepare("SELECT m.proposal, p.household FROM match m JOIN proposal p "
                                     "ON p.id = m.proposal"));
  for (;;) {
    SAMEN_TRY(const bool row, matches.step());
    if (!row) return reported;
    SAMEN_TRY(const auto match, to_uuid(matches.bytes(0)));
    SAMEN_TRY(reported.accepted[match], to_uuid(matches.bytes(1)));
  }
}

}  // namespace samen::server
