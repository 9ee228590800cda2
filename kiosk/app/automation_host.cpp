// SPDX-License-Identifier: Apache-2.0
#ifdef SAMEN_AUTOMATION

#include "kiosk/app/automation_host.hpp"

namespace samen::app {

automation::Snapshot AutomationHost::snapshot() const {
  const flow::State& state = app_.state();
  automation::Snapshot s;
  s.screen = app_.ui().screen_name();
  s.overlay = flow::to_string(state.overlay);
  s.language = state.language;
  s.not_ready = flow::to_string(state.not_ready);
  s.right_to_left = app_.catalogues().right_to_left(state.language);
  s.text_size = state.text_size;
  s.theme = flow::to_string(state.theme);
  s.width = app_.window().width();
  s.height = app_.window().height();
  s.density = app_.window().density();
  s.renderer = app_.window().renderer() == platform::RendererKind::gles2 ? "gles2" : "software";
  s.busy = app_.busy();
  s.accepts_text = app_.ui().accepts_text();
  s.clock_ms = app_.clock().mono_ms();
  return s;
}

std::vector<automation::Metric> AutomationHost::metrics() const {
  const App::Metrics m = app_.metrics();
  return {{"frames", m.render.frames},
          {"wakeups", m.render.wakeups},
          {"turns", m.turns},
          {"draw_calls", m.render.draw_calls},
          {"vertices", m.render.vertices},
          {"uploads", m.render.uploads},
          {"uploaded_bytes", m.render.uploaded_bytes},
          {"layout_hits", m.text.layout_hits},
          {"layout_misses", m.text.layout_misses},
          {"glyphs", m.text.rasterised},
          {"glyphs_not_drawn", m.text.not_drawn},
          {"first_frame_ms", static_cast<std::uint64_t>(m.first_frame_ms)},
          {"peak_memory_kb", m.peak_memory_kb}};
}

void AutomationHost::press(input::Key key, bool shift) {
  app_.feed(input::Event(input::KeyEvent{.key = key, .shift = shift}));
}

}  // namespace samen::app

#endif
