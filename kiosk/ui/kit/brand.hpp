// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/ui/canvas/canvas.hpp"

namespace samen::ui {

// The mark: five around one, what the programme is.
void draw_brand_mark(Canvas& canvas, float center_x, float center_y, float diameter, Color around,
                     Color middle);

// Mark and name on one line, from the start of the box; returns the width.
float draw_wordmark(Canvas& canvas, const Rect& box, Color words, Color around, Color middle);

// The picture on the first screen: a home and five people, linked.
void draw_brand_picture(Canvas& canvas, const Rect& box);

}  // namespace samen::ui
