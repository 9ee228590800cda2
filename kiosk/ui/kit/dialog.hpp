// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas.hpp"
#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

// A panel over the darkened screen, as high as its content, which scrolls when even the whole
// window is too low. `body` draws into `inner` from its top and returns the bottom.
struct Dialog {
  std::string id;
  float width_mm = 110;
};
using DialogBody = std::function<float(Canvas& canvas, const Rect& inner)>;
void draw_dialog(Canvas& canvas, const Dialog& dialog, float content_height,
                 const DialogBody& body);

// Heading with a pictogram above, centred; returns the bottom.
float draw_dialog_heading(Canvas& canvas, const Rect& inner, std::string_view icon, Task task,
                          const std::string& title, const std::string& text);
float dialog_heading_height(Canvas& canvas, float width, bool icon, const std::string& title,
                            const std::string& text);

// The width its content gets.
float dialog_inner_width(const Canvas& canvas, float width_mm);

// What there is to choose: side by side when the labels fit, the first one at the end of the line;
// else below each other, the first one on top. `area` counts with its width and top only.
struct DialogButton {
  Button button;
  Action action;
};
float dialog_buttons_height(Canvas& canvas, std::span<const DialogButton> entries, float width);
float draw_dialog_buttons(Canvas& canvas, Rect area, std::span<DialogButton> entries);

// The usual one: a pictogram, a heading, a sentence, buttons.
void draw_message_dialog(Canvas& canvas, const std::string& id, std::string_view icon, Task task,
                         const std::string& title, const std::string& text,
                         std::vector<DialogButton> entries);

}  // namespace samen::ui
