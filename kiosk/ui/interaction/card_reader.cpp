// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/interaction/card_reader.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kiosk/ui/canvas/view.hpp"

namespace samen::ui {
namespace {

constexpr std::size_t kMostLetters = 4096;  // more than the largest code holds

bool is_of_a_pin(char c) {
  return (c >= '0' && c <= '9') || c == ' ';
}

// A reader presses one key after the other; several characters at once are pasted or composed.
bool is_one_letter(std::string_view text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
  return std::ranges::count_if(text, begins) == 1;
}

std::vector<input::Event> released(std::vector<TextEvent>& letters) {
  std::vector<input::Event> events(std::make_move_iterator(letters.begin()),
                                   std::make_move_iterator(letters.end()));
  letters.clear();
  return events;
}

}  // namespace

std::vector<input::Event> CardReader::take(const input::Event& event, std::int64_t now_ms,
                                           ActionSink& sink) {
  std::vector<input::Event> on = pass_time(now_ms, sink);
  const auto* text = std::get_if<TextEvent>(&event);
  if (text != nullptr && is_one_letter(text->text.view())) {
    take_letter(*text, now_ms, sink);
    if (reading_ || letters_.size() < kReaderLetters) return on;
    std::ranges::move(released(letters_), std::back_inserter(on));  // one key, held down
    return on;
  }
  const auto* key = std::get_if<KeyEvent>(&event);
  if (key != nullptr && take_key(*key, sink)) return on;
  if (!reading_) std::ranges::move(released(letters_), std::back_inserter(on));
  on.push_back(event);
  return on;
}

std::vector<input::Event> CardReader::pass_time(std::int64_t now_ms, ActionSink& sink) {
  if (letters_.empty() || in_time(now_ms)) return {};
  if (!reading_) return released(letters_);
  end(sink);
  return {};
}

std::optional<std::int64_t> CardReader::due_ms() const {
  if (letters_.empty()) return std::nullopt;
  return heard_ms_ + (reading_ ? kCardPauseMs : kReaderGapMs);
}

bool CardReader::in_time(std::int64_t now_ms) const {
  return now_ms - heard_ms_ < (reading_ ? kCardPauseMs : kReaderGapMs);
}

bool CardReader::is_one_key_held() const {
  return std::ranges::all_of(letters_, [&](const TextEvent& letter) {
    return letter.text.view() == letters_.front().text.view();
  });
}

void CardReader::take_letter(const TextEvent& letter, std::int64_t now_ms, ActionSink& sink) {
  heard_ms_ = now_ms;
  if (letters_.size() < kMostLetters) letters_.push_back(letter);
  const bool no_pin =
      sink.view.typing == Typing::pin && !std::ranges::all_of(letter.text.view(), is_of_a_pin);
  if (no_pin || (letters_.size() >= kReaderLetters && !is_one_key_held())) reading_ = true;
}

// True when the key was the reader's.
bool CardReader::take_key(const KeyEvent& key, ActionSink& sink) {
  if (letters_.empty()) return false;
  if (key.key == Key::space) return true;  // comes as text, too
  const bool ends = key.key == Key::enter || key.key == Key::tab;
  const bool short_code =
      ends && letters_.size() >= kReaderLettersBeforeEnter && !is_one_key_held();
  if (!reading_ && !short_code) return false;
  end(sink);
  return ends;
}

void CardReader::end(ActionSink& sink) {
  base::SecretText code;
  for (const TextEvent& letter : letters_) code.append(letter.text.view());
  letters_.clear();
  reading_ = false;
  sink.emit(flow::BadgeTyped{std::move(code)});
  sink.emit(flow::BadgeEnded{});
}

}  // namespace samen::ui
