// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "kiosk/text/atlas.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/text/face_set.hpp"
#include "kiosk/text/layout.hpp"

namespace samen::text {

// Turns layouts into quads: draws glyphs that are not in the atlas yet, marks those that are as
// used, and makes a layout's quads again after the atlas gave something up.
class GlyphPainter {
 public:
  GlyphPainter(const FaceSet& faces, Atlas& atlas) : faces_(faces), atlas_(atlas) {}
  std::span<const Quad> quads(const Layout& layout, EngineCounters& counters);

 private:
  const AtlasGlyph* glyph(const GlyphKey& key, EngineCounters& counters);
  Picture draw(const GlyphKey& key, float& scale) const;

  const FaceSet& faces_;
  Atlas& atlas_;
};

}  // namespace samen::text
