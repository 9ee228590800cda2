// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/secret.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

// Is there something to hear on this screen? Without a voice, a recording or a loudspeaker no ear
// is drawn anywhere.
bool has_ear(const Canvas& canvas);

// An action that asks for something to be heard; see View::wishes.
Action asks(Listen wish);

// The ear that reads the screen, or stops.
std::string ear_label(const Canvas& canvas);
std::string_view ear_icon(const Canvas& canvas);
Action ear_action();
// For dialogs: with its words, like every button.
Piece ear_button(Canvas& canvas);

// Beside a field: says what was typed in it, or its question while it is empty.
Piece value_ear(Canvas& canvas, const std::string& field, const base::SecretText& value);

// Quieter, how loud, louder.
Piece volume(Canvas& canvas);

// A line round what is being read. It stands still, so it needs no other form for people who want
// no motion.
void show_reading(Canvas& canvas, const NodeRegistry& nodes);

}  // namespace samen::ui
