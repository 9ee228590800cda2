// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/tabs.hpp"

#include <cmath>

namespace samen::ui {
namespace {

void draw_tab(Canvas& canvas, const Rect& rect, Tab& tab) {
  const Metrics& m = canvas.m();
  const Touch touch = canvas.target(
      {.id = tab.id, .role = Role::tab, .label = tab.label, .rect = rect, .selected = tab.selected},
      std::move(tab.action));
  if (tab.selected || touch.pressed) canvas.fill(rect, canvas.task().tint, m.radius);
  if (touch.focused) canvas.focus_ring(rect.shrunk(m.focus_ring), m.radius);
  if (tab.selected) {
    canvas.fill({rect.x + m.u(1.5F), rect.bottom() - m.outline * 2, rect.w - m.u(3), m.outline * 2},
                canvas.task().primary, m.outline);
  }
  Rect inner = rect.shrunk(m.u(1), 0);
  const bool sign = inner.w > m.mm(26);
  const float room = inner.w - (sign ? m.icon + m.u(1) : 0);
  const Words words = canvas.fit(tab.label, {.type = Type::body_bold}, room, inner.h);
  float x = inner.x + (inner.w - words->width - (sign ? m.icon + m.u(1) : 0)) / 2;
  const Color ink = tab.selected ? canvas.task().primary : canvas.colors().ink;
  if (sign) {
    canvas.icon(tab.icon, {x, inner.y, m.icon, inner.h}, m.icon, ink);
    x += m.icon + m.u(1);
  }
  canvas.draw(words, {x, inner.y, words->lines.size() > 1 ? room : words->width + 1, inner.h}, ink);
}

}  // namespace

void draw_tabs(Canvas& canvas, const Rect& rect, std::span<Tab> tabs) {
  const float gap = canvas.m().gap;
  const auto count = static_cast<float>(tabs.size());
  const float width = std::floor((rect.w - gap * (count - 1)) / count);
  float x = rect.x;
  for (Tab& tab : tabs) {
    draw_tab(canvas, {x, rect.y, width, rect.h}, tab);
    x += width + gap;
  }
}

}  // namespace samen::ui
