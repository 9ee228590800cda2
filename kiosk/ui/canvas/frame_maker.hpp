// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "kiosk/text/atlas.hpp"
#include "kiosk/ui/canvas/painter.hpp"

struct ImDrawData;
struct ImGuiContext;

namespace samen::ui {

// Dear ImGui as we use it: the container of a frame and the tessellator of its one draw list. Its
// own windows, fonts and input are not used. Our glyph atlas stands in for its font texture, so
// that shapes and words share a draw call.
class FrameMaker {
 public:
  FrameMaker();
  ~FrameMaker();
  FrameMaker(const FrameMaker&) = delete;
  FrameMaker& operator=(const FrameMaker&) = delete;

  Painter begin(float width, float height, const text::Atlas& atlas);
  const ImDrawData& end();

 private:
  ImGuiContext* context_;
  std::unique_ptr<TriangleClip> clip_;  // keeps its buffers from frame to frame
};

}  // namespace samen::ui
