// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>

#include "kiosk/platform/window.hpp"

namespace samen::platform {

// A window without a display: frames are pictures in memory, input comes from inject() only, and
// waiting is a condition variable. What tests, demos without a screen and CI run.
class HeadlessWindow final : public Window {
 public:
  HeadlessWindow(const WindowOptions& options, float density);

  std::vector<WindowEvent> wait(int timeout_ms) override;
  void wake() override;
  void inject(const RawPointer& raw) override;
  void upload(int page, const PageView& view, PageRect dirty) override;
  base::Result<void> render(const ImDrawData& draw_data, Image* copy) override;
  int width() const override { return frame_.width; }
  int height() const override { return frame_.height; }
  float density() const override { return density_; }
  RendererKind renderer() const override { return RendererKind::software; }
  const RenderStatistics& statistics() const override { return statistics_; }

 private:
  float density_;
  std::uint32_t background_rgb_;
  Image frame_;
  TexturePages pages_;
  PointerBridge bridge_;
  std::vector<WindowEvent> injected_;
  RenderStatistics statistics_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;  // guarded by mutex_
};

}  // namespace samen::platform
