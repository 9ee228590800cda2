// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/glyph_painter.hpp"

#include <algorithm>
#include <cmath>

namespace samen::text {
namespace {

// Above this size a quarter of a pixel no longer shows.
constexpr float kPhasesUpTo = 48.0F;

// A pen position as the whole pixel before it and the quarter within that.
struct Snapped {
  int pixel = 0;
  int quarter = 0;
};

Snapped snap(float position, bool quarters) {
  if (!quarters) return {static_cast<int>(std::lround(position)), 0};
  const auto count = static_cast<int>(std::floor(position * 4 + 0.5F));
  return {count >> 2, count & 3};
}

}  // namespace

// A glyph larger than half a page (a whole phrase in one ligature at 200 px) is drawn smaller and
// stretched.
Picture GlyphPainter::draw(const GlyphKey& key, float& scale) const {
  const Face& face = faces_.at(key.face);
  const auto size = static_cast<float>(key.size_quarter_px) / 4;
  const auto box = face.extents(key.glyph);
  const float side = std::max(box.right - box.left, box.top - box.bottom) * size + 4;
  const float room = static_cast<float>(atlas_.page_size()) / 2;
  scale = side > room ? side / room : 1.0F;
  return face.draw(key.glyph, size / scale, key.phase & 3, key.phase >> 2);
}

const AtlasGlyph* GlyphPainter::glyph(const GlyphKey& key, EngineCounters& counters) {
  if (const auto* known = atlas_.find(key)) return known;
  AtlasGlyph shape;
  const Picture picture = draw(key, shape.scale);
  ++counters.rasterised;
  shape.at.width = picture.width;
  shape.at.height = picture.height;
  shape.bearing_x = picture.bearing_x;
  shape.bearing_y = picture.bearing_y;
  const auto* placed = atlas_.insert(key, shape, picture.alpha);
  if (placed == nullptr) ++counters.not_drawn;
  return placed;
}

std::span<const Quad> GlyphPainter::quads(const Layout& layout, EngineCounters& counters) {
  auto& drawn = layout.drawn;
  if (drawn.generation == atlas_.generation()) {
    for (const auto shelf : drawn.shelves) atlas_.touch(shelf);
    return drawn.quads;
  }
  drawn.quads.clear();
  drawn.shelves.clear();
  drawn.quads.reserve(layout.glyphs.size());
  if (layout.secret) drawn.shelves.reserve(layout.glyphs.size());
  const bool quarters = layout.style.size_px <= kPhasesUpTo;
  const auto texel = 1.0F / static_cast<float>(atlas_.page_size());
  bool complete = true;
  for (const auto& placed : layout.glyphs) {
    const Snapped x = snap(placed.x, quarters);
    const Snapped up = snap(-placed.y, quarters);
    const GlyphKey key{placed.glyph, placed.face,
                       static_cast<std::uint16_t>(layout.style.size_px * 4),
                       static_cast<std::uint8_t>(x.quarter + 4 * up.quarter)};
    const auto* found = glyph(key, counters);
    if (found == nullptr) complete = false;
    if (found == nullptr || found->at.empty()) continue;
    Quad quad;
    quad.x0 = static_cast<float>(x.pixel) + static_cast<float>(found->bearing_x) * found->scale;
    quad.y0 = static_cast<float>(-up.pixel) - static_cast<float>(found->bearing_y) * found->scale;
    quad.x1 = quad.x0 + static_cast<float>(found->at.width) * found->scale;
    quad.y1 = quad.y0 + static_cast<float>(found->at.height) * found->scale;
    quad.u0 = static_cast<float>(found->at.x) * texel;
    quad.v0 = static_cast<float>(found->at.y) * texel;
    quad.u1 = static_cast<float>(found->at.x + found->at.width) * texel;
    quad.v1 = static_cast<float>(found->at.y + found->at.height) * texel;
    quad.page = found->page;
    if (layout.mirrored) {
      const float left = layout.box_width - quad.x1;
      quad.x1 = layout.box_width - quad.x0;
      quad.x0 = left;
      std::swap(quad.u0, quad.u1);
    }
    drawn.quads.push_back(quad);
    if (std::ranges::find(drawn.shelves, found->shelf) == drawn.shelves.end()) {
      drawn.shelves.push_back(found->shelf);
    }
  }
  // Glyphs used in this frame stay, so the quads made before an eviction in this loop hold.
  drawn.generation = complete ? atlas_.generation() : 0;
  return drawn.quads;
}

}  // namespace samen::text
