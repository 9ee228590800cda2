// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samen::text {

enum class Weight : std::uint8_t { regular, bold };

struct Style {
  float size_px = 16.0F;  // em size; clamped to 4..400 and rounded to a quarter pixel
  Weight weight = Weight::regular;
  bool operator==(const Style&) const = default;
};

enum class Align : std::uint8_t { start, center, end };

enum class Direction : std::uint8_t {
  from_language,  // interface texts: the paragraph runs as the language does
  from_text,      // what a person typed: each paragraph's first strong letter, else the language
  left_to_right,  // phone numbers, codes, postcodes
  right_to_left,
};

struct Options {
  float max_width = 0;    // pixels; 0: one line per paragraph, as wide as it needs
  int max_lines = 0;      // 0: as many as it takes
  bool ellipsis = true;   // when lines or width run out: end in "…"; false: just cut
  bool secret = false;    // personal value: not cached, wiped afterwards
  bool carets = false;    // also work out where a caret can stand (text fields)
  float line_height = 0;  // distance of baselines as a multiple of the size; 0: the font's own
  Align align = Align::start;
  Direction direction = Direction::from_language;
  std::string_view language = "nl";  // BCP 47: line breaking, letter forms, default direction
};

// One textured rectangle: corners in pixels from the layout's physical top left corner, texture
// coordinates 0..1 in atlas page `page`.
struct Quad {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
  int page = 0;
};

struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool empty() const { return x1 <= x0 || y1 <= y0; }
};

// One laid-out line, in pixels from the layout's top left corner and in bytes of the text given.
struct Line {
  float left = 0;   // where the line's text begins physically
  float width = 0;  // without trailing spaces
  float top = 0;
  float baseline = 0;
  float bottom = 0;
  std::size_t begin = 0;  // first byte
  std::size_t end = 0;    // one past the last byte, trailing spaces included
  bool right_to_left = false;
};

// One glyph in visual order. `glyph` is the font's own index (0: the font has no such character).
struct PlacedGlyph {
  std::uint16_t face = 0;  // index into Engine::face_name()
  std::uint32_t glyph = 0;
  float x = 0;  // pen position, before the glyph's bearing
  float y = 0;  // baseline with the mark's offset
  float advance = 0;
  std::uint32_t byte = 0;  // start of its cluster in the text given
};

// Where a caret can stand: before the character at `byte` (logical order), one per grapheme
// boundary, the end of the text included.
struct CaretStop {
  std::size_t byte = 0;
  int line = 0;
  float x = 0;
  float top = 0;
  float bottom = 0;
  bool right_to_left = false;  // direction of the character it stands before
};

// A finished text: positions only, no textures, so measuring costs no atlas space. Immutable for
// its users. To draw: round the origin to whole pixels and add it to Engine::quads(layout) each
// frame (never keep quads from an earlier frame).
//
// The box: width `box_width` = Options::max_width if that was given, else `width`. A right-to-left
// or centred text already sits at its place inside that box, so callers put the box's top left
// corner at the field's top left corner and never think about direction.
struct Layout {
  float width = 0;             // of the widest line
  float height = 0;            // all lines
  float box_width = 0;         // see above
  float left = 0;              // smallest Line::left
  float ascent = 0;            // top of the first line to its baseline
  float cap_height = 0;        // of the style's main face: centre text in buttons on this
  Box ink;                     // what is really painted; never above or below the lines
  bool right_to_left = false;  // of the first paragraph
  bool truncated = false;      // something of the text is not shown
  int missing_glyphs = 0;      // characters no font of ours has
  Style style;
  std::vector<Line> lines;
  std::vector<PlacedGlyph> glyphs;
  std::vector<CaretStop> carets;  // only with Options::carets

  Layout() = default;
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;
  ~Layout();  // wipes a secret one

  // The engine's own; see Engine::quads.
  struct Drawn {
    std::vector<Quad> quads;
    std::vector<std::uint32_t> shelves;  // the atlas shelves the quads lie on
    std::uint64_t generation = 0;        // of the atlas; 0: never drawn
  };
  mutable Drawn drawn;
  bool secret = false;
  bool mirrored = false;  // an icon flipped for right-to-left screens
};

// The caret before the character at `byte`, or at the nearest earlier stop. Needs
// Options::carets.
CaretStop caret_at(const Layout& layout, std::size_t byte);

// The byte offset of the stop nearest to a point (pixels from the layout's top left corner).
std::size_t hit_test(const Layout& layout, float x, float y);

// One character (grapheme) on in reading order; stays put at the ends.
std::size_t next_caret(const Layout& layout, std::size_t byte);
std::size_t previous_caret(const Layout& layout, std::size_t byte);

// One stop to the physical left or right, as the arrow keys of a keyboard move.
std::size_t caret_left_of(const Layout& layout, std::size_t byte);
std::size_t caret_right_of(const Layout& layout, std::size_t byte);

}  // namespace samen::text
