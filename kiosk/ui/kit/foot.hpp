// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

// Where a button of the foot stands. What goes on stands at the end; what closes or clears stands
// at the start, and neither reaches the other half: a second tap never lands on what ends.
enum class Side : std::uint8_t { start, end };

// What there is to do below a page.
struct Foot {
  struct Entry {
    Button button;
    Action action;
    Side side = Side::end;
  };
  std::vector<Entry> entries = {};  // from the edge inwards: the main one first
  std::string summary = {};         // what is still missing, beside the button that found it
};
// Two lines when one has no room for all words. `pages`: with the buttons that move a long page.
enum class Paging : std::uint8_t { none, buttons };
Piece foot(Canvas& canvas, Foot foot, Paging paging);
// The same beside the page, from the top down, on a display too low for a row below it.
Piece side_foot(Canvas& canvas, Foot foot, Paging paging);

// Moves the main scroll area by a page or to an end.
Piece page_buttons(Canvas& canvas);

}  // namespace samen::ui
