// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "kiosk/text/layout.hpp"
#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/tokens.hpp"

struct ImDrawList;

namespace samen::ui {

enum class Corners : std::uint8_t { none = 0, top = 1, bottom = 2, all = 3, left = 4, right = 8 };

// Shapes and glyphs in window pixels onto one draw list. Everything samples page 0 of the glyph
// atlas (shapes its white texel), so neighbours share a draw call. Knows nothing of direction.
class Painter {
 public:
  explicit Painter(ImDrawList& list) : list_(&list) {}

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

  void push_clip(const Rect& rect);  // cut with the clip that holds
  void pop_clip();

 private:
  ImDrawList* list_;
};

}  // namespace samen::ui
