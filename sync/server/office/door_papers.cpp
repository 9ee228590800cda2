// SPDX-License-Identifier: Apache-2.0
// Volunteers' papers: the list, one volunteer's or group's, and what is noted of them.
#include "sync/server/office/door.hpp"

namespace samen::server {

using base::Result;

Result<HttpResponse> Door::papers(Visit& visit) {
  const auto& context = visit.context;
  const auto& fields = visit.fields;
  const auto whose = visit.routed.argument;
  if (whose.empty()) {
    return html_answer(pages_->papers(store_, policy_, context,
                                      {.centre = std::string(field_of(fields, "centre")),
                                       .standing = std::string(field_of(fields, "standing")),
                                       .search = std::string(field_of(fields, "search")),
                                       .page = page_of(fields)}));
  }
  if (visit.routed.route->method == Method::get) {
    return looked_at(
        visit, html_answer(pages_->papers_of(store_, policy_, context, whose,
                                             {.done = std::string(field_of(fields, "done"))})));
  }
  auto acted = pages_->act_on_papers(store_, policy_, context, whose, fields);
  if (acted.again) return html_answer(std::move(*acted.again));
  return redirect_to(OurPath::parse(acted.location).value_or(OurPath::home()));
}

}  // namespace samen::server
