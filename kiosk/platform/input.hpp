// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/secret.hpp"

namespace samen::platform {

// One finger or the mouse's first button, in pixels of the window. `at_ms` is the monotonic time
// of the clock given to the window. A `move` comes only between `down` and `up` or `cancel`: no
// screen may rely on hovering.
struct PointerEvent {
  enum class Kind { down, move, up, cancel };
  Kind kind = Kind::down;
  float x = 0;
  float y = 0;
  std::int64_t at_ms = 0;
};

// The wheel of a mouse, for caseworkers with one; `lines` grows downwards.
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
  listen,  // F2 or a keyboard's play key
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

// A key going down, repeats included. `space` comes both as a key and as text.
struct KeyEvent {
  Key key = Key::tab;
  bool shift = false;
  bool control = false;
  std::int64_t at_ms = 0;
};

// Characters from a keyboard, a badge reader or the automation seam. May be somebody's name.
struct TextEvent {
  base::SecretText text;
};

struct ResizeEvent {
  int width = 0;
  int height = 0;
};

// The picture on the screen was damaged from outside: draw again although nothing changed.
struct ExposeEvent {};

// The window's close button, or the session's end.
struct CloseEvent {};

using InputEvent = std::variant<PointerEvent, WheelEvent, KeyEvent, TextEvent, ResizeEvent,
                                ExposeEvent, CloseEvent>;

// A pointer as the devices report it, before the rules below.
struct RawPointer {
  enum class Source { mouse, touch };
  Source source = Source::touch;
  std::int64_t finger = 0;  // which finger; 0 for the mouse
  PointerEvent::Kind kind = PointerEvent::Kind::down;
  float x = 0;
  float y = 0;
};

// Turns mice and fingers into one pointer: the first one that goes down has it until it goes up,
// everybody else is ignored meanwhile. Nothing is merged, so a tap whose down and up arrive
// together stays a down and an up. Losing the focus cancels. A finger whose "up" got lost does not
// block the kiosk: going down again, or ten silent seconds and another finger, cancels it.
// Pure; lives on the main thread.
class PointerBridge {
 public:
  static constexpr std::int64_t kSilentOwnerMs = 10'000;

  // The events that follow: none, one, or a cancel and a down.
  std::vector<PointerEvent> take(const RawPointer& raw, std::int64_t now_ms);
  // Focus lost or window gone: a cancel if something was down.
  std::optional<PointerEvent> cancel(std::int64_t now_ms);
  bool is_down() const { return owner_.has_value(); }

 private:
  struct Owner {
    RawPointer::Source source;
    std::int64_t finger;
    float x;
    float y;
    std::int64_t heard_ms;
  };
  std::optional<Owner> owner_;
};

}  // namespace samen::platform
