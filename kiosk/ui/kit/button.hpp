// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ui/kit/words.hpp"

namespace samen::ui {

enum class Weight : std::uint8_t {
  primary,    // the one thing to do next
  secondary,  // another way on
  soft,       // repeated ones: tinted, no outline
  quiet,      // rare things: no ground
  danger,     // gives something up
};

// Words always, a pictogram where one helps: it goes before the words get small.
struct Button {
  std::string id;
  std::string label;
  std::string_view icon = {};
  Weight weight = Weight::primary;
  bool icon_at_end = false;  // arrows that say "on"
  bool on_enter = false;
  bool on_escape = false;
};
// Likes to have its label on one line; as narrow as its longest word when it must.
Piece button(Canvas& canvas, Button button, Action action);

// A round one with only a pictogram, for what stands beside a number or a list: steppers, paging.
struct RoundButton {
  std::string id;
  std::string label;
  std::string_view icon;
  bool enabled = true;
  bool repeats = false;
  bool filled = false;
};
Piece round_button(Canvas& canvas, RoundButton button, Action action, float size = 0);

// A place that reacts to a tap: `ground` draws what lies under the content, which never reacts.
Piece tappable(Canvas& canvas, Target target, Action action,
               std::function<void(const Rect& shape, const Touch&)> ground, Piece content);

// What is drawn while a finger is on it: a little smaller.
Rect pressed_shape(const Rect& rect, const Touch& touch);

}  // namespace samen::ui
