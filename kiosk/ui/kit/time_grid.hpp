// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "forms/answers.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/layout/around.hpp"

namespace samen::ui {

// The week in 7 days and 3 parts of the day. A tap chooses one block; the name of a day or a part
// takes all of it. Days stand beside each other where there is room, else below each other. Nodes:
// "time.mon_morning", "day.mon", "part.morning", ….
Piece time_grid(Canvas& canvas, const forms::TimeSet& times);

}  // namespace samen::ui
