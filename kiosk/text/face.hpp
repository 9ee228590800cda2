// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "kiosk/text/fonts.hpp"

struct hb_font_t;

namespace samen::text {

// A glyph's picture: rows of `width` alpha bytes with a transparent pixel all round.
struct Picture {
  int width = 0, height = 0;
  int bearing_x = 0, bearing_y = 0;  // pen to left edge; baseline up to top edge
  std::vector<std::uint8_t> alpha;
};

// Font-wide measures in em.
struct FaceMetrics {
  float ascent = 0, descent = 0, cap_height = 0, x_height = 0;
};

// One open font file: HarfBuzz reads its tables, FreeType draws its outlines, both from one
// mapping of the file.
class Face {
 public:
  static base::Result<std::unique_ptr<Face>> open(const FontFace& source);
  ~Face();
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  const std::string& name() const { return name_; }  // the file's stem
  const FontFace& source() const { return source_; }
  hb_font_t* shaper() const;  // scaled to units_per_em: positions are font units
  float units_per_em() const { return units_per_em_; }
  const FaceMetrics& metrics() const { return metrics_; }

  std::uint32_t glyph_of(char32_t c) const;  // 0: not in this font
  bool covers(char32_t c) const { return glyph_of(c) != 0; }
  std::string glyph_name(std::uint32_t glyph) const;

  float advance(std::uint32_t glyph) const;  // in em

  struct Extents {  // of a glyph's ink, in em, y upwards
    float left = 0, bottom = 0, right = 0, top = 0;
  };
  Extents extents(std::uint32_t glyph) const;

  // Draws a glyph with its pen at a quarter-pixel offset (`phase_x`, `phase_y` in 0..3, to the end
  // and up). An empty picture when it has no ink.
  Picture draw(std::uint32_t glyph, float size_px, int phase_x, int phase_y) const;

 private:
  struct Handles;
  Face() = default;
  std::string name_;
  FontFace source_;
  float units_per_em_ = 1000;
  FaceMetrics metrics_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace samen::text
