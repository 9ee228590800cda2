// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/layout.hpp"

namespace samen::text {

// A list: each item a sign ("•", "1.", "١.") at the start of the line and its text beside it, all
// lines of all texts hanging at the same distance from the start.
struct ListItem {
  std::string sign;
  std::string text;
};

// Pixels from the list's physical top left corner; draw `sign` and `text` with their boxes' corners
// there. In a right-to-left list the signs stand at the right.
struct HangingItem {
  std::shared_ptr<const Layout> sign, text;
  float sign_x = 0, sign_y = 0;  // on the baseline of the text's first line
  float text_x = 0, text_y = 0;
};
struct HangingList {
  std::vector<HangingItem> items;
  float width = 0;   // of the box given, else of the widest line
  float height = 0;  // all items and the gaps between them
  float indent = 0;  // from the start of a line to its text
  bool right_to_left = false;
};

// How one piece is laid out: Engine::layout with a style and a language. A width of 0: one line.
using LayOut = std::function<std::shared_ptr<const Layout>(std::string_view, float width)>;

struct HangingRules {
  float width = 0;     // of the whole list; 0: every text on one line
  float sign_gap = 0;  // between the widest sign and the texts
  float item_gap = 0;  // between two items
  bool right_to_left = false;
};
HangingList lay_list(const LayOut& lay, std::span<const ListItem> items, const HangingRules& rules);

// "•" and a line of `text` for each item; lines without words are left out.
std::vector<ListItem> bulleted(std::string_view text);

}  // namespace samen::text
