// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/kit/tabs.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

// Nobody has said anything about it yet. Asked for every card in every frame: no words are made.
bool waits(const flow::Staff& staff, const domain::ProposalCard& card) {
  return card.state == domain::ProposalState::proposed &&
         (staff.decisions.empty() || staff.decision_on(card.proposal) == nullptr);
}

void draw_pages(const Scene& scene, const Rect& rect, int proposals) {
  Canvas& canvas = scene.canvas;
  const flow::StaffTab chosen = scene.state.staff.tab;
  Tab tabs[] = {{.id = "staff.tab.proposals",
                 .label = canvas.tr("staff.tab.proposals", {{"count", proposals}}),
                 .icon = "account-multiple",
                 .selected = chosen == flow::StaffTab::proposals,
                 .action = flow::Event(flow::TabChosen{flow::StaffTab::proposals})},
                {.id = "staff.tab.status",
                 .label = canvas.tr("staff.tab.status"),
                 .icon = "clipboard-text",
                 .selected = chosen == flow::StaffTab::status,
                 .action = flow::Event(flow::TabChosen{flow::StaffTab::status})}};
  draw_tabs(canvas, rect, tabs);
}

}  // namespace

void draw_staff_home(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const flow::Staff& staff = scene.state.staff;
  canvas.fill(canvas.page(), canvas.colors().canvas);
  Rect page = canvas.page();
  Header header{.stop = false, .refresh = true};
  header.on_back = flow::Event(flow::StaffClosePressed{});
  header.back_label = canvas.tr("staff.close");
  header.back_icon = "lock-outline";
  const Rect middle = draw_header(canvas, page.cut_top(m.header), header);
  const int open = static_cast<int>(
      std::ranges::count_if(staff.cards, [&](const auto& card) { return waits(staff, card); }));
  const bool in_header = middle.w > m.mm(66) && m.text_scale < 1.4F;
  if (in_header) {
    Rect tabs = middle.shrunk(m.u(1), 0);
    const float most = m.mm(110);
    if (tabs.w > most) tabs = {tabs.x + (tabs.w - most) / 2, tabs.y, most, tabs.h};
    draw_pages(scene, tabs, open);
  } else {
    Rect strip = page.cut_top(m.target + m.gap + m.u(0.75F));
    canvas.fill(strip, canvas.colors().surface);
    canvas.fill({strip.x, strip.bottom() - m.hairline, strip.w, m.hairline}, canvas.colors().line);
    strip.cut_top(m.gap - m.u(0.25F));
    draw_pages(scene, {strip.x + m.u(1.5F), strip.y, strip.w - m.u(3), m.target}, open);
  }

  const bool proposals = staff.tab == flow::StaffTab::proposals;
  const std::string_view container = proposals ? "staff.proposals" : "staff.status";
  const bool pages = overflows(canvas, container, page.h);
  const Rect foot = pages ? page.cut_bottom(action_bar_height(canvas)) : Rect{};
  ScrollArea scroll(canvas, std::string(container), page, ScrollArea::Rank::main,
                    canvas.colors().canvas);
  const float pad = m.form == Form::roomy ? m.u(4) : m.u(2);
  Rect area = page.shrunk(pad, 0);
  const float most = m.mm(240);
  if (area.w > most) area = {area.x + (area.w - most) / 2, area.y, most, area.h};
  float y = scroll.top() + pad * 0.75F;
  if (!staff.error.empty()) {
    const std::string text = canvas.tr(staff.error, {{"seconds", staff.locked_seconds}});
    const float height = error_height(canvas, text, area.w);
    draw_error(canvas, "staff.error", text, {area.x, y, area.w, height});
    y += height + m.gap;
  }
  area.y = y;
  y = proposals ? draw_proposals(scene, area) : draw_status(scene, area);
  scroll.finish(y + pad);
  if (pages) draw_action_bar(canvas, foot, {});
}

}  // namespace samen::ui
