// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"

namespace samen::ui {

// Where one key lies, in physical coordinates.
struct KeyCell {
  Rect rect;   // drawn
  Rect touch;  // reacts
};

void draw_key_cap(Canvas& canvas, const KeyCell& cell, const text::Key& key,
                  const text::KeyboardSet& set, const text::Keyboard& keyboard,
                  const KeyTarget& target);

}  // namespace samen::ui
