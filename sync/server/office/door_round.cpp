// SPDX-License-Identifier: Apache-2.0
// The round of the office: looking at it, beginning it, changing it.
#include "sync/server/office/door.hpp"

namespace samen::server {

HttpResponse Door::about_round(const Visit& visit) {
  const auto path = visit.routed.route->path;
  const auto& context = visit.context;
  if (visit.routed.route->method == Method::post) {
    return path == "/round/change" ? change_round(visit) : begin_round(visit);
  }
  const auto look = rounds_->look();
  const int page = page_of(visit.fields);
  if (path == "/round/publish") return html_answer(pages_->round_question(context, look));
  if (path == "/round/waiting") return html_answer(pages_->round_waiting(context, look, page));
  if (path == "/round/household") {
    const auto choices = rounds_->choices(field_of(visit.fields, "label"));
    return html_answer(pages_->round_groups(context, look, choices, {}));
  }
  return html_answer(pages_->round(context, look, {.page = page}));
}

// The work itself is the desk's, on its own thread.
HttpResponse Door::begin_round(const Visit& visit) {
  const auto& context = visit.context;
  // One centre's people have no say over a round of all of them.
  if (!context.viewer.centre.empty()) return problem(context, 403);
  const DeskUser who{.name = context.account, .actor = context.viewer.actor()};
  const bool begun = visit.routed.route->path == "/round"
                         ? rounds_->compute(who)
                         : rounds_->publish(field_of(visit.fields, "result"), who);
  if (begun) return redirect_to(OurPath::round());
  return html_answer(pages_->round(context, rounds_->look(), {.refused = true}));
}

HttpResponse Door::change_round(const Visit& visit) {
  const auto& context = visit.context;
  if (!context.viewer.centre.empty()) return problem(context, 403);
  const auto field = [&visit](const char* name) { return field_of(visit.fields, name); };
  const DeskUser who{.name = context.account, .actor = context.viewer.actor()};
  const auto asked = field("do");
  WantedByHand wanted{.household = std::string(field("household")),
                      .group = std::string(field("group"))};
  if (asked == "undo") {
    const auto began = rounds_->undo(field("result"), wanted, who);
    if (began == Began::yes) return redirect_to(OurPath::round());
    return html_answer(pages_->round(context, rounds_->look(), {.refused = true}));
  }
  if (asked != "apart" && asked != "together") return problem(context, 400);
  wanted.as = asked == "apart" ? SetAs::apart : SetAs::together;
  const auto setting = rounds_->set_by_hand(field("result"), wanted, who);
  if (setting.began == Began::yes) return redirect_to(OurPath::round());
  if (setting.began == Began::no) {
    const auto choices = rounds_->choices(wanted.household);
    if (choices) {
      return html_answer(pages_->round_groups(context, rounds_->look(), choices, setting.can));
    }
  }
  return html_answer(pages_->round(context, rounds_->look(), {.refused = true}));
}

}  // namespace samen::server
