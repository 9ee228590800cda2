// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ui/kit/words.hpp"

namespace samen::ui {

// A page or a part of one that has nothing to show yet, any more, or at all: a pictogram, what it
// means, and what happens next or whom to ask. Nodes: <id>.title, <id>.text, <id>.more.
struct StatePanel {
  std::string id = "message";
  std::string_view icon;
  std::string title;
  std::string text = {};
  std::string more = {};                                                // a second paragraph
  enum class Work : std::uint8_t { none, going_on } work = Work::none;  // a ring turns
};
Piece state_panel(Canvas& canvas, const StatePanel& panel);

}  // namespace samen::ui
