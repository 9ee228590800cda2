// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// A part of the screen whose content may be higher than it is. Draw between construction and
// finish(); content starts at top(). When there is more than fits, the edges fade, a thumb shows
// the place, and the buttons of the action bar (for the main one) move it by a page.
class ScrollArea {
 public:
  enum class Rank : std::uint8_t { main, side };

  ScrollArea(Canvas& canvas, std::string id, const Rect& area, Rank rank, Color background);
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

// The container for content in a column: a little wider, so that shadows and focus rings are not
// cut, and up to the end of the page, where the thumb belongs.
Rect scroll_window(const Canvas& canvas, const Rect& content);

}  // namespace samen::ui
