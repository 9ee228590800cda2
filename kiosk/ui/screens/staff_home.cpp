// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/ui/kit/tabs.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

// Nobody has said anything about it yet. Asked for every card in every frame: no words are made.
bool waits(const flow::Staff& staff, const domain::ProposalCard& card) {
  return card.state == domain::ProposalState::proposed &&
         (staff.decisions.empty() || staff.decision_on(card.proposal) == nullptr);
}

Piece home_tabs(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Staff& staff = scene.state.staff;
  const auto open =
      std::ranges::count_if(staff.cards, [&](const auto& card) { return waits(staff, card); });
  std::vector<Tab> all;
  all.push_back(
      {.id = "staff.tab.proposals",
       .label = canvas.tr("staff.tab.proposals", {{"count", static_cast<std::int64_t>(open)}}),
       .icon = "account-multiple",
       .selected = staff.tab == flow::StaffTab::proposals,
       .action = flow::Event(flow::TabChosen{flow::StaffTab::proposals})});
  all.push_back({.id = "staff.tab.status",
                 .label = canvas.tr("staff.tab.status"),
                 .icon = "clipboard-text",
                 .selected = staff.tab == flow::StaffTab::status,
                 .action = flow::Event(flow::TabChosen{flow::StaffTab::status})});
  return tabs(canvas, std::move(all));
}

}  // namespace

void draw_staff_home(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Staff& staff = scene.state.staff;
  Page page{.rail = rail_of(scene.state.screen)};
  page.above.push_back(home_tabs(scene));
  if (!staff.error.empty()) {
    page.above.push_back(
        error(canvas, "staff.error", canvas.tr(staff.error, {{"seconds", staff.locked_seconds}})));
  }
  if (staff.tab == flow::StaffTab::proposals) {
    page.content = proposals(scene);
    page.paging =
        Paging::buttons;  // the foot keeps its place: nothing to tap lies where a card decides
  } else {
    page.content = status(scene);
    page.scroll = "staff.status";
  }
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
