// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/stepper.hpp"

namespace samen::ui {

Piece stepper(Canvas& canvas, Stepper stepper) {
  const Metrics& m = canvas.m();
  const bool large = stepper.size == Stepper::Size::large;
  const float size = large ? m.control : m.target;
  const auto button = [&](const char* id, const char* key, std::string_view icon, bool enabled,
                          bool filled, Action action) {
    return round_button(canvas,
                        {.id = stepper.id + id,
                         .label = canvas.tr(key),
                         .icon = icon,
                         .enabled = enabled,
                         .repeats = true,
                         .filled = filled},
                        std::move(action), size);
  };
  const std::string digits = std::to_string(stepper.value);
  auto all = row(m.gap);
  all->add(button(".less", "app.less", "minus", stepper.value > stepper.min, false,
                  std::move(stepper.less)),
           {.gives = 0});
  all->add(drawn({m.gap, size}, Room{size, size},
                 [&canvas, id = stepper.id + ".value", label = stepper.label + ": " + digits,
                  digits, large](const Rect& rect) {
                   canvas.node(id, Role::status, label, rect);
                   canvas.draw(canvas.lay(digits, {.type = large ? Type::display : Type::title}),
                               rect, canvas.colors().ink, Align::center);
                 }),
           {.flex = 1});
  all->add(button(".more", "app.more", "plus", stepper.value < stepper.max, true,
                  std::move(stepper.more)),
           {.gives = 0});
  return all;
}

}  // namespace samen::ui
