// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/headless_window.hpp"

#include <chrono>
#include <utility>

#include "kiosk/platform/frame_counts.hpp"
#include "kiosk/platform/software_renderer.hpp"

namespace samen::platform {

HeadlessWindow::HeadlessWindow(const WindowOptions& options, float density)
    : density_(density),
      background_rgb_(options.background_rgb),
      frame_(options.width, options.height) {}

std::vector<WindowEvent> HeadlessWindow::wait(int timeout_ms) {
  if (injected_.empty() && timeout_ms != 0) {
    std::unique_lock lock(mutex_);
    const auto woken = [this] { return woken_; };
    if (timeout_ms < 0) {
      changed_.wait(lock, woken);
    } else {
      // The system clock's variant on purpose: gcc 12's thread sanitizer does not know the call
      // behind wait_for() and reports a double lock. A jump of the clock costs one early or late
      // wakeup, and only in tests.
      changed_.wait_until(
          lock, std::chrono::system_clock::now() + std::chrono::milliseconds(timeout_ms), woken);
    }
  }
  {
    const std::lock_guard lock(mutex_);
    woken_ = false;
  }
  ++statistics_.wakeups;
  return std::exchange(injected_, {});
}

void HeadlessWindow::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_one();
}

void HeadlessWindow::inject(const RawPointer& raw) {
  for (const PointerEvent& event : bridge_.take(raw)) {
    injected_.emplace_back(event);
  }
}

void HeadlessWindow::upload(int page, const PageView& view, PageRect dirty) {
  count_upload(statistics_, view, dirty);
  pages_.upload(page, view, dirty);
}

base::Result<void> HeadlessWindow::render(const ImDrawData& draw_data, Image* copy) {
  clear(frame_, background_rgb_);
  software_render(draw_data, pages_, frame_);
  count_frame(statistics_, draw_data);
  if (copy != nullptr) *copy = frame_;
  return {};
}

}  // namespace samen::platform
