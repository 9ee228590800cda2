// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// Every language in its own script, the screen's own marked; a tap chooses. Nodes: "language.ar".
float language_choices_height(Canvas& canvas, float width);
float draw_language_choices(Canvas& canvas, const Rect& area);  // returns the bottom

}  // namespace samen::ui
