// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace samen::text {

struct AtlasRect {
  int x = 0, y = 0, width = 0, height = 0;
  bool empty() const { return width <= 0 || height <= 0; }
};

struct AtlasPoint {
  float u = 0, v = 0;
};

// One page, so that a frame stays one draw call: words on two pages alternate, and each change is
// another. 1536 holds every screen of the tests in every language at the largest text; 1280 did not
// (Arabic and Tigrinya, most of it lost between shelves).
struct AtlasLimits {
  int page_size = 1536;  // pixels, square
  int pages = 1;         // shelves are given up before a page more is made
  int most_pages = 4;    // when one frame needs more than `pages`; beyond that glyphs are not drawn
};

// Which picture: a glyph of a face at a size and a quarter-pixel phase.
struct GlyphKey {
  std::uint32_t glyph = 0;
  std::uint16_t face = 0;
  std::uint16_t size_quarter_px = 0;
  std::uint8_t phase = 0;  // x + 4 * y, each in quarters of a pixel
  bool operator==(const GlyphKey&) const = default;
};

// Where a glyph lies and how its picture sits around the pen.
struct AtlasGlyph {
  AtlasRect at;  // in its page; empty for glyphs without ink
  int page = 0;
  int bearing_x = 0;  // pen to the picture's left edge
  int bearing_y = 0;  // baseline up to the picture's top edge
  float scale = 1;    // picture pixels times this are screen pixels (only for huge glyphs)
  std::uint32_t shelf = 0;
};

// Alpha8 pages of glyphs in shelves. A shelf that was not used in this frame may be given up for
// new glyphs; then `generation` grows and quads made earlier must be made again. A glyph used in
// this frame is never dropped. Pages beyond `pages` go again in the next frame, with everything
// packed anew; where that did not help it is tried again after two, four, eight frames. UI thread
// only.
class Atlas {
 public:
  explicit Atlas(const AtlasLimits& limits = {});

  // For the renderer: upload what is dirty before drawing.
  int page_size() const { return limits_.page_size; }
  int pages() const { return static_cast<int>(pages_.size()); }
  std::span<const std::uint8_t> pixels(int page) const;  // page_size * page_size, row by row
  AtlasRect dirty(int page) const;                       // changed since the last take_dirty
  AtlasRect take_dirty(int page);                        // the same, and forget it
  AtlasPoint white_uv() const;  // opaque spot on page 0: shapes share the text's texture
  std::uint64_t generation() const { return generation_; }

  // For the engine.
  void begin_frame();
  const AtlasGlyph* find(const GlyphKey& key);  // null: not here; marks it as used
  // Puts a picture (rows of `shape.at.width` bytes) in; bearing, scale and size come from `shape`,
  // the place is chosen here. Null when even most_pages are full of glyphs used in this frame.
  const AtlasGlyph* insert(const GlyphKey& key, AtlasGlyph shape,
                           std::span<const std::uint8_t> picture);
  void touch(std::uint32_t shelf);                        // used in this frame
  std::uint64_t evictions() const { return evictions_; }  // shelves given up since the start

 private:
  // A horizontal strip of a page; the strips of a page cover it without holes.
  struct Shelf {
    int page = 0, y = 0, height = 0;
    int next_x = 0;
    std::uint64_t used = 0;  // the frame that used it last
    bool live = false;       // false: empty, waiting for a use
    std::vector<GlyphKey> glyphs;
  };
  struct Page {
    std::vector<std::uint8_t> pixels;
    std::vector<std::uint32_t> shelves;  // top to bottom
    AtlasRect dirty;
  };
  struct KeyHash {
    std::size_t operator()(const GlyphKey& key) const noexcept;
  };
  struct Window {  // neighbouring shelves that may be given up together
    int page = 0;
    std::size_t first = 0, count = 0;
    int height = 0;
    std::uint64_t used = 0;
  };

  void add_page();
  void start_pages();
  std::uint32_t make_shelf(int page, int y, int height);
  std::optional<std::uint32_t> room_for(int width, int height);
  std::optional<std::uint32_t> live_shelf(int width, int height, int highest) const;
  std::optional<std::uint32_t> empty_strip(int height);
  bool reclaim(int height);
  std::optional<Window> oldest_window(int height) const;
  std::uint32_t split(std::uint32_t strip, int height);
  void clear(std::uint32_t shelf);
  void mark_dirty(int page, const AtlasRect& rect);

  AtlasLimits limits_;
  std::vector<Page> pages_;
  std::vector<Shelf> shelves_;
  std::vector<std::uint32_t> spare_;  // shelf numbers that may be used again
  std::unordered_map<GlyphKey, AtlasGlyph, KeyHash> glyphs_;
  std::uint64_t frame_ = 1;
  std::uint64_t packed_ = 0;    // the frame in which all was packed anew
  std::uint64_t patience_ = 1;  // so many frames later it may be again
  std::uint64_t generation_ = 1;
  std::uint64_t evictions_ = 0;
};

}  // namespace samen::text
