// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"

// What is offered above a key.
namespace samen::ui {

// While KeyboardView::variants says so, every other keyboard is offered above the key for it.
void draw_keyboards(Canvas& canvas, const Rect& area, const Rect& key_rect,
                    const text::KeyboardSet& set);

// The other forms of a held key, above it and inside `area`; on a keyboard with series its own
// letter too, first.
void draw_variants(Canvas& canvas, const Rect& area, const Rect& key_rect, const text::Key& key,
                   bool series, const KeyTarget& target);

}  // namespace samen::ui
