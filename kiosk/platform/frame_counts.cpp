// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/frame_counts.hpp"

#include <imgui.h>

namespace samen::platform {

void count_frame(RenderStatistics& statistics, const ImDrawData& draw_data) {
  ++statistics.frames;
  statistics.vertices += static_cast<std::uint64_t>(draw_data.TotalVtxCount);
  for (int i = 0; i < draw_data.CmdListsCount; ++i) {
    for (const ImDrawCmd& command : draw_data.CmdLists[i]->CmdBuffer) {
      if (command.ElemCount > 0) ++statistics.draw_calls;
    }
  }
}

void count_upload(RenderStatistics& statistics, const PageView& view, PageRect dirty) {
  const PageRect rect = clamp_to_page(dirty, view);
  ++statistics.uploads;
  statistics.uploaded_bytes +=
      static_cast<std::uint64_t>(rect.width) * static_cast<std::uint64_t>(rect.height);
}

}  // namespace samen::platform
