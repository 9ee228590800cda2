// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/platform/window.hpp"

namespace samen::platform {

// Adds one frame, or one upload, to the counters.
void count_frame(RenderStatistics& statistics, const ImDrawData& draw_data);
void count_upload(RenderStatistics& statistics, const PageView& view, PageRect dirty);

}  // namespace samen::platform
