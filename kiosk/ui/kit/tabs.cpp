// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/tabs.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/layout/grid.hpp"

namespace samen::ui {
namespace {

enum class Kind : std::uint8_t { tab, filter };

void draw_ground(Canvas& canvas, const Rect& shape, const Touch& touch, Kind kind, bool selected) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  const float radius = kind == Kind::tab ? m.radius : shape.h / 2;
  const Color chosen = kind == Kind::tab ? task.primary : task.tint;
  canvas.fill(shape,
              selected        ? chosen
              : touch.pressed ? task.wash
                              : canvas.colors().surface,
              radius);
  if (!selected) canvas.outline(shape, canvas.colors().edge, m.outline, radius);
  if (selected && kind == Kind::filter) {
    canvas.outline(shape, task.primary, m.outline * 1.5F, radius);
  }
  if (touch.focused) canvas.focus_ring(shape, radius);
}

constexpr Look kLabel{.type = Type::body_bold};

// So narrow that no word is broken.
float least_width(Canvas& canvas, const Tab& tab) {
  const Metrics& m = canvas.m();
  const float icon = tab.icon.empty() ? 0 : m.icon + m.unit;
  return std::max(m.target, std::ceil(longest_word(canvas, tab.label, kLabel)) + icon + 2 * m.thin);
}

Piece tab_piece(Canvas& canvas, Kind kind, const Tab& tab) {
  const Metrics& m = canvas.m();
  const bool filled = tab.selected && kind == Kind::tab;
  const Color ink = filled ? canvas.colors().on_primary : canvas.colors().ink;
  auto face = row(m.unit);
  if (!tab.icon.empty()) face->add(sign(canvas, tab.icon, m.icon, ink), {.gives = 0});
  Look look = kLabel;
  look.color = ink;
  face->add(words(canvas, {.words = tab.label, .look = look}));
  return at_least(
      tappable(
          canvas,
          {.id = tab.id,
           .role = kind == Kind::tab ? Role::tab : Role::tile,
           .label = tab.label,
           .rect = {},
           .selected = tab.selected},
          tab.action,
          [&canvas, kind, selected = tab.selected](const Rect& shape, const Touch& touch) {
            draw_ground(canvas, shape, touch, kind, selected);
          },
          padded(stands(std::move(face), Stand::middle, Stand::middle), m.thin, m.hair)),
      least_width(canvas, tab), m.target);
}

Piece side_by_side(Canvas& canvas, Kind kind, const std::vector<Tab>& tabs) {
  auto all = grid(canvas.m().gap, {.most = static_cast<int>(tabs.size())});
  for (const Tab& tab : tabs) all->add(tab_piece(canvas, kind, tab));
  return all;
}

}  // namespace

Piece tabs(Canvas& canvas, std::vector<Tab> tabs) {
  return side_by_side(canvas, Kind::tab, tabs);
}

float one_line(Canvas& canvas, const std::vector<Tab>& tabs) {
  float each = 0;
  for (const Tab& tab : tabs) each = std::max(each, least_width(canvas, tab));
  const auto count = static_cast<float>(tabs.size());
  return count * each + (count - 1) * canvas.m().gap;
}

Piece filters(Canvas& canvas, std::vector<Tab> filters) {
  return side_by_side(canvas, Kind::filter, filters);
}

}  // namespace samen::ui
