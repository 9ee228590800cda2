// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/state_panel.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {
namespace {

constexpr Look kTitle{.type = Type::title, .align = Align::center};

Look text_look(const Canvas& canvas, const StatePanel& panel) {
  return {.type = panel.small ? Type::body : Type::lead,
          .color = canvas.colors().ink_soft,
          .align = Align::center};
}

// The pictogram's disc, and how far the turning ring reaches beyond it.
float badge_size(const Metrics& m, const StatePanel& panel) {
  if (panel.small) return std::round(m.mm(16));
  return std::round(m.mm(m.form == Form::roomy ? 24 : 15));
}
float ring_room(const Metrics& m, const StatePanel& panel) {
  return panel.working ? m.u(2.25F) : 0;
}

float words_width(const Metrics& m, const StatePanel& panel, float width) {
  return std::min(width, m.mm(panel.small ? 110 : 128));
}

float between(const Metrics& m, const StatePanel& panel) {
  return m.u(panel.small ? 1 : 1.5F);
}

// Turns slowly; a still part of a ring when motion is not wanted.
void draw_ring(Canvas& canvas, float x, float y, float radius) {
  constexpr std::int64_t kTurnMs = 1800;
  const float thick = canvas.m().outline * 2;
  const float turned =
      canvas.reduced_motion() ? 0.0F : static_cast<float>(canvas.now_ms() % kTurnMs) / kTurnMs;
  canvas.circle_outline(x, y, radius, canvas.colors().track(), thick);
  canvas.arc(x, y, radius, turned, turned + 0.28F, canvas.task().accent, thick);
  if (!canvas.reduced_motion()) canvas.view().wake(canvas.now_ms() + 33);
}

}  // namespace

float state_panel_height(Canvas& canvas, const StatePanel& panel, float width) {
  const Metrics& m = canvas.m();
  const float words = words_width(m, panel, width);
  float height = 2 * ring_room(m, panel) + badge_size(m, panel) + m.u(panel.small ? 2 : 2.5F) +
                 canvas.lay(panel.title, kTitle, words)->height;
  for (const std::string* one : {&panel.text, &panel.more}) {
    if (one->empty()) continue;
    height += between(m, panel) + canvas.lay(*one, text_look(canvas, panel), words)->height;
  }
  return height;
}

float draw_state_panel(Canvas& canvas, const Rect& area, const StatePanel& panel) {
  const Metrics& m = canvas.m();
  const float width = words_width(m, panel, area.w);
  const float x = area.center_x() - width / 2;
  const float badge = badge_size(m, panel);
  float y = area.y + ring_room(m, panel);
  if (panel.working) {
    draw_ring(canvas, area.center_x(), y + badge / 2, badge / 2 + m.u(1.75F));
  }
  draw_badge(canvas, area.center_x(), y + badge / 2, badge, panel.icon, canvas.task().tint,
             canvas.task().primary);
  y += badge + ring_room(m, panel) + m.u(panel.small ? 2 : 2.5F);
  y += canvas.say(panel.id + ".title", Role::heading, panel.title, kTitle, {x, y, width, 0});
  for (const std::string* one : {&panel.text, &panel.more}) {
    if (one->empty()) continue;
    y += between(m, panel);
    y += canvas.say(panel.id + (one == &panel.text ? ".text" : ".more"), Role::text, *one,
                    text_look(canvas, panel), {x, y, width, 0});
  }
  return y;
}

}  // namespace samen::ui
