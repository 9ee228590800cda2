// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/window.hpp"

#include <algorithm>
#include <cmath>

#include "base/say.hpp"
#include "kiosk/platform/headless_window.hpp"
#include "kiosk/platform/sdl_window.hpp"

namespace samen::platform {

float usual_density(int width, int height) {
  // 1024 pixels and more along the longer side is a 10.1" panel, less is a 7" one.
  const double diagonal_px = std::hypot(width, height);
  const double diagonal_inches = std::max(width, height) >= 1024 ? 10.1 : 7.0;
  return static_cast<float>(diagonal_px / (diagonal_inches * 25.4));
}

base::Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options) {
  using base::Errc;
  if (options.width < 320 || options.height < 320 || options.width > kMaxImageSide ||
      options.height > kMaxImageSide) {
    return base::fail(Errc::invalid_input,
                      say("the window is to be {}x{} pixels; each side must be 320 to {}",
                          options.width, options.height, kMaxImageSide));
  }
  if (options.density != 0 && !(options.density >= 1 && options.density <= 40)) {
    return base::fail(Errc::invalid_input,
                      say("the density must be 1 to 40 pixels per millimetre, or 0 for automatic"));
  }
  if (options.headless) {
    const float density =
        options.density > 0 ? options.density : usual_density(options.width, options.height);
    return std::make_unique<HeadlessWindow>(options, density);
  }
  return create_sdl_window(options);
}

}  // namespace samen::platform
