// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/secret.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/layout/around.hpp"

namespace samen::ui {

// A QR code of a short text (a code, never a name) on white, with its quiet zone. Modules are whole
// pixels. The text may be somebody's secret: it stays in locked memory.
Piece qr(Canvas& canvas, std::string id, std::string label, base::SecretText text);

}  // namespace samen::ui
