// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/sdl_window.hpp"

#include <atomic>
#include <string>
#include <utility>

#include <SDL.h>

#include "base/log.hpp"
#include "base/say.hpp"
#include "kiosk/platform/frame_counts.hpp"
#include "kiosk/platform/presenter.hpp"
#include "kiosk/platform/sdl_events.hpp"

namespace samen::platform {
namespace {

using base::say;

constexpr int kSpareRecords = 16;  // that SDL used for itself in between

struct WindowDeleter {
  void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
};
using WindowHandle = std::unique_ptr<SDL_Window, WindowDeleter>;

class SdlWindow final : public Window {
 public:
  explicit SdlWindow(const WindowOptions& options) : background_rgb_(options.background_rgb) {}
  ~SdlWindow() override {
    presenter_.reset();
    window_.reset();
    SDL_Quit();
  }

  base::Result<void> open(const WindowOptions& options) {
    set_hints();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
      return std::unexpected(sdl_error(say("no display; run with --headless to work without one")));
    }
    wake_type_ = SDL_RegisterEvents(2);
    blank_type_ = wake_type_ + 1;
    SAMEN_CHECK(open_with_renderer(options));
    measure();
    density_ = options.density > 0 ? options.density : display_density();
    SDL_StartTextInput();
    return {};
  }

  std::vector<WindowEvent> wait(int timeout_ms) override {
    std::vector<WindowEvent> events = std::exchange(injected_, {});
    SDL_Event event;
    int got = 0;
    if (timeout_ms == 0 || !events.empty()) {
      got = SDL_PollEvent(&event);
    } else if (timeout_ms < 0) {
      got = SDL_WaitEvent(&event);
    } else {
      got = SDL_WaitEventTimeout(&event, timeout_ms);
    }
    int records = 0;
    bool typed = false;
    for (; got != 0; got = SDL_PollEvent(&event)) {
      ++records;
      typed = typed || event.type == SDL_TEXTINPUT || event.type == SDL_KEYDOWN;
      take(event, events);
    }
    // Typed text may be a name: it stays behind neither in this frame of the stack nor in SDL.
    base::wipe({reinterpret_cast<std::uint8_t*>(&event), sizeof event});
    if (typed) overwrite_records(records + kSpareRecords);
    ++statistics_.wakeups;
    return events;
  }

  void wake() override {
    if (wake_pending_.exchange(true)) return;
    SDL_Event event{};
    event.type = wake_type_;
    // Safe from any thread, and ends SDL_WaitEvent. A full queue wakes the window by itself.
    if (SDL_PushEvent(&event) != 1) wake_pending_ = false;
  }

  void inject(const RawPointer& raw) override {
    for (const PointerEvent& event : bridge_.take(raw)) {
      injected_.emplace_back(event);
    }
  }

  void upload(int page, const PageView& view, PageRect dirty) override {
    count_upload(statistics_, view, dirty);
    presenter_->upload(page, view, dirty);
  }

  base::Result<void> render(const ImDrawData& draw_data, Image* copy) override {
    count_frame(statistics_, draw_data);
    return presenter_->present(draw_data, width_, height_, background_rgb_, copy);
  }

  int width() const override { return width_; }
  int height() const override { return height_; }
  float density() const override { return density_; }
  RendererKind renderer() const override { return renderer_; }
  const RenderStatistics& statistics() const override { return statistics_; }

 private:
  // SDL keeps the records of events it has handed out, with what was typed, and uses the newest
  // first: as many empty events lie over them.
  void overwrite_records(int count) const {
    SDL_Event blank{};
    blank.type = blank_type_;
    for (int i = 0; i < count && SDL_PushEvent(&blank) == 1; ++i) {
    }
    SDL_FlushEvent(blank_type_);
  }

  static void set_hints() {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");  // one finger is one pointer, not two
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // the app wipes on SIGTERM itself
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // software means software
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");  // the first tap counts
  }

  base::Result<void> open_with_renderer(const WindowOptions& options) {
    if (options.renderer != RendererKind::software) {
      prepare_gles2();
      auto opened = open_one(options, SDL_WINDOW_OPENGL, create_gles2_presenter);
      if (opened) {
        renderer_ = RendererKind::gles2;
        return {};
      }
      if (options.renderer == RendererKind::gles2) return opened;
      base::log(base::LogLevel::warning, "window.software_instead_of_gles2",
                {{"because", base::LogValue::public_text(opened.error().message)}});
    }
    renderer_ = RendererKind::software;
    return open_one(options, 0, create_surface_presenter);
  }

  template <class MakePresenter>
  base::Result<void> open_one(const WindowOptions& options, Uint32 flags, MakePresenter make) {
    presenter_.reset();
    flags |= SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE;
    if (options.fullscreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    window_.reset(SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED,
                                   SDL_WINDOWPOS_CENTERED, options.width, options.height, flags));
    if (window_ == nullptr) return std::unexpected(sdl_error(say("no window")));
    SAMEN_TRY(presenter_, make(window_.get()));
    return {};
  }

  void measure() {
    int points = 0;
    SDL_GetWindowSize(window_.get(), &points, nullptr);
    SDL_GetWindowSizeInPixels(window_.get(), &width_, &height_);
    pixels_per_point_ = points > 0 ? static_cast<float>(width_) / static_cast<float>(points) : 1.0F;
  }

  float display_density() const {
    float dpi = 0;
    const int display = SDL_GetWindowDisplayIndex(window_.get());
    // Panels that do not know their size report nothing, zero or nonsense.
    if (SDL_GetDisplayDPI(display, &dpi, nullptr, nullptr) != 0 || !(dpi >= 60 && dpi <= 700)) {
      return usual_density(width_, height_);
    }
    return dpi / 25.4F;
  }

  void take(const SDL_Event& event, std::vector<WindowEvent>& events) {
    if (event.type == wake_type_) {
      wake_pending_ = false;
      return;
    }
    if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
      measure();
      events.emplace_back(ResizeEvent{width_, height_});
      return;
    }
    show_cursor_for(event);
    translate_sdl_event(event, {width_, height_, pixels_per_point_}, bridge_, events);
  }

  // A finger hides the arrow, a mouse brings it back.
  static void show_cursor_for(const SDL_Event& event) {
    if (event.type == SDL_FINGERDOWN) SDL_ShowCursor(SDL_DISABLE);
    if (event.type == SDL_MOUSEMOTION && event.motion.which != SDL_TOUCH_MOUSEID) {
      SDL_ShowCursor(SDL_ENABLE);
    }
  }

  std::uint32_t background_rgb_;
  WindowHandle window_;
  std::unique_ptr<Presenter> presenter_;
  RendererKind renderer_ = RendererKind::software;
  int width_ = 0;
  int height_ = 0;
  float pixels_per_point_ = 1;
  float density_ = 1;
  PointerBridge bridge_;
  std::vector<WindowEvent> injected_;
  RenderStatistics statistics_;
  Uint32 wake_type_ = 0;
  Uint32 blank_type_ = 0;
  std::atomic<bool> wake_pending_ = false;
};

}  // namespace

base::Result<std::unique_ptr<Window>> create_sdl_window(const WindowOptions& options) {
  auto window = std::make_unique<SdlWindow>(options);
  SAMEN_CHECK(window->open(options));
  return window;
}

}  // namespace samen::platform
