// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/canvas/action.hpp"
#include "kiosk/ui/canvas/view.hpp"
#include "kiosk/ui/interaction/arming.hpp"
#include "kiosk/ui/interaction/card_reader.hpp"
#include "kiosk/ui/interaction/caret_keys.hpp"
#include "kiosk/ui/interaction/contacts.hpp"
#include "kiosk/ui/interaction/input.hpp"

namespace samen::ui {

// Turns contacts, keys and characters into actions on what the last frame showed. When a page takes
// a press is decided by Arming, what a finger means by Contacts, and what a reader of cards typed
// is told apart by CardReader; nothing needs a gesture: every scroll also has buttons, every long
// press another way.
//
// Keys: Tab and the arrows move the focus, Enter or Space press what has it; held down they press
// nothing more. A field that appears has the focus, and typing gives it back to the field, so Enter
// there means Continue. Two switches (which are keyboards with the keys Space and Enter): Space
// goes to the next, Enter chooses; see focus.hpp. That begins when Space is pressed while nothing
// has the focus and no field would take the space, and ends with any other key. set_switch_keys()
// says which keys the switches send.
//
// Once somebody listens (Sound::echo), what the focus or the turn comes to is read, except keys of
// the keyboard; Key::listen reads it, or the screen, at any time.
class Interaction {
 public:
  void set_switch_keys(const SwitchKeys& keys) { switch_keys_ = keys; }
  // After each build: what lies on top, by a name that tells one page from the next; `covered`
  // when that is an overlay. Moves the focus to a field that has appeared.
  void show(std::string_view page, bool covered, const NodeRegistry& nodes, View& view,
            std::int64_t now_ms);

  // False: give the event again after the next build.
  [[nodiscard]] bool take(const input::Event& event, std::int64_t now_ms, const Shown& shown,
                          const std::optional<CaretPlaces>& caret, ActionSink& sink);
  // Long presses, repeats and waiting characters that are due; call before the events and with
  // none.
  void pass_time(std::int64_t now_ms, const Shown& shown, ActionSink& sink);
  // When pass_time() wants to be called.
  std::optional<std::int64_t> due_ms() const;
  // When a tap at this place, or this key, is taken.
  std::int64_t tap_ready_ms(float x, float y, const Shown& shown) const;
  std::int64_t key_ready_ms(Key key) const { return arming_.key_ready_ms(key); }
  void forget();

 private:
  struct Keys;  // what one key press needs to know

  // False like take().
  bool press(const input::Event& event, std::int64_t now_ms, const Shown& shown,
             const std::optional<CaretPlaces>& caret, ActionSink& sink);
  void wheel(const WheelEvent& event, const Shown& shown, ActionSink& sink);
  void typed(const TextEvent& event, const Shown& shown, ActionSink& sink);
  void key(const KeyEvent& event, std::int64_t now_ms, const Keys& keys);
  bool is_switch(const KeyEvent& event, const Keys& keys);
  void activate(const KeyEvent& event, const Keys& keys);
  // Two switches: the next one, or choose what is in the frame.
  void scan(bool choose, const Shown& shown, ActionSink& sink);

  Arming arming_;
  Contacts contacts_;
  CardReader card_;
  SwitchKeys switch_keys_;
  std::string field_;        // that the last build showed; empty: none
  bool covered_ = false;     // the last build showed an overlay
  std::string focus_under_;  // had the focus before the overlay came
};

}  // namespace samen::ui
