// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <SDL.h>

#include "base/say.hpp"
#include "kiosk/platform/presenter.hpp"
#include "kiosk/platform/software_renderer.hpp"

namespace samen::platform {

base::Error sdl_error(const std::string& what) {
  return {base::Errc::unavailable, what + ": " + SDL_GetError()};
}

namespace {

using base::say;

class SurfacePresenter final : public Presenter {
 public:
  explicit SurfacePresenter(SDL_Window* window) : window_(window) {}

  void upload(int page, const PageView& view, PageRect dirty) override {
    pages_.upload(page, view, dirty);
  }

  base::Result<void> present(const ImDrawData& draw_data, int width, int height,
                             std::uint32_t background_rgb, Image* copy) override {
    if (frame_.width != width || frame_.height != height) frame_ = Image(width, height);
    clear(frame_, background_rgb);
    software_render(draw_data, pages_, frame_);
    if (copy != nullptr) *copy = frame_;
    // Asked for anew each time: SDL replaces it when the window changes its size.
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return std::unexpected(sdl_error(say("no surface for the window")));
    if (surface->w != width || surface->h != height) return {};  // a resize is on its way
    if (SDL_ConvertPixels(width, height, SDL_PIXELFORMAT_RGBA32, frame_.rgba.data(), width * 4,
                          surface->format->format, surface->pixels, surface->pitch) != 0) {
      return std::unexpected(sdl_error(say("cannot copy the frame to the window")));
    }
    if (SDL_UpdateWindowSurface(window_) != 0) {
      return std::unexpected(sdl_error(say("cannot show the frame")));
    }
    return {};
  }

 private:
  SDL_Window* window_;
  TexturePages pages_;
  Image frame_;
};

}  // namespace

base::Result<std::unique_ptr<Presenter>> create_surface_presenter(SDL_Window* window) {
  if (SDL_GetWindowSurface(window) == nullptr) {
    return std::unexpected(sdl_error(say("the window has no software surface")));
  }
  return std::make_unique<SurfacePresenter>(window);
}

}  // namespace samen::platform
