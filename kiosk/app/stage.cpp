// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/stage.hpp"

#include <algorithm>
#include <chrono>

#include "kiosk/platform/fingerprint.hpp"

namespace samen::app {

std::int64_t real_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

Stage::Stage(platform::Window& window, text::Engine& engine, ui::Ui& ui, AppClock& clock,
             bool reduced_motion)
    : window_(window), engine_(engine), ui_(ui), clock_(clock), reduced_motion_(reduced_motion) {}

void Stage::take(const platform::WindowEvent& event) {
  if (const auto* input = std::get_if<input::Event>(&event)) {
    input_.events.push_back(*input);
  } else if (std::holds_alternative<platform::CloseEvent>(event)) {
    return;
  } else {
    exposed_ = true;
  }
  disturb();
}

ui::Viewport Stage::viewport() const {
  return {.width = window_.width(),
          .height = window_.height(),
          .density = window_.density(),
          .reduced_motion = reduced_motion_,
          .switches = switches_,
          .switch_keys = switch_keys_,
          .sound = sound_};
}

void Stage::build(FlowDriver& flow) {
  input_.now_ms = clock_.mono_ms();
  do {
    const auto events = ui_.handle(flow.state(), input_);
    input_.events.clear();
    for (const flow::Event& event : events) flow.dispatch(event);
    if (!events.empty()) disturb();
    frame_ = ui_.build(flow.state(), viewport(), input_.now_ms);
  } while (ui_.more_input());
}

base::Result<void> Stage::frame(FlowDriver& flow, bool worker_busy) {
  begun_real_ms_ = real_ms();
  --frames_left_;
  build(flow);
  if (frame_.wants_another_frame) {
    disturb();
    // Virtual time passes frame by frame while something moves, so that movements end; but not
    // while all that moves is a picture of waiting for the worker.
    if (clock_.is_virtual() && !worker_busy) clock_.advance(kFrameMs);
  }
  return show(nullptr);
}

void Stage::build_only(FlowDriver& flow) {
  build(flow);
}

base::Result<platform::Image> Stage::picture(FlowDriver& flow) {
  build(flow);
  platform::Image image;
  SAMEN_CHECK(show(&image));
  return image;
}

bool Stage::upload_changes() {
  text::Atlas& atlas = engine_.atlas();
  bool something = false;
  for (int page = 0; page < atlas.pages(); ++page) {
    const text::AtlasRect dirty = atlas.take_dirty(page);
    if (dirty.empty()) continue;
    const int side = atlas.page_size();
    window_.upload(page, {atlas.pixels(page).data(), side, side},
                   {dirty.x, dirty.y, dirty.width, dirty.height});
    something = true;
  }
  return something;
}

base::Result<void> Stage::show(platform::Image* copy) {
  if (frame_.draw_data == nullptr) return {};
  const bool texels_changed = upload_changes();
  const std::uint64_t looks = platform::fingerprint(*frame_.draw_data);
  if (looks == shown_ && !texels_changed && !exposed_ && copy == nullptr) return {};
  SAMEN_CHECK(window_.render(*frame_.draw_data, copy));
  shown_ = looks;
  exposed_ = false;
  return {};
}

std::optional<int> Stage::next_frame_in_ms(bool worker_busy) const {
  if (settled()) return std::nullopt;
  if (!frame_.wants_another_frame || (clock_.is_virtual() && !worker_busy)) return 0;
  return static_cast<int>(
      std::clamp<std::int64_t>(begun_real_ms_ + kFrameMs - real_ms(), 0, kFrameMs));
}

}  // namespace samen::app
