// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/tabs.hpp"

#include "kiosk/ui/layout/grid.hpp"

namespace samen::ui {
namespace {

void draw_ground(Canvas& canvas, const Rect& shape, const Touch& touch, bool selected) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  canvas.fill(shape,
              selected        ? task.primary
              : touch.pressed ? task.tint
                              : canvas.colors().surface,
              m.radius);
  if (!selected) canvas.outline(shape, canvas.colors().edge, m.outline, m.radius);
  if (touch.focused) canvas.focus_ring(shape, m.radius);
}

Piece tab_piece(Canvas& canvas, const Tab& tab) {
  const Metrics& m = canvas.m();
  const Color ink = tab.selected ? canvas.colors().on_primary : canvas.colors().ink;
  auto face = row(m.unit);
  face->add(sign(canvas, tab.icon, m.icon, ink), {.gives = 0});
  face->add(words(canvas, {.words = tab.label, .look = {.type = Type::body_bold, .color = ink}}));
  return at_least(
      tappable(
          canvas,
          {.id = tab.id,
           .role = Role::tab,
           .label = tab.label,
           .rect = {},
           .selected = tab.selected},
          tab.action,
          [&canvas, selected = tab.selected](const Rect& shape, const Touch& touch) {
            draw_ground(canvas, shape, touch, selected);
          },
          padded(stands(std::move(face), Stand::middle, Stand::middle), m.thin, m.hair)),
      m.target, m.target);
}

}  // namespace

Piece tabs(Canvas& canvas, std::vector<Tab> tabs) {
  auto all = grid(canvas.m().gap, {.most = static_cast<int>(tabs.size())});
  for (const Tab& tab : tabs) all->add(tab_piece(canvas, tab));
  return all;
}

}  // namespace samen::ui
