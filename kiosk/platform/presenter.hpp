// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "kiosk/platform/image.hpp"
#include "kiosk/platform/texture_pages.hpp"

struct ImDrawData;
struct SDL_Window;

namespace samen::platform {

// What SDL says went wrong, after what we tried.
base::Error sdl_error(const std::string& what);

// How a frame gets onto an SDL window. Main thread only; goes before its window.
class Presenter {
 public:
  virtual ~Presenter() = default;
  virtual void upload(int page, const PageView& view, PageRect dirty) = 0;
  // Clears, draws and shows; `width` and `height` are the drawable's pixels now.
  virtual base::Result<void> present(const ImDrawData& draw_data, int width, int height,
                                     std::uint32_t background_rgb, Image* copy) = 0;
};

// OpenGL ES 2 through EGL. Asks for nothing beyond the 2.0 core, so that every Pi and llvmpipe
// can do it. Call prepare_gles2() before the window is made; the window needs the OpenGL flag.
void prepare_gles2();
base::Result<std::unique_ptr<Presenter>> create_gles2_presenter(SDL_Window* window);

// software_render() into a picture, copied to the window's surface.
base::Result<std::unique_ptr<Presenter>> create_surface_presenter(SDL_Window* window);

}  // namespace samen::platform
