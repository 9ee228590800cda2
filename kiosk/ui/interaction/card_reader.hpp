// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/ui/canvas/action.hpp"
#include "kiosk/ui/interaction/input.hpp"

namespace samen::ui {

// Between two characters of a reader at most; fingers are slower.
inline constexpr std::int64_t kReaderGapMs = 35;
// As many characters without a pause are a reader's, or fewer with an Enter right behind them.
inline constexpr std::size_t kReaderLetters = 6;
inline constexpr std::size_t kReaderLettersBeforeEnter = 4;
// A pause after which a character is no longer part of the code before it.
inline constexpr std::int64_t kCardPauseMs = 1000;

// Tells a reader of cards and codes, which acts as a keyboard, from fingers that type, on every
// page: what a reader reads never ends in a field, and its Enter never presses a button. Flow is
// told the whole code, and drops what the page has no use for.
//
// A character waits kReaderGapMs for the next one; typed characters go on after that, in order.
// Where a PIN is asked a character that no PIN has begins a code at once, however slow the reader.
// A key held down repeats one letter and is no reader.
class CardReader {
 public:
  // What goes on to the page now, oldest first: often `event` itself, nothing while it waits.
  std::vector<input::Event> take(const input::Event& event, std::int64_t now_ms, ActionSink& sink);
  // What has waited long enough.
  std::vector<input::Event> pass_time(std::int64_t now_ms, ActionSink& sink);
  std::optional<std::int64_t> due_ms() const;

 private:
  void take_letter(const TextEvent& letter, std::int64_t now_ms, ActionSink& sink);
  bool take_key(const KeyEvent& key, ActionSink& sink);
  void end(ActionSink& sink);
  bool in_time(std::int64_t now_ms) const;
  bool is_one_key_held() const;

  std::vector<TextEvent> letters_;  // of the code, or waiting to become one
  bool reading_ = false;
  std::int64_t heard_ms_ = 0;  // the last character
};

}  // namespace samen::ui
