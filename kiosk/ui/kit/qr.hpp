// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

// A QR code of a short public text (a human code, never a name) on white, with its quiet zone,
// centred in the box. Modules are whole pixels.
void draw_qr(Canvas& canvas, std::string_view id, const std::string& label, std::string_view text,
             const Rect& box);

}  // namespace samen::ui
