// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/canvas.hpp"
#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

// The bar on top of every screen of a session: the same places everywhere.
struct Header {
  bool back = true;
  bool language = true;  // false on the first screen, which is all languages
  bool bare = false;     // no ground of its own
  bool stop = true;      // "stop and clear"; false where there is nothing to clear
  int step = 0;          // 1..steps; 0: no progress
  int steps = 0;
  bool counted = true;     // say "question 3 of 12" too
  std::string title = {};  // shown in the bar when the screen has no room for it below
  Action on_back = {};     // empty: flow::BackPressed
  std::string back_label = {};
  std::string_view back_icon = "arrow-start";
  bool refresh = false;  // staff: ask for news
};
// Returns what is left between the buttons.
Rect draw_header(Canvas& canvas, const Rect& bar, const Header& header);

// The bar at the bottom: what to do next at the end, other ways before it, the buttons that move a
// long page at the start.
struct ActionBar {
  struct Entry {
    Button button;
    Action action;
  };
  std::vector<Entry> entries;  // drawn from the end of the line: the main one first
  std::string summary;         // what is still missing, beside the button that found it
};
float action_bar_height(const Canvas& canvas, int rows = 1);
// Two when the buttons and the page buttons do not fit on one line; then the main one gets its own.
int action_rows(Canvas& canvas, const ActionBar& bar);
// The buttons that move the main scroll container by a page, cut from the start of `room`; nothing
// when all of it is in sight.
void draw_page_buttons(Canvas& canvas, Rect& room);
// Was the content of a container higher than this in the last frame? Screens without actions
// then show the bar for its page buttons.
bool overflows(const Canvas& canvas, std::string_view scroll, float height);
void draw_action_bar(Canvas& canvas, const Rect& bar, ActionBar bar_content);

// The usual page: header on top, actions below; returns what lies between.
struct PageParts {
  Rect header;
  Rect body;
  Rect actions;
};
PageParts page_parts(const Canvas& canvas, int action_rows = 1);

}  // namespace samen::ui
