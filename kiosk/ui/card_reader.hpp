// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/ui/action.hpp"
#include "kiosk/ui/input.hpp"

namespace samen::ui {

// A pause after which a character is no longer part of the card before it. A reader types a card in
// a few hundredths of a second.
inline constexpr std::int64_t kCardPauseMs = 1000;

// Tells a card reader, which acts as a keyboard, from fingers that type a PIN. A card begins with
// a character that no PIN has; from there on every character is the card's, digits too, until the
// reader's Enter (some send Tab), so that a library card with letters on it never leaves digits in
// the PIN and no Enter of a reader presses a button.
class CardReader {
 public:
  // True when the event was a card's and has been told to flow.
  bool take(const input::Event& event, std::int64_t now_ms, ActionSink& sink);

 private:
  std::optional<std::int64_t> heard_ms_;  // the card's last character
};

}  // namespace samen::ui
