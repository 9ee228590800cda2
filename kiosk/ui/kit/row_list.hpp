// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "kiosk/ui/canvas/canvas.hpp"

namespace samen::ui {

// A column of rows inside a ScrollArea of which only those in view are laid out, drawn and
// registered, with a few on either side: enough that Tab, a switch or the automation can always
// step to the next one. Rows may have any height; one that was never seen counts with the estimate.
// When a row above the window turns out higher or lower, what is in the window stays where it is.
struct RowList {
  std::string_view scroll;  // id of the container it is in
  std::size_t rows = 0;
  float estimate = 0;  // height of an ordinary row, without the gap
  float gap = 0;
  std::function<float(std::size_t)> height = {};                 // of one row
  std::function<void(std::size_t, float y, float h)> draw = {};  // draws it at y
};

// Before the ScrollArea: another list in the same place, with a `number` of its own, starts at its
// top.
void start_list(Canvas& canvas, std::string_view scroll, std::uint32_t number);

// Draws the rows from `top` on (logical); returns where the last one ends. One list a container.
float draw_rows(Canvas& canvas, float top, const RowList& list);

}  // namespace samen::ui
