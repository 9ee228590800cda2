// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "kiosk/text/layout.hpp"
#include "kiosk/ui/canvas/geometry.hpp"
#include "kiosk/ui/canvas/tokens.hpp"

struct ImDrawList;

namespace samen::ui {

class TriangleClip;

enum class Corners : std::uint8_t { none = 0, top = 1, bottom = 2, all = 3, left = 4, right = 8 };

// Shapes and glyphs in window pixels onto one draw list. Everything samples page 0 of the glyph
// atlas (shapes its white texel) and clipping is done here, in geometry: a frame is one draw call.
// Knows nothing of direction.
class Painter {
 public:
  Painter(ImDrawList& list, TriangleClip& clip) : list_(&list), clip_(&clip) {}

  void fill(const Rect& rect, Color color, float radius = 0, Corners corners = Corners::all);
  // The line lies inside the rectangle.
  void outline(const Rect& rect, Color color, float thickness, float radius = 0);
  // A soft shadow of a rounded rectangle: `blur` pixels wide, moved down by `drop`. Draw before
  // the rectangle itself.
  void shadow(const Rect& rect, float radius, float blur, float drop, Color color);
  void fade(const Rect& rect, Color top, Color bottom);  // vertical gradient
  void circle(float x, float y, float radius, Color color);
  void circle_outline(float x, float y, float radius, Color color, float thickness);
  // Part of a circle, clockwise from the top: 0..1 turns.
  void arc(float x, float y, float radius, float from, float to, Color color, float thickness);
  void line(float x0, float y0, float x1, float y1, Color color, float thickness);
  void triangle(float x0, float y0, float x1, float y1, float x2, float y2, Color color);
  void glyphs(std::span<const text::Quad> quads, float x, float y, Color color);

  // What is drawn until pop_clip() shows inside `rect`, rounded outwards to whole pixels, and
  // inside the clip that held before.
  void push_clip(const Rect& rect);
  void pop_clip();

 private:
  // Draws what lies in `bounds`, cut with the clip.
  template <class Draw>
  void clipped(const Rect& bounds, Draw&& draw);
  bool hidden(const Rect& bounds) const;

  ImDrawList* list_;
  std::vector<Rect> clips_;
  TriangleClip* clip_;
};

}  // namespace samen::ui
