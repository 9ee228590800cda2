// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "forms/answers.hpp"
#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// What the keys do.
struct KeyTarget {
  bool pin = false;              // digits of the staff PIN instead of text
  std::string enter_label = {};  // the words of the "on" key
  Action enter = {};             // what it does; nothing: the key is left out
};

// The keyboard a field opens with, as chosen by its kind, the language and the switch key.
const text::Keyboard& keyboard_for(const text::KeyboardSet& set, forms::TextField field,
                                   std::string_view language, KeyboardView& view);

// The 32 letters of codes in four rows.
const text::Keyboard& code_keyboard();

// Pads (numbers) stand beside the question; wide keyboards below it.
bool is_pad(forms::TextField field);

// The height a keyboard needs at least, its own margins included.
float keyboard_height(const Canvas& canvas, const text::Keyboard& keyboard, bool has_enter);

// Where a pad of numbers stands: beside what is asked on a window that lies, below it on one that
// stands. Taken from `body`, which keeps the rest. The heights are what the pad would like there;
// it gets less where there is less.
struct PadPlace {
  Rect panel;
  bool beside = false;
};
PadPlace place_pad(const Canvas& canvas, Rect& body, float beside_height, float below_height);

// The pad on its ground.
void draw_pad(Canvas& canvas, const PadPlace& place, const text::KeyboardSet& set,
              const text::Keyboard& keyboard, const KeyTarget& target);

// Draws it filling `area`. Keys keep their physical order in every language. Nodes: "key.a",
// "key.backspace", "key.enter", …
void draw_keyboard(Canvas& canvas, const Rect& area, const text::KeyboardSet& set,
                   const text::Keyboard& keyboard, const KeyTarget& target);

}  // namespace samen::ui
