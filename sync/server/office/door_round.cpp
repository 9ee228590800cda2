// SPDX-License-Identifier: Apache-2.0
// The round of the office: what begins it.
#include "sync/server/office/door.hpp"

namespace samen::server {

// The work itself is the desk's, on its own thread.
HttpResponse Door::begin_round(const Visit& visit) {
  const auto& context = visit.context;
  // One centre's people have no say over a round of all of them.
  if (!context.viewer.centre.empty()) return problem(context, 403);
  const DeskUser who{.name = context.account, .actor = context.viewer.actor()};
  const bool begun = visit.routed.route->asks == Asks::dry_run
                         ? rounds_->compute(who)
                         : rounds_->publish(field_of(visit.fields, "result"), who);
  if (begun) return redirect_to(OurPath::round());
  return html_answer(pages_->round(context, rounds_->look(), {.refused = true}));
}

}  // namespace samen::server
