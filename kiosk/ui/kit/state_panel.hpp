// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// A page or a part of one that has nothing to show yet, any more, or at all: a pictogram, what it
// means, and what happens next or whom to ask. Nodes: <id>.title, <id>.text, <id>.more.
struct StatePanel {
  std::string id = "message";
  std::string_view icon;
  std::string title;
  std::string text = {};
  std::string more = {};  // a second paragraph
  bool working = false;   // a ring turns round the pictogram; it stands when motion is reduced
  bool small = false;     // in a part of the page
};
float state_panel_height(Canvas& canvas, const StatePanel& panel, float width);
// Centred in the width of `area`, from its top; returns the bottom.
float draw_state_panel(Canvas& canvas, const Rect& area, const StatePanel& panel);

}  // namespace samen::ui
