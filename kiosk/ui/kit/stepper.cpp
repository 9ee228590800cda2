// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/stepper.hpp"

#include <cmath>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

void draw_stepper_row(Canvas& canvas, const Rect& rect, Stepper stepper, bool large) {
  const Metrics& m = canvas.m();
  const float size = large ? std::round(m.mm(15.5F)) : m.target;
  Rect room = rect;
  Rect less = room.cut_start(size);
  Rect more = room.cut_end(size);
  for (Rect* button : {&less, &more}) {
    button->y = rect.center_y() - size / 2;
    button->h = size;
  }
  draw_round_button(canvas, less,
                    {.id = stepper.id + ".less",
                     .label = canvas.tr("app.less"),
                     .icon = "minus",
                     .enabled = stepper.value > stepper.min,
                     .repeats = true},
                    std::move(stepper.less));
  const std::string digits = std::to_string(stepper.value);
  canvas.node(stepper.id + ".value", Role::status, stepper.label + ": " + digits, room);
  canvas.draw(canvas.lay(digits, {.type = large ? Type::display : Type::title}), room,
              canvas.colors().ink, Align::center);
  draw_round_button(canvas, more,
                    {.id = stepper.id + ".more",
                     .label = canvas.tr("app.more"),
                     .icon = "plus",
                     .enabled = stepper.value < stepper.max,
                     .repeats = true,
                     .filled = true},
                    std::move(stepper.more));
}

}  // namespace samen::ui
