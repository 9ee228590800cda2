// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/canvas.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"

namespace samen::ui {

// Where one key lies, in physical coordinates.
struct KeyCell {
  Rect rect;   // drawn
  Rect touch;  // reacts
};

const std::string& key_output(const text::Key& key, bool shift);

void draw_key_cap(Canvas& canvas, const KeyCell& cell, const text::Key& key,
                  const text::KeyboardSet& set, const text::Keyboard& keyboard,
                  const KeyTarget& target);

// While KeyboardView::variants says so, every other keyboard is offered above the key for it.
inline constexpr std::string_view kNextKey = "key.next";
void draw_keyboards(Canvas& canvas, const Rect& area, const Rect& key_rect,
                    const text::KeyboardSet& set);

// The other forms of a held key, above it and inside `area`; on a keyboard with series its own
// letter too, first.
void draw_variants(Canvas& canvas, const Rect& area, const Rect& key_rect, const text::Key& key,
                   bool series, const KeyTarget& target);

}  // namespace samen::ui
