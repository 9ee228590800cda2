// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/layout/around.hpp"

namespace samen::ui {

// A part of the screen whose content may be higher than it is. Draw between construction and
// finish(); content starts at top(). When there is more than fits, the edges fade, a thumb shows
// the place, and the buttons of the foot (for the main one) move it by a page.
class ScrollArea {
 public:
  ScrollArea(Canvas& canvas, std::string id, const Rect& area, Color background);
  // `bottom` is where the content drawn ended.
  void finish(float bottom);

  float top() const { return top_; }
  const Rect& area() const { return area_; }

 private:
  Canvas& canvas_;
  std::string id_;
  Rect area_;
  Color background_;
  float top_ = 0;
};

// What lies so close to the edge of a scroll area does not react; content keeps away from it.
float scroll_edge(const Canvas& canvas);
// A scroll area a little wider than its content, so that shadows and focus rings are not cut, with
// the thumb beside it.
Rect scroll_window(const Canvas& canvas, const Rect& content);

// The content, or a window on it that scrolls where it does not fit. Likes to show all of it.
Piece scrolled(Canvas& canvas, std::string id, Piece content);

}  // namespace samen::ui
