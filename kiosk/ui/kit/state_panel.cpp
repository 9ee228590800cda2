// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/state_panel.hpp"

#include <algorithm>

namespace samen::ui {
namespace {

constexpr std::int64_t kTurnMs = 1800;
constexpr std::int64_t kStepMs = 33;

// Turns slowly; a still part of a ring when motion is not wanted.
void draw_ring(Canvas& canvas, float x, float y, float radius) {
  const float thick = canvas.m().outline * 2;
  const float turned =
      canvas.reduced_motion() ? 0.0F : static_cast<float>(canvas.now_ms() % kTurnMs) / kTurnMs;
  canvas.circle_outline(x, y, radius, canvas.colors().track(), thick);
  canvas.arc(x, y, radius, turned, turned + 0.28F, canvas.task().accent, thick);
  if (!canvas.reduced_motion()) canvas.view().wake(canvas.now_ms() + kStepMs);
}

Piece picture(Canvas& canvas, const StatePanel& panel) {
  const Metrics& m = canvas.m();
  const bool working = panel.work == StatePanel::Work::going_on;
  const float side = m.badge_hero + (working ? 2 * m.near + 4 * m.outline : 0);
  return drawn(
      {side, side}, Room{side, side}, [&canvas, working, icon = panel.icon](const Rect& rect) {
        const Metrics& sizes = canvas.m();
        const float x = rect.center_x();
        const float y = rect.center_y();
        if (working) draw_ring(canvas, x, y, rect.h / 2 - 2 * sizes.outline);
        draw_badge(canvas, x, y, sizes.badge_hero, icon, canvas.task().tint, canvas.task().primary);
      });
}

}  // namespace

Piece state_panel(Canvas& canvas, const StatePanel& panel) {
  const Metrics& m = canvas.m();
  const Look text{.type = Type::lead, .color = canvas.colors().ink_soft, .align = Align::center};
  auto all = column(m.inset);
  all->add(picture(canvas, panel), {.stand = Stand::middle});
  all->add(words(canvas, {.words = panel.title,
                          .look = {.type = Type::title, .align = Align::center},
                          .id = panel.id + ".title",
                          .role = Role::heading}));
  all->add(words(canvas, {.words = panel.text, .look = text, .id = panel.id + ".text"}));
  all->add(words(canvas, {.words = panel.more, .look = text, .id = panel.id + ".more"}));
  return at_most(stands(std::move(all), Stand::fill, Stand::middle), m.column);
}

}  // namespace samen::ui
