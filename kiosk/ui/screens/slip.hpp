// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {

// The receipt on the screen as a strip of paper: black on white whatever the theme, as long as it
// needs to be. Nothing on it says who it belongs to. Empty: there is no receipt.
Piece slip(const Scene& scene);

}  // namespace samen::ui
