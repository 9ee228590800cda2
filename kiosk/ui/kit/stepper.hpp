// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/kit/button.hpp"

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
  enum class Size : std::uint8_t { line, large } size = Size::line;
};
Piece stepper(Canvas& canvas, Stepper stepper);

}  // namespace samen::ui
