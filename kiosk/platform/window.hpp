// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "kiosk/platform/image.hpp"
#include "kiosk/platform/input.hpp"
#include "kiosk/platform/texture_pages.hpp"

struct ImDrawData;

namespace samen::platform {

enum class RendererKind { automatic, gles2, software };

struct WindowOptions {
  int width = 1280;  // pixels; 320..8192
  int height = 800;
  std::string title = "Samen";
  RendererKind renderer = RendererKind::automatic;  // automatic: GLES2, else software
  bool headless = false;  // no display, no SDL: frames exist only as pictures
  bool fullscreen = false;
  float density = 0;  // pixels per millimetre; 0 asks the display
  std::uint32_t background_rgb = 0xFFFFFF;
};

// Pixels per millimetre of the panels we know at this size: 10.1" from 1024 pixels on, else 7".
// Used without a display, and when a display does not know its own size.
float usual_density(int width, int height);

// Counted from the start of the window; printed by --metrics.
struct RenderStatistics {
  std::uint64_t frames = 0;
  std::uint64_t draw_calls = 0;
  std::uint64_t vertices = 0;
  std::uint64_t uploads = 0;
  std::uint64_t uploaded_bytes = 0;
  std::uint64_t wakeups = 0;  // how often wait() came back
};

// A place to draw and the events that come from it. All methods belong to the thread that made the
// window, except wake(). One window per process.
class Window {
 public:
  static base::Result<std::unique_ptr<Window>> create(const WindowOptions& options);
  virtual ~Window() = default;
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Sleeps until there is input, wake() was called, or the time is over (negative: no limit), then
  // returns everything that is there, oldest first; nothing is merged. Never polls on X11 and
  // Wayland. On KMS/DRM, SDL 2.26-2.32 polls inside SDL_WaitEventTimeout (2 % of a core, measured):
  // there the device runs the kiosk under `cage`.
  virtual std::vector<WindowEvent> wait(int timeout_ms) = 0;

  // Ends a wait(), now or the next one. From any thread; many calls may give one return.
  virtual void wake() = 0;

  // A pointer as if a device had reported it: goes through the same bridge, and comes out of the
  // next wait(). For the automation seam.
  virtual void inject(const RawPointer& raw) = 0;

  // Changed texels of a page; see TexturePages::upload.
  virtual void upload(int page, const PageView& view, PageRect dirty) = 0;

  // Clears to the background, draws, shows. When `copy` is given it receives the frame as shown.
  virtual base::Result<void> render(const ImDrawData& draw_data, Image* copy = nullptr) = 0;

  virtual int width() const = 0;  // pixels
  virtual int height() const = 0;
  virtual float density() const = 0;          // pixels per millimetre
  virtual RendererKind renderer() const = 0;  // never automatic
  virtual const RenderStatistics& statistics() const = 0;

 protected:
  Window() = default;
};

}  // namespace samen::platform
