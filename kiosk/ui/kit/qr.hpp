// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/layout/around.hpp"

namespace samen::ui {

// A QR code of a short public text (a human code, never a name) on white, with its quiet zone.
// Modules are whole pixels.
Piece qr(Canvas& canvas, std::string id, std::string label, std::string text);

}  // namespace samen::ui
