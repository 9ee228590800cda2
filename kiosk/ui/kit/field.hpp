// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "kiosk/ui/kit/words.hpp"

namespace samen::ui {

// A field in which somebody types; always the one that has the characters. The value is shown and
// never enters a node.
struct Field {
  std::string id;
  std::string label;  // what the field is, for the node
  base::SecretText text;
  std::size_t caret = 0;  // byte offset
  bool left_to_right = false;
  enum class State : std::uint8_t { plain, wrong } state = State::plain;
  std::string_view icon = {};
};
Piece field(Canvas& canvas, const Field& field);

// Ten slots for a code that people read aloud: G-K7M-2QX-9FH.
Piece code_field(Canvas& canvas, const Field& field);

// Dots for a PIN: how many, never which.
Piece pin_field(Canvas& canvas, std::string label, std::size_t typed, Field::State state);

}  // namespace samen::ui
