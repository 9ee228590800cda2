// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/ui/kit/tone.hpp"

namespace samen::ui {

// A small label on a tinted ground: something to read, not to tap.
struct Chip {
  Tone tone = Tone::info;
  std::string_view icon;
  std::string label;
};

// Chips one after the other, in as many rows as they need. `chips_height` is what they take at a
// width.
float chips_height(Canvas& canvas, std::span<const Chip> chips, float width);
void draw_chips(Canvas& canvas, const Rect& area, std::span<const Chip> chips);

}  // namespace samen::ui
