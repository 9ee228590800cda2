// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/key_action.hpp"

#include <utility>

namespace samen::ui {

using text::Key;
using text::KeyKind;

namespace {

// Puts `output` in the place of the letter typed last while that may still change, else types it.
void replace(ActionSink& sink, const std::string& output) {
  if (!sink.view.keyboard.series.empty()) sink.emit(flow::TextBackspace{});
  sink.emit(flow::TextInserted{base::SecretText(output)});
  sink.view.keyboard.variants.clear();
  sink.layout_changed = true;  // the vowel keys show other letters now
}

// A letter with forms: more taps on the same key go through them, the vowel keys choose one.
Action types_letter(const Key& key) {
  return std::function<void(ActionSink&)>([&key](ActionSink& sink) {
    KeyboardView& view = sink.view.keyboard;
    const bool again = view.series == key.output && view.taps > 0;
    const int taps = again ? view.taps + 1 : 1;
    if (!again) view.series.clear();
    replace(sink, text::series_form(key, taps));
    view.series = key.output;
    view.taps = taps;
  });
}

Action types_vowel(std::string output) {
  return std::function<void(ActionSink&)>(
      [output = std::move(output)](ActionSink& sink) { replace(sink, output); });
}

}  // namespace

const std::string& key_output(const Key& key, bool shift) {
  return shift && !key.shifted.empty() ? key.shifted : key.output;
}

Action types(const std::string& output, bool pin) {
  return std::function<void(ActionSink&)>([&output, pin](ActionSink& sink) {
    if (!std::exchange(sink.view.keyboard.variants, {}).empty()) sink.layout_changed = true;
    if (std::exchange(sink.view.keyboard.more, false)) sink.layout_changed = true;
    if (pin) {
      if (!output.empty() && output[0] >= '0' && output[0] <= '9') {
        sink.emit(flow::PinDigit{output[0] - '0'});
      }
    } else {
      sink.emit(flow::TextInserted{base::SecretText(output)});
    }
    if (std::exchange(sink.view.keyboard.shift, false)) sink.layout_changed = true;
  });
}

Action local(std::function<void(KeyboardView&)> change) {
  return std::function<void(ActionSink&)>([change = std::move(change)](ActionSink& sink) {
    change(sink.view.keyboard);
    sink.layout_changed = true;
    sink.emit(flow::Activity{});
  });
}

Action action_of(const Key& key, const text::Keyboard& keyboard, const KeyTarget& target,
                 bool shift, std::string vowel) {
  static const std::string kSpace = " ";
  switch (key.kind) {
    case KeyKind::character:
      if (!keyboard.series.empty() && !key.variants.empty() && !target.pin)
        return types_letter(key);
      return types(key_output(key, shift), target.pin);
    case KeyKind::vowel:
      return types_vowel(std::move(vowel));
    case KeyKind::space:
      return types(kSpace, target.pin);
    case KeyKind::backspace:
      return target.pin ? flow::Event(flow::PinBackspace{}) : flow::Event(flow::TextBackspace{});
    case KeyKind::shift:
      return local([](KeyboardView& view) { view.shift = !view.shift; });
    case KeyKind::more:
      return local([](KeyboardView& view) { view.more = !view.more; });
    case KeyKind::layer:
      return local([&key](KeyboardView& view) {
        view.layer = key.target;
        view.shift = false;
      });
    case KeyKind::next:
      return local([](KeyboardView& view) {
        view.variants = view.variants == kNextKey ? "" : std::string(kNextKey);
      });
    case KeyKind::enter:
      return target.enter;
    case KeyKind::gap:
      break;
  }
  return std::monostate{};
}

}  // namespace samen::ui
