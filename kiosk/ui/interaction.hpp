// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/action.hpp"
#include "kiosk/ui/canvas.hpp"
#include "kiosk/ui/card_reader.hpp"
#include "kiosk/ui/input.hpp"
#include "kiosk/ui/view.hpp"

namespace samen::ui {

inline constexpr std::int64_t kHoldMs = 450;   // a press becomes a long press
inline constexpr std::int64_t kRepeatMs = 90;  // a held backspace
inline constexpr std::int64_t kRestMs = 1000;  // a finger on a key for as long rests there
inline constexpr float kFlickStop = 30;        // pixels a second: a flick has ended

// Turns pointer and key events into actions on what the last frame showed.
//
// A tap counts on release inside the target it began on. Moving further than the slop makes it a
// drag: it scrolls the container under it, or does nothing, and never taps. Nothing needs a
// gesture: every scroll also has buttons, every long press another way.
//
// Keys: Tab and the arrows move the focus, Enter or Space press what has it. Two switches (which
// are keyboards with the keys Space and Enter): Space goes to the next, Enter chooses; see
// focus.hpp. That begins when Space is pressed while nothing has the focus and no field would take
// the space, and ends with any other key. set_switch_keys() says which keys the switches send.
//
// Once somebody listens (Sound::echo), what the focus or the turn comes to is read, except keys of
// the keyboard; Key::listen reads it, or the screen, at any time.
class Interaction {
 public:
  struct Shown {
    const std::vector<Hit>& hits;
    const NodeRegistry& nodes;
    float slop = 12;
    bool reduced_motion = false;
  };

  void set_switch_keys(const SwitchKeys& keys) { switch_keys_ = keys; }
  void take(const input::Event& event, std::int64_t now_ms, const Shown& shown, ActionSink& sink);
  // Long presses and repeats that are due; call before the events and with none.
  void pass_time(std::int64_t now_ms, const Shown& shown, ActionSink& sink);
  // When pass_time() wants to be called.
  std::optional<std::int64_t> due_ms() const;
  void forget() {
    press_.reset();
    card_ = {};
  }

 private:
  struct Press {
    std::string hit;  // id, or empty
    std::string scroll;
    int contact = 0;
    float x = 0, y = 0;
    float last_y = 0;
    std::int64_t down_ms = 0, moved_ms = 0;
    std::optional<std::int64_t> due_ms;  // hold or repeat
    float velocity = 0;
    bool dragging = false;
    bool spent = false;  // the long press has acted
  };

  void pointer(const PointerEvent& event, std::int64_t now_ms, const Shown& shown,
               ActionSink& sink);
  void finish_letter(std::int64_t now_ms, const Shown& shown, ActionSink& sink);
  void drag(const PointerEvent& event, std::int64_t now_ms, const Shown& shown, View& view);
  void wheel(const WheelEvent& event, const Shown& shown, ActionSink& sink);
  void key(const KeyEvent& event, const Shown& shown, ActionSink& sink);
  // Two switches: the next one, or choose what is in the frame.
  void scan(bool choose, const Shown& shown, ActionSink& sink);
  void typed(const TextEvent& event, const Shown& shown, ActionSink& sink);

  std::optional<Press> press_;
  CardReader card_;
  SwitchKeys switch_keys_;
};

// Sets the scroll target of the node's container so that the whole node comes into view; false
// when it is visible already or has no container.
bool bring_into_view(const Node& node, View& view);

}  // namespace samen::ui
