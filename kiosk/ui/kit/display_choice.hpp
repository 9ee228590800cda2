// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/flow/theme.hpp"
#include "kiosk/ui/canvas.hpp"

// How a person wants to see the screen: four sizes of letters and three sets of colours, each shown
// as itself so that nobody has to read what it means. Nodes: "text_size.0" …, "theme.dark", ….
namespace samen::ui {

// Each row fills its rect, which is this high.
float display_row_height(const Canvas& canvas);
void draw_text_sizes(Canvas& canvas, Rect row, int chosen);
void draw_themes(Canvas& canvas, Rect row, flow::Theme chosen);

}  // namespace samen::ui
