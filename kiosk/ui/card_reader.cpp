// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/card_reader.hpp"

#include <algorithm>

#include "kiosk/ui/view.hpp"

namespace samen::ui {
namespace {

bool is_of_a_pin(char c) {
  return (c >= '0' && c <= '9') || c == ' ';
}

}  // namespace

bool CardReader::take(const input::Event& event, std::int64_t now_ms, ActionSink& sink) {
  const bool reading = heard_ms_ && now_ms - *heard_ms_ < kCardPauseMs;
  if (sink.view.typing != Typing::pin || !reading) heard_ms_.reset();
  if (sink.view.typing != Typing::pin) return false;
  if (const auto* typed = std::get_if<TextEvent>(&event)) {
    if (!reading && std::ranges::all_of(typed->text.view(), is_of_a_pin)) return false;
    heard_ms_ = now_ms;
    sink.emit(flow::BadgeTyped{typed->text});
    return true;
  }
  const auto* key = std::get_if<KeyEvent>(&event);
  if (key == nullptr || !reading) return false;
  if (key->key == Key::space) return true;  // comes as text, too
  heard_ms_.reset();
  if (key->key != Key::enter && key->key != Key::tab) return false;
  sink.emit(flow::BadgeEnded{});
  return true;
}

}  // namespace samen::ui
