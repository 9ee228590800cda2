// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

namespace samen::ui {

// A rectangle in pixels. Screens lay out in *logical* space, where x grows from the start of the
// line to its end; the canvas turns that into window space (mirrored for right-to-left languages).
struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;

  float end() const { return x + w; }
  float bottom() const { return y + h; }
  float center_x() const { return x + w / 2; }
  float center_y() const { return y + h / 2; }
  bool empty() const { return w <= 0 || h <= 0; }
  bool contains(float px, float py) const {
    return px >= x && px < end() && py >= y && py < bottom();
  }
  bool contains(const Rect& other) const {
    return other.x >= x && other.end() <= end() && other.y >= y && other.bottom() <= bottom();
  }
  bool overlaps(const Rect& other) const {
    return x < other.end() && other.x < end() && y < other.bottom() && other.y < bottom();
  }
  Rect shrunk(float all) const { return shrunk(all, all); }
  Rect shrunk(float sideways, float upright) const {
    return {x + sideways, y + upright, w - 2 * sideways, h - 2 * upright};
  }
  Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  Rect clipped(const Rect& to) const {
    const float left = std::max(x, to.x);
    const float top = std::max(y, to.y);
    return {left, top, std::max(0.0F, std::min(end(), to.end()) - left),
            std::max(0.0F, std::min(bottom(), to.bottom()) - top)};
  }

  // Cuts a strip off one side and returns it; the rest stays here, `gap` further on.
  Rect cut_top(float height, float gap = 0) {
    const Rect strip{x, y, w, height};
    y += height + gap, h -= height + gap;
    return strip;
  }
  Rect cut_bottom(float height, float gap = 0) {
    const Rect strip{x, bottom() - height, w, height};
    h -= height + gap;
    return strip;
  }
  Rect cut_start(float width, float gap = 0) {
    const Rect strip{x, y, width, h};
    x += width + gap, w -= width + gap;
    return strip;
  }
  Rect cut_end(float width, float gap = 0) {
    const Rect strip{end() - width, y, width, h};
    w -= width + gap;
    return strip;
  }
  bool operator==(const Rect&) const = default;
};

}  // namespace samen::ui
