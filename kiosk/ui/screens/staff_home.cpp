// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

// Nobody has said anything about it yet. Asked for every card in every frame: no words are made.
bool waits(const flow::Staff& staff, const domain::ProposalCard& card) {
  return card.state == domain::ProposalState::proposed &&
         (staff.decisions.empty() || staff.decision_on(card.proposal) == nullptr);
}

// Two halves of one control.
void draw_tabs(Canvas& canvas, const Rect& rect, flow::StaffTab chosen, int proposals) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const float gap = m.gap;
  const float width = std::floor((rect.w - gap) / 2);
  const auto tab = [&](const Rect& place, flow::StaffTab which, const std::string& id,
                       std::string label, std::string_view icon) {
    const bool selected = which == chosen;
    const Touch touch = canvas.target(
        {.id = id, .role = Role::tab, .label = label, .rect = place, .selected = selected},
        flow::Event(flow::TabChosen{which}));
    if (selected || touch.pressed) canvas.fill(place, canvas.task().tint, m.radius);
    if (touch.focused) canvas.focus_ring(place.shrunk(m.focus_ring), m.radius);
    if (selected) {
      canvas.fill(
          {place.x + m.u(1.5F), place.bottom() - m.outline * 2, place.w - m.u(3), m.outline * 2},
          canvas.task().primary, m.outline);
    }
    Rect inner = place.shrunk(m.u(1), 0);
    const bool sign = inner.w > m.mm(26);
    const float room = inner.w - (sign ? m.icon + m.u(1) : 0);
    const Words words = canvas.fit(label, {.type = Type::body_bold}, room, inner.h);
    float x = inner.x + (inner.w - words->width - (sign ? m.icon + m.u(1) : 0)) / 2;
    const Color ink = selected ? canvas.task().primary : colors.ink;
    if (sign) {
      canvas.icon(icon, {x, inner.y, m.icon, inner.h}, m.icon, ink);
      x += m.icon + m.u(1);
    }
    canvas.draw(words, {x, inner.y, words->lines.size() > 1 ? room : words->width + 1, inner.h},
                ink);
  };
  tab({rect.x, rect.y, width, rect.h}, flow::StaffTab::proposals, "staff.tab.proposals",
      canvas.tr("staff.tab.proposals", {{"count", proposals}}), "account-multiple");
  tab({rect.x + width + gap, rect.y, width, rect.h}, flow::StaffTab::status, "staff.tab.status",
      canvas.tr("staff.tab.status"), "clipboard-text");
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
    draw_tabs(canvas, tabs, staff.tab, open);
  } else {
    Rect strip = page.cut_top(m.target + m.gap + m.u(0.75F));
    canvas.fill(strip, canvas.colors().surface);
    canvas.fill({strip.x, strip.bottom() - m.hairline, strip.w, m.hairline}, canvas.colors().line);
    strip.cut_top(m.gap - m.u(0.25F));
    draw_tabs(canvas, {strip.x + m.u(1.5F), strip.y, strip.w - m.u(3), m.target}, staff.tab, open);
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
