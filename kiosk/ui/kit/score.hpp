// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// A score of the matcher (thousandths) as people read it: 0..100, rounded.
int of_hundred(int score);

// How well it fits: a ring and a number of 100.
void draw_score(Canvas& canvas, float center_x, float center_y, float radius, int score);

}  // namespace samen::ui
