// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/platform/window.hpp"

namespace samen::platform {

// A window on whatever display SDL finds (X11, Wayland, KMS/DRM).
base::Result<std::unique_ptr<Window>> create_sdl_window(const WindowOptions& options);

}  // namespace samen::platform
