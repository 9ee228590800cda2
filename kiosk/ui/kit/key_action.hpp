// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"

// What keys do.
namespace samen::ui {

// KeyboardView::variants while the key for other keyboards offers them.
inline constexpr std::string_view kNextKey = "key.next";

const std::string& key_output(const text::Key& key, bool shift);

// Types `output`, which has to outlive the action, and closes what was offered.
Action types(const std::string& output, bool pin);
// Changes only how the keyboard looks.
Action local(std::function<void(KeyboardView&)> change);
// `vowel`: what a vowel key types now.
Action action_of(const text::Key& key, const text::Keyboard& keyboard, const KeyTarget& target,
                 bool shift, std::string vowel);

}  // namespace samen::ui
