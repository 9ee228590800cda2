// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "kiosk/platform/input.hpp"

union SDL_Event;

namespace samen::platform {

// What is needed to place an event: SDL speaks of window points for mice and of shares of the
// window for fingers; we speak of pixels.
struct EventFrame {
  int width_px = 0;
  int height_px = 0;
  float pixels_per_point = 1;
};

// Appends what one SDL event means to us, often nothing. Size changes are the window's own matter.
void translate_sdl_event(const SDL_Event& event, const EventFrame& frame, PointerBridge& bridge,
                         std::vector<WindowEvent>& out);

}  // namespace samen::platform
