// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// A number with a round button on either side: "less" at the start, "more" at the end.
struct Stepper {
  std::string id;     // nodes: <id>.less, <id>.value, <id>.more
  std::string label;  // what is counted
  int value = 0;
  int min = 0;
  int max = 99;
  Action less;
  Action more;
};
// Fills `rect` (at least a target high and mm(46) wide).
void draw_stepper_row(Canvas& canvas, const Rect& rect, Stepper stepper, bool large);

}  // namespace samen::ui
