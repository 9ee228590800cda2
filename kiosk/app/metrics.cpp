// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <sys/resource.h>

#include "kiosk/app/app.hpp"

namespace samen::app {

App::Metrics App::metrics() const {
  Metrics metrics;
  metrics.render = window_->statistics();
  metrics.text = assets_->engine->counters();
  metrics.first_frame_ms = first_frame_ms_;
  metrics.turns = turns_;
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0) {
    metrics.peak_memory_kb = static_cast<std::uint64_t>(usage.ru_maxrss);
  }
  return metrics;
}

void App::print_metrics() const {
  const Metrics m = metrics();
  std::cout << "metrics frames=" << m.render.frames << " wakeups=" << m.render.wakeups
            << " draw_calls=" << m.render.draw_calls << " vertices=" << m.render.vertices
            << " uploads=" << m.render.uploads << " uploaded_bytes=" << m.render.uploaded_bytes
            << " layout_hits=" << m.text.layout_hits << " layout_misses=" << m.text.layout_misses
            << " glyphs=" << m.text.rasterised << " glyphs_not_drawn=" << m.text.not_drawn
            << " first_frame_ms=" << m.first_frame_ms << " peak_memory_kb=" << m.peak_memory_kb
            << std::endl;
}

}  // namespace samen::app
