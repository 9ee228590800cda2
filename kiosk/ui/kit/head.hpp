// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/kit/words.hpp"

namespace samen::ui {

// What a screen is about, on top of it: pictogram, heading, a sentence of help, and how far one is.
// Where height is dear the pictogram goes and the heading gets smaller; words never go.
struct Head {
  std::string id = "screen";  // nodes: <id>.title, <id>.help, <id>.pill, screen.progress
  std::string icon = {};
  Wording pill = {};  // a small label above: "adult 2 of 3"
  Wording title;
  std::string help = {};
  int step = 0;  // 1..steps; 0: not counted
  int steps = 0;
};
Piece head(Canvas& canvas, const Head& head);

}  // namespace samen::ui
