// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// A field in which somebody types; always the one that has the characters. The value is shown and
// never enters a node.
struct Field {
  std::string id;
  std::string label;  // what the field is, for the node
  const base::SecretText& text;
  std::size_t caret = 0;  // byte offset
  bool left_to_right = false;
  bool error = false;
  std::string_view icon = {};
};
void draw_field(Canvas& canvas, const Rect& rect, const Field& field);

// Ten slots for a code that people read aloud: G-K7M-2QX-9FH.
void draw_code_field(Canvas& canvas, const Rect& rect, const Field& field);

// Dots for a PIN: how many, never which.
void draw_pin_field(Canvas& canvas, const Rect& rect, const std::string& label, std::size_t typed,
                    bool error);

// What is wrong, with its sign: a tinted panel. Returns the height it takes at the width.
float error_height(Canvas& canvas, std::string_view text, float width);
void draw_error(Canvas& canvas, std::string_view id, std::string_view text, const Rect& rect);

}  // namespace samen::ui
