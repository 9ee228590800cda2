// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "base/secret.hpp"

namespace samen::ui {

// One pointer, whatever the device: the platform has already chosen the first finger. Window
// pixels from the top left. A `move` only comes between `down` and `up` or `cancel`.
struct PointerEvent {
  enum class Kind { down, move, up, cancel };
  Kind kind = Kind::down;
  float x = 0;
  float y = 0;
};

// `lines` grows downwards.
struct WheelEvent {
  float x = 0;
  float y = 0;
  float lines = 0;
};

enum class Key {
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
  listen,  // hear what has the focus, or the screen
  f1,      // these do something only as switches
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

// The keys that somebody's two switches send. A function key has nothing else to do: pressing it
// begins the use of switches anywhere, other keys only where they would do nothing.
struct SwitchKeys {
  Key next = Key::space;
  Key choose = Key::enter;
  bool operator==(const SwitchKeys&) const = default;
};

struct KeyEvent {
  Key key = Key::tab;
  bool shift = false;
};

// Characters from a physical keyboard or the automation seam; they go where the on-screen
// keyboard's characters go. May be somebody's name. A space comes as text and as Key::space.
struct TextEvent {
  base::SecretText text;
};

using InputEvent = std::variant<PointerEvent, WheelEvent, KeyEvent, TextEvent>;

// Everything since the last call, oldest first. `now_ms` is monotonic (or the virtual clock).
struct Input {
  std::vector<InputEvent> events;
  std::int64_t now_ms = 0;
};

}  // namespace samen::ui
