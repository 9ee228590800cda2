// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/text/face_set.hpp"
#include "kiosk/text/layout.hpp"
#include "kiosk/text/shaper.hpp"
#include "kiosk/text/unicode.hpp"
#include "kiosk/text/workspace.hpp"

namespace samen::text {

// A glyph that is not in the text: the ellipsis or the hyphen at the end of a line.
struct SuffixGlyph {
  std::uint16_t face = 0;
  std::uint32_t glyph = 0;
  float advance = 0;
};

// Puts the glyphs of broken lines in visual order at their places, and finds where carets stand.
class Composer {
 public:
  Composer(const FaceSet& faces, Shaper& shaper, const Unicode& unicode)
      : faces_(faces), shaper_(shaper), unicode_(unicode) {}

  struct Input {
    const Workspace& work;
    const Style& style;
    const Options& options;
    SuffixGlyph ellipsis, hyphen;
  };
  void compose(const Input& input, Layout& out);

  void reserve_for_secret(std::size_t bytes);
  void wipe();

 private:
  // Where a grapheme's sides are: its leading side is where reading enters it.
  struct Edge {
    float lead = 0, trail = 0;
    bool right_to_left = false;
  };

  void place_line(const Input& input, const LineRange& range, Line& line, Layout& out);
  void place_run(const Input& input, const VisualRun& run, const Line& line, Layout& out);
  void place_part(const Input& input, const Item& item, std::int32_t begin, std::int32_t end,
                  const Line& line, Layout& out);
  void place_suffix(const SuffixGlyph& suffix, const LineRange& range, const Input& input,
                    const Line& line, Layout& out);
  void note_edges(const Input& input, const Item& item, std::int32_t begin, std::int32_t end,
                  float start);
  void add_carets(const Input& input, const LineRange& range, int number, const Line& line,
                  Layout& out) const;
  void grow_line(std::size_t first_glyph, Line& line, Layout& out) const;
  void add_ink(const Layout& layout, const PlacedGlyph& glyph, Box& ink) const;

  const FaceSet& faces_;
  Shaper& shaper_;
  const Unicode& unicode_;
  float pen_ = 0;
  std::vector<VisualRun> runs_;
  std::vector<ShapedGlyph> part_;  // glyphs of the part being placed
  std::vector<Edge> edges_;        // by UTF-16 unit
};

}  // namespace samen::text
