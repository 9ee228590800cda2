// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <imgui.h>

#include "kiosk/ui/canvas/geometry.hpp"

namespace samen::ui {

// Cuts what was drawn last on a list with a rectangle, in geometry. Dear ImGui's own clip rectangle
// would do it in the renderer, but every change of it begins another draw call: two for each field
// and each list on the screen.
class TriangleClip {
 public:
  // Where the list stands before something is drawn.
  struct Mark {
    int vertices = 0;
    int indices = 0;
  };
  static Mark mark(const ImDrawList& list) { return {list.VtxBuffer.Size, list.IdxBuffer.Size}; }

  // What was drawn since `before`, by one reservation of the list, keeps only what lies inside
  // `window` (whole pixels). Colours and texture places along the cut are interpolated, as a
  // renderer does between vertices.
  void cut(ImDrawList& list, const Mark& before, const Rect& window);

 private:
  ImDrawIdx kept(int old_index);
  ImDrawIdx add(const ImDrawVert& vertex);
  void cut_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
                    const Rect& window);

  // Kept between calls, so that a frame allocates nothing.
  std::vector<ImDrawVert> old_, vertices_, polygon_, rest_;
  std::vector<ImDrawIdx> old_indices_, indices_;
  std::vector<int> place_;  // of an old vertex among the new ones; -1: not there yet
};

}  // namespace samen::ui
