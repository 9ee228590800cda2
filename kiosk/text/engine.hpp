// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "kiosk/text/atlas.hpp"
#include "kiosk/text/fonts.hpp"
#include "kiosk/text/layout.hpp"

namespace samen::text {

struct EngineLimits {
  AtlasLimits atlas;
  std::size_t cached_layouts = 2000;
  std::size_t text_bytes = 32'768;  // longer texts are cut and marked as truncated
};

// What happened since the start; for --metrics and tests.
struct EngineCounters {
  std::uint64_t layout_hits = 0;
  std::uint64_t layout_misses = 0;
  std::uint64_t rasterised = 0;  // glyph pictures drawn
  std::uint64_t not_drawn = 0;   // glyphs that found no room in the atlas
};

// Line metrics of a style in pixels, the same for every language so that screens keep their
// rhythm.
struct Metrics {
  float ascent = 0, descent = 0;  // both positive; line height is their sum
  float cap_height = 0, x_height = 0;
};

// Shapes text, remembers layouts, and keeps the glyph atlas. UI thread only.
//
// A frame: begin_frame(); for each text `layout()` (cached) and `quads()`; upload the atlas's dirty
// rectangles; draw.
class Engine {
 public:
  static base::Result<std::unique_ptr<Engine>> create(const FontList& fonts,
                                                      const EngineLimits& limits = {});
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Lays out UTF-8 text. Never fails: broken bytes become U+FFFD, control characters nothing.
  // Paragraphs end at line feeds.
  std::shared_ptr<const Layout> layout(std::string_view utf8, const Style& style,
                                       const Options& options = {});

  // A pictogram in a square of `size_px`, picture centred. On a right-to-left screen the icons
  // that point somewhere are flipped; ask for "arrow-start", "arrow-end", "chevron-start",
  // "chevron-end", "backspace". An unknown name gives an empty layout with missing_glyphs = 1.
  std::shared_ptr<const Layout> icon(std::string_view name, float size_px,
                                     bool right_to_left_screen = false);
  bool has_icon(std::string_view name) const;

  // The layout's glyphs as quads for this frame; makes sure they are in the atlas and stay there
  // until the next begin_frame(). Valid until the layout is drawn again or destroyed.
  std::span<const Quad> quads(const Layout& layout);

  Metrics metrics(const Style& style) const;
  std::string_view face_name(std::size_t face) const;  // PlacedGlyph::face -> file's stem

  void begin_frame();
  Atlas& atlas();
  const EngineCounters& counters() const;
  void clear_cache();  // forget all layouts (language switched, memory wanted)

 private:
  struct Implementation;
  explicit Engine(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace samen::text
