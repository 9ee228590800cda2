// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "forms/answers.hpp"
#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/layout/around.hpp"

namespace samen::ui {

// What the keys do.
struct KeyTarget {
  bool pin = false;                            // digits of the staff PIN instead of text
  std::string enter_label = {};                // the words of the "on" key
  std::string enter_id = "question.continue";  // of the button of the foot that it stands in for
  Action enter = {};                           // what it does; nothing: the key is left out
};

// The keyboard a field opens with, as chosen by its kind, the language and the switch key.
const text::Keyboard& keyboard_for(const text::KeyboardSet& set, forms::TextField field,
                                   std::string_view language, KeyboardView& view);

// The 32 letters of codes in four rows.
const text::Keyboard& code_keyboard();

// Pads (numbers) stand beside the question; wide keyboards below it.
bool is_pad(forms::TextField field);

// As high as its rows of targets, higher where there is room. Keys keep their physical order in
// every language. Nodes: "key.a", "key.backspace", "key.enter", … The set and the keyboard outlive
// it.
Piece keyboard(Canvas& canvas, const text::KeyboardSet& set, const text::Keyboard& keyboard,
               KeyTarget target);

}  // namespace samen::ui
