// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "kiosk/app/clock.hpp"
#include "kiosk/app/flow_driver.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/ui/ui.hpp"

namespace samen::app {

// Screens on a window: gives the screens their input, builds frames when something may have
// changed, shows a frame when it looks different, and comes to rest after two calm frames. At rest
// nothing is built and nothing is drawn. Main thread.
class Stage {
 public:
  static constexpr std::int64_t kFrameMs = 16;  // between frames while something moves

  // The references must outlive the stage.
  Stage(platform::Window& window, text::Engine& engine, ui::Ui& ui, AppClock& clock,
        bool reduced_motion);

  // Something may have changed: build frames until two in a row are calm.
  void disturb() { frames_left_ = kCalmFrames; }
  // As the voice stands, from the next frame on.
  void set_sound(const ui::Sound& sound) { sound_ = sound; }
  // Two switches from the beginning of every session.
  void set_switches(bool on, const ui::SwitchKeys& keys) {
    switches_ = on;
    switch_keys_ = keys;
  }
  // Input for the next frame.
  void take(const platform::WindowEvent& event);

  // One frame: input to events, events to flow, state to a picture.
  base::Result<void> frame(FlowDriver& flow, bool worker_busy);
  // Builds, without showing, what the state looks like at this moment.
  void build_only(FlowDriver& flow);
  // The frame as it is shown now.
  base::Result<platform::Image> picture(FlowDriver& flow);

  bool settled() const { return frames_left_ == 0 && input_.events.empty(); }
  // Screens want a frame at this time of the clock although nothing happens.
  std::optional<std::int64_t> wake_at_ms() const { return frame_.wake_at_ms; }
  // Real milliseconds until the next frame is due; nothing at rest.
  std::optional<int> next_frame_in_ms(bool worker_busy) const;

 private:
  static constexpr int kCalmFrames = 2;

  void build(FlowDriver& flow);
  bool upload_changes();
  base::Result<void> show(platform::Image* copy);
  ui::Viewport viewport() const;

  platform::Window& window_;
  text::Engine& engine_;
  ui::Ui& ui_;
  AppClock& clock_;
  bool reduced_motion_;
  bool switches_ = false;
  ui::SwitchKeys switch_keys_;
  ui::Sound sound_;
  ui::Input input_;
  ui::Frame frame_;
  int frames_left_ = kCalmFrames;
  bool exposed_ = true;  // the window shows nothing, or something spoilt
  std::uint64_t shown_ = 0;
  std::int64_t begun_real_ms_ = 0;  // when the last frame began
};

// Monotonic milliseconds, whatever the clock of the app says.
std::int64_t real_ms();

}  // namespace samen::app
