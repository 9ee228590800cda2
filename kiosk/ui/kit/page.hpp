// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/kit/foot.hpp"
#include "kiosk/ui/kit/head.hpp"
#include "kiosk/ui/kit/rail.hpp"

namespace samen::ui {

// What is typed with. A keyboard is as wide as the window and lies below everything, a pad of
// numbers stands beside what is asked; the other way round where there is no room.
struct Panel {
  enum class Kind : std::uint8_t { keyboard, pad } kind = Kind::keyboard;
  Piece piece = {};
};

// The frame of every screen: the rail, what the screen is about, its content, what there is to do.
// Where each of them stands on which display is decided here and nowhere else.
struct Page {
  RailSigns rail;
  Head head = {};
  Piece beside_head = {};         // an act that belongs to all of the page
  std::vector<Piece> above = {};  // keep their place under the head while the content scrolls
  Piece content = {};
  std::string scroll = {};  // id of the container it scrolls in; empty: it scrolls itself or never
  Paging paging = Paging::none;  // of what scrolls itself
  Panel panel = {};
  Foot foot = {};
};
void draw_page(Canvas& canvas, Page page);

// Says that a part has less room than it needs; true when it is to be drawn nevertheless: smaller
// letters are tried first.
bool admits(Canvas& canvas, Part& part, const Rect& where);

// The rail, and the rest of the window to whoever draws it alone.
Rect draw_rail(Canvas& canvas, const RailSigns& signs);

}  // namespace samen::ui
