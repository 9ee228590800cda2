// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "kiosk/ui/canvas.hpp"
#include "kiosk/ui/kit/tone.hpp"

namespace samen::ui {

// What a screen is about: pictogram, heading and a sentence, at the start of the page or above its
// content.
struct Intro {
  std::string id = "screen";  // nodes: <id>.title, <id>.help
  std::string icon = {};
  std::string pill = {};  // a small label above: "adult 2 of 3"
  std::string title;
  std::string help = {};
  bool beside = true;  // a column of its own, or a strip above the content
  bool small = false;  // smaller heading and pictogram, where height is dear
};
float intro_height(Canvas& canvas, const Intro& intro, float width);
float draw_intro(Canvas& canvas, const Intro& intro, const Rect& area);  // returns the bottom

// Where what stands below matters more: the pictogram's own line, the large heading and the help
// give way, in this order, until it fits.
void give_way(Intro& intro, const std::function<bool()>& fits);

// A page of two columns when the window lies and the intro fits in its column; else one column.
struct TwoColumns {
  bool split = false;
  Rect intro;    // logical; when split
  Rect content;  // when not split: where both go, one above the other
};
TwoColumns two_columns(Canvas& canvas, const Rect& body, Intro& intro, float intro_part = 0.34F);

// A sentence that matters on a tinted panel with its sign.
float note_height(Canvas& canvas, std::string_view text, float width);
void draw_note(Canvas& canvas, std::string_view id, Tone tone, std::string_view icon,
               std::string_view text, const Rect& rect);

}  // namespace samen::ui
