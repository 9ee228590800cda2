// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/input/event.hpp"

namespace samen::ui {

using input::Key;
using input::KeyEvent;
using input::PointerEvent;
using input::TextEvent;
using input::WheelEvent;

// The keys that somebody's two switches send. A function key has nothing else to do: pressing it
// begins the use of switches anywhere, other keys only where they would do nothing.
struct SwitchKeys {
  Key next = Key::space;
  Key choose = Key::enter;
  bool operator==(const SwitchKeys&) const = default;
};

// Everything since the last call, oldest first. `now_ms` is monotonic (or the virtual clock).
struct Input {
  std::vector<input::Event> events;
  std::int64_t now_ms = 0;
};

}  // namespace samen::ui
