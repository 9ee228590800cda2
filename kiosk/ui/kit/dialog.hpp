// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

// A panel over the darkened screen, as high as its content, which scrolls when even the whole
// window is too low.
struct Dialog {
  std::string id;
  std::string_view icon = {};  // above the heading
  Piece picture = {};          // instead of the pictogram
  std::string title;
  std::string text = {};
  Piece content = {};
  bool wide = false;  // a page to read: as wide as a page
  struct Entry {
    Button button;
    Action action;
  };
  std::vector<Entry> entries =
      {};  // beside each other, the first one at the end; else below each other
};
void draw_dialog(Canvas& canvas, Dialog dialog);

}  // namespace samen::ui
