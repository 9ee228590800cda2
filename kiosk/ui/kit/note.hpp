// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ui/kit/tone.hpp"
#include "kiosk/ui/kit/words.hpp"

namespace samen::ui {

// A sentence that matters on a tinted panel with its sign.
struct Note {
  std::string id;
  Tone tone = Tone::info;
  std::string_view icon;
  std::string text;
  Role role = Role::text;  // status: it comes up while somebody is on the screen
};
Piece note(Canvas& canvas, Note note);
// What is wrong, in words that say how to mend it.
Piece error(Canvas& canvas, std::string id, std::string text);
// As high as a field, beside one: its words get smaller.
Piece low_error(Canvas& canvas, std::string id, std::string text);
// A field with what is wrong over it, or beside it where there is no height. What mends it (there
// may be nothing that does) stands there, too, and over the field it would have no place. `field`
// makes the field anew.
Piece with_error(Canvas& canvas, const std::string& id, const std::string& text,
                 const std::function<Piece()>& field, Piece mends = nullptr);

// A small label on a tinted ground: something to read, not to tap.
struct Chip {
  Tone tone = Tone::info;
  std::string_view icon;
  std::string label;
};
Piece chip(Canvas& canvas, const Chip& chip);

}  // namespace samen::ui
