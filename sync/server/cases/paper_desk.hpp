// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sync/server/cases/papers.hpp"
#include "sync/server/cases/roles.hpp"

// Volunteers' papers for whoever may see them: one list and one act for the command and the office.
namespace samen::server {

// A volunteer with the papers that the programme asks.
struct PaperLine {
  PaperHolder holder;
  std::vector<PaperState> states;
  PaperStanding standing = PaperStanding::in_order;  // of the worst of them
  std::int64_t due_ms = 0;  // when the next of them is due; nothing is: the far end of time
};
// Everybody who is the viewer's, the longest due first.
base::Result<std::vector<PaperLine>> paper_lines(Store& store, const matcher::Policy& policy,
                                                 const Viewer& viewer);
// Of one volunteer (label, reference, id), or of all in a group (its label), in the group's order.
// Errc::not_found for nobody, Errc::permission when one of them is another centre's.
base::Result<std::vector<PaperLine>> paper_lines_of(Store& store, const matcher::Policy& policy,
                                                    const Viewer& viewer, std::string_view whose);

struct PaperAct {
  std::string whose = {};
  std::vector<domain::Paper> papers = {};
  bool saw = true;  // else what was noted is taken back
  std::int64_t day_ms = 0;
};
// With a line of the audit a paper, in a transaction of its own. Errors as paper_lines_of() and
// note_papers().
base::Result<void> carry_out(Store& store, const PaperAct& act, const Viewer& viewer);

}  // namespace samen::server
