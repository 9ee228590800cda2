// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <variant>

#include "base/secret.hpp"

// What fingers, mice, keyboards and readers say: the words that the window and the screens share.
namespace samen::input {

// One contact: a finger, or the mouse's first button. Window pixels from the top left. `contact`
// is the same from `down` to `up` or `cancel` and belongs to one contact at a time; a `move` comes
// only in between, so no screen may rely on hovering.
struct PointerEvent {
  enum class Kind : std::uint8_t { down, move, up, cancel };
  Kind kind = Kind::down;
  float x = 0;
  float y = 0;
  int contact = 0;
};

// The wheel of a mouse, for caseworkers with one; `lines` grows downwards.
struct WheelEvent {
  float x = 0;
  float y = 0;
  float lines = 0;
};

enum class Key : std::uint8_t {
  tab,
  enter,
  space,
  escape,
  backspace,
  del,
  left,
  right,
  up,
  down,
  home,
  end,
  page_up,
  page_down,
  listen,  // F2 or a keyboard's play key: hear what has the focus, or the screen
  f1,      // the others do something only as switches
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12
};

// A key going down; `repeat` when it only stays down. A space comes both as a key and as text.
struct KeyEvent {
  Key key = Key::tab;
  bool shift = false;
  bool repeat = false;
};

// Characters from a keyboard, a reader or the automation seam. May be somebody's name.
struct TextEvent {
  base::SecretText text;
};

using Event = std::variant<PointerEvent, WheelEvent, KeyEvent, TextEvent>;

}  // namespace samen::input
