// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiosk/text/decode.hpp"

namespace samen::text {

// Neighbouring characters that go to HarfBuzz together: one bidi level, one script, one face.
struct Item {
  std::int32_t begin = 0, end = 0;  // UTF-16 units
  std::uint8_t level = 0;           // odd: right to left
  std::int32_t script = 0;          // UScriptCode
  std::uint16_t face = 0;
  std::size_t first_glyph = 0, glyphs = 0;  // in Workspace::glyphs
  bool right_to_left() const { return (level & 1) != 0; }
};

// One glyph as HarfBuzz gave it, in visual order within its item; lengths in pixels.
struct ShapedGlyph {
  std::uint32_t glyph = 0;
  std::int32_t cluster = 0;  // UTF-16 unit
  float advance = 0, dx = 0, dy = 0;
  bool unsafe = false;  // cutting before its cluster needs shaping again
};

// Character boundaries by UTF-16 unit, size() + 1 entries each.
struct Boundaries {
  std::vector<std::uint8_t> grapheme;  // 1: a caret may stand here
  std::vector<std::uint8_t> line;      // 1: a line may end here
};

// What sits at the end of a line that does not end by itself.
enum class Suffix : std::uint8_t { none, ellipsis, hyphen };

// A line as ranges of UTF-16 units; [shown_end, end) are spaces that hang over the edge.
struct LineRange {
  std::int32_t begin = 0, shown_end = 0, end = 0;
  Suffix suffix = Suffix::none;
  double width = 0;  // of [begin, shown_end) plus the suffix
};

// Everything between the text and its layout; kept from call to call so that shaping allocates
// little, wiped after a secret.
struct Workspace {
  Decoded text;
  std::vector<std::uint8_t> levels;
  std::vector<std::int32_t> scripts;
  Boundaries boundaries;
  std::vector<Item> items;
  std::vector<ShapedGlyph> glyphs;
  std::vector<double> reach;  // pen advance of all units before this one; size() + 1 entries
  std::vector<LineRange> lines;

  std::int32_t size() const { return static_cast<std::int32_t>(text.size()); }
  double width(std::int32_t begin, std::int32_t end) const {
    return reach[static_cast<std::size_t>(end)] - reach[static_cast<std::size_t>(begin)];
  }
  void reserve_for_secret(std::size_t bytes);  // so that nothing moves and leaves copies behind
  void wipe();
};

}  // namespace samen::text
