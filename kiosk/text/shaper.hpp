// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/text/face_set.hpp"
#include "kiosk/text/workspace.hpp"

namespace samen::text {

// HarfBuzz with default features: kerning, ligatures, marks, contextual and local forms.
class Shaper {
 public:
  explicit Shaper(const FaceSet& faces);
  ~Shaper();
  Shaper(const Shaper&) = delete;
  Shaper& operator=(const Shaper&) = delete;

  void set_language(std::string_view language);

  // Shapes all items of the text: fills work.glyphs and work.reach. Sizes in pixels per em.
  void shape_all(Workspace& work, float size_px);

  // Appends the glyphs of a part of one item, in visual order. HarfBuzz sees the text around it, so
  // letters beside a cut keep the shape and width they have in the whole word.
  void shape_part(const Workspace& work, const Item& item, std::int32_t begin, std::int32_t end,
                  float size_px, std::vector<ShapedGlyph>& out);

  // Room for texts of that many bytes, so that HarfBuzz need not move its buffers.
  void reserve(std::size_t bytes);
  // Overwrites what HarfBuzz still holds of the last text.
  void wipe();

 private:
  struct Handles;
  const FaceSet& faces_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace samen::text
