// SPDX-License-Identifier: Apache-2.0
// A meeting, to be taken into somebody's calendar.
#include "sync/server/office/door.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

Result<HttpResponse> Door::calendar(Visit& visit) {
  auto meeting = pages_->calendar(store_, visit.context, visit.routed.argument);
  // None planned, nobody of that label, or another centre's: the same answer.
  const auto why = meeting ? Errc::internal : meeting.error().code;
  if (why == Errc::not_found || why == Errc::permission) return problem(visit.context, 404);
  if (!meeting) return std::unexpected(meeting.error());
  HttpResponse response;
  response.body = std::move(*meeting);
  response.content_type = "text/calendar; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"meeting.ics\"");
  return looked_at(visit, std::move(response));
}

}  // namespace samen::server
