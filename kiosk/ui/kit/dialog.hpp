// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "kiosk/ui/canvas.hpp"

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

}  // namespace samen::ui
