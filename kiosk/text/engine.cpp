// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/engine.hpp"

#include <algorithm>
#include <cmath>

#include <unicode/uscript.h>

#include "kiosk/text/composer.hpp"
#include "kiosk/text/glyph_painter.hpp"
#include "kiosk/text/layout_cache.hpp"
#include "kiosk/text/line_breaker.hpp"

namespace samen::text {
namespace {

constexpr float kSmallest = 4.0F;
constexpr float kLargest = 400.0F;

float usable_size(float size_px) {
  if (!(size_px > kSmallest)) return kSmallest;  // also NaN
  return std::round(std::min(size_px, kLargest) * 4) / 4;
}

float usable_length(float length) {
  return std::isfinite(length) && length > 0 ? length : 0;
}

}  // namespace

struct Engine::Implementation {
  Implementation(FaceSet opened, const FontList& fonts, const EngineLimits& given)
      : limits(given),
        faces(std::move(opened)),
        icons(fonts.icons),
        mirrored_icons(fonts.mirrored_icons),
        shaper(faces),
        composer(faces, shaper, unicode),
        atlas(given.atlas),
        painter(faces, atlas),
        cache(given.cached_layouts) {}

  std::shared_ptr<const Layout> make(std::string_view text, const Style& style,
                                     const Options& options);
  SuffixGlyph suffix(char32_t wanted, char32_t instead, const Style& style) const;
  bool break_lines(const Style& style, const Options& options);
  void wipe();

  EngineLimits limits;
  FaceSet faces;
  std::map<std::string, char32_t, std::less<>> icons;
  std::vector<std::string> mirrored_icons;
  Unicode unicode;
  Shaper shaper;
  Composer composer;
  Workspace work;
  SuffixGlyph ellipsis, hyphen;
  Atlas atlas;
  GlyphPainter painter;
  LayoutCache cache;
  EngineCounters counters;
};

SuffixGlyph Engine::Implementation::suffix(char32_t wanted, char32_t instead,
                                           const Style& style) const {
  const std::int32_t script = work.scripts.empty() ? USCRIPT_COMMON : work.scripts.front();
  SuffixGlyph out;
  out.face = faces.face_for(wanted, script, style.weight);
  if (!faces.at(out.face).covers(wanted)) {
    out.face = faces.face_for(instead, script, style.weight);
    wanted = instead;
  }
  out.glyph = faces.at(out.face).glyph_of(wanted);
  out.advance = faces.at(out.face).advance(out.glyph) * style.size_px;
  return out;
}

bool Engine::Implementation::break_lines(const Style& style, const Options& options) {
  ellipsis = suffix(U'…', U'.', style);
  hyphen = suffix(U'‐', U'-', style);
  LineRules rules;
  rules.max_width = double{options.max_width};
  rules.max_lines = options.max_lines;
  rules.ellipsis = options.ellipsis;
  rules.ellipsis_width = double{ellipsis.advance};
  rules.hyphen_width = double{hyphen.advance};
  return LineBreaker(work, rules).run();
}

std::shared_ptr<const Layout> Engine::Implementation::make(std::string_view text,
                                                           const Style& style,
                                                           const Options& options) {
  auto layout = std::make_shared<Layout>();
  layout->secret = options.secret;
  layout->style = style;
  if (options.secret) {
    const std::size_t bytes = std::min(text.size(), limits.text_bytes) + 1;
    work.reserve_for_secret(bytes);
    composer.reserve_for_secret(bytes);
    shaper.reserve(bytes);
  }
  decode(text, limits.text_bytes, work.text);
  unicode.analyse(work, options.language, options.direction, options.max_width > 0);
  faces.itemise(work, style.weight);
  shaper.set_language(options.language);
  shaper.shape_all(work, style.size_px);
  layout->truncated = break_lines(style, options);
  composer.compose({work, style, options, ellipsis, hyphen}, *layout);
  unicode.release();
  if (options.secret) wipe();
  return layout;
}

void Engine::Implementation::wipe() {
  work.wipe();
  composer.wipe();
  shaper.wipe();
}

base::Result<std::unique_ptr<Engine>> Engine::create(const FontList& fonts,
                                                     const EngineLimits& limits) {
  SAMEN_TRY(FaceSet faces, FaceSet::open(fonts));
  return std::unique_ptr<Engine>(
      new Engine(std::make_unique<Implementation>(std::move(faces), fonts, limits)));
}

Engine::Engine(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Engine::~Engine() = default;

std::shared_ptr<const Layout> Engine::layout(std::string_view utf8, const Style& style,
                                             const Options& options) {
  auto& self = *implementation_;
  const Style used{usable_size(style.size_px), style.weight};
  Options asked = options;
  asked.max_width = usable_length(options.max_width);
  asked.line_height = std::min(usable_length(options.line_height), 10.0F);
  if (asked.secret) return self.make(utf8, used, asked);
  const LayoutCache::Key key{utf8, used, asked};
  if (auto found = self.cache.find(key)) {
    ++self.counters.layout_hits;
    return found;
  }
  ++self.counters.layout_misses;
  auto made = self.make(utf8, used, asked);
  self.cache.insert(key, made);
  return made;
}

bool Engine::has_icon(std::string_view name) const {
  return implementation_->icons.contains(name);
}

std::shared_ptr<const Layout> Engine::icon(std::string_view name, float size_px,
                                           bool right_to_left_screen) {
  auto& self = *implementation_;
  Style style{usable_size(size_px), Weight::regular};
  Options options;  // a direction no text has keeps icons apart from texts in the cache
  options.language = "icon";
  options.direction = right_to_left_screen ? Direction::right_to_left : Direction::left_to_right;
  const LayoutCache::Key key{name, style, options};
  if (auto found = self.cache.find(key)) {
    ++self.counters.layout_hits;
    return found;
  }
  ++self.counters.layout_misses;
  auto made = std::make_shared<Layout>();
  made->style = style;
  made->width = made->height = made->box_width = style.size_px;
  made->mirrored = right_to_left_screen && std::ranges::binary_search(self.mirrored_icons, name);
  const auto found = self.icons.find(name);
  const Face& face = self.faces.at(self.faces.icons());
  const std::uint32_t glyph = found == self.icons.end() ? 0 : face.glyph_of(found->second);
  if (glyph == 0) {
    made->missing_glyphs = 1;
  } else {
    // The set draws its pictures in a square from the font's descender to its ascender.
    PlacedGlyph placed;
    placed.face = self.faces.icons();
    placed.glyph = glyph;
    placed.y = std::round(style.size_px * face.metrics().ascent /
                          (face.metrics().ascent + face.metrics().descent));
    placed.advance = style.size_px;
    made->ascent = placed.y;
    made->ink = {0, 0, style.size_px, style.size_px};
    made->glyphs.push_back(placed);
    made->lines.push_back({0, style.size_px, 0, placed.y, style.size_px, 0, name.size(), false});
  }
  self.cache.insert(key, made);
  return made;
}

std::span<const Quad> Engine::quads(const Layout& layout) {
  return implementation_->painter.quads(layout, implementation_->counters);
}

Metrics Engine::metrics(const Style& style) const {
  const auto& faces = implementation_->faces;
  const FaceMetrics& face = faces.at(faces.main(style.weight)).metrics();
  const float size = usable_size(style.size_px);
  return {std::round(face.ascent * size), std::round(face.descent * size), face.cap_height * size,
          face.x_height * size};
}

std::string_view Engine::face_name(std::size_t face) const {
  const auto& faces = implementation_->faces;
  return face < faces.size() ? std::string_view(faces.at(face).name()) : std::string_view();
}

void Engine::begin_frame() {
  implementation_->atlas.begin_frame();
}
Atlas& Engine::atlas() {
  return implementation_->atlas;
}
const EngineCounters& Engine::counters() const {
  return implementation_->counters;
}
void Engine::clear_cache() {
  implementation_->cache.clear();
}

}  // namespace samen::text
