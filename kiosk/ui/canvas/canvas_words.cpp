// SPDX-License-Identifier: Apache-2.0
// Words on the canvas: their size, how they are laid out, made to fit and drawn.
#include <algorithm>
#include <cmath>

#include "i18n/catalogue.hpp"
#include "kiosk/ui/canvas/canvas.hpp"

namespace samen::ui {
namespace {

struct TypeSpec {
  float Metrics::* size;
  text::Weight weight;
  float leading;  // distance of baselines in ems
};

// Headings are set tighter than running text.
constexpr TypeSpec spec(Type type) {
  switch (type) {
    case Type::caption:
      return {&Metrics::caption, text::Weight::regular, 1.34F};
    case Type::caption_bold:
      return {&Metrics::caption, text::Weight::bold, 1.34F};
    case Type::body_bold:
      return {&Metrics::body, text::Weight::bold, 1.30F};
    case Type::lead:
      return {&Metrics::lead, text::Weight::regular, 1.36F};
    case Type::lead_bold:
      return {&Metrics::lead, text::Weight::bold, 1.30F};
    case Type::title:
      return {&Metrics::title, text::Weight::bold, 1.22F};
    case Type::display:
      return {&Metrics::display, text::Weight::bold, 1.16F};
    case Type::body:
      break;
  }
  return {&Metrics::body, text::Weight::regular, 1.38F};
}

}  // namespace

std::string Canvas::tr(std::string_view key,
                       std::initializer_list<i18n::Argument> arguments) const {
  return catalogues_.format(language_, key, std::span(arguments.begin(), arguments.size()));
}

std::string Canvas::tr(std::string_view key, std::span<const i18n::Argument> arguments) const {
  return catalogues_.format(language_, key, arguments);
}

text::Style Canvas::style(const Look& look) const {
  const TypeSpec type = spec(look.type);
  return {.size_px = std::max(8.0F, std::round(m_.*type.size * look.scale)), .weight = type.weight};
}

text::Options Canvas::options(const Look& look, float width) const {
  // A code or a number runs left to right but stands where the screen's text starts.
  Align align = look.align;
  if (look.direction == text::Direction::left_to_right && mirrored() && align != Align::center) {
    align = align == Align::start ? Align::end : Align::start;
  }
  return {.max_width = width,
          .max_lines = look.max_lines,
          .secret = look.secret,
          .line_height = spec(look.type).leading,
          .align = align,
          .direction = look.direction,
          .language = look.language.empty() ? std::string_view(language_) : look.language};
}

Words Canvas::lay(std::string_view text, const Look& look, float width) {
  Words words = engine_.layout(text, style(look), options(look, width));
  if (width > 0 && breaks_a_word(text, *words)) broken_.push_back(words);
  return words;
}

Words Canvas::lay_field(std::string_view text, const Look& look, bool left_to_right) {
  text::Options how = options(look, 0);
  how.ellipsis = false;
  how.secret = true;
  how.carets = true;
  how.direction = left_to_right ? text::Direction::left_to_right : text::Direction::from_text;
  return engine_.layout(text, style(look), how);
}

void Canvas::draw_at(const Words& words, float window_x, float window_y, Color color) {
  painter_.glyphs(engine_.quads(*words), window_x, window_y, color);
}

Words Canvas::fit(std::string_view text, const Look& look, float width, float height) {
  constexpr float kSteps[] = {1.0F, 0.94F, 0.88F, 0.82F, 0.76F, 0.70F};
  Words words;
  for (const float step : kSteps) {
    Look smaller = look;
    smaller.scale *= step;
    words = engine_.layout(text, style(smaller), options(smaller, width));
    const bool fits = !words->truncated && words->width <= width + 0.5F &&
                      (height <= 0 || words->ink.y1 - words->ink.y0 <= height) &&
                      !breaks_a_word(text, *words);
    if (fits) return words;
  }
  if (breaks_a_word(text, *words)) broken_.push_back(words);
  return words;
}

bool Canvas::breaks_a_word(std::string_view text, const text::Layout& layout) {
  for (std::size_t i = 0; i + 1 < layout.lines.size(); ++i) {
    const std::size_t end = std::min(layout.lines[i].end, text.size());
    if (end == 0 || end >= text.size()) continue;
    const std::string_view before = text.substr(0, end);
    // Line breaking stops after spaces and hyphens, also soft ones (C2 AD), and after the dashes
    // and invisible separators of U+2010..U+206F (E2 80 xx, E2 81 xx); anything else was cut
    // because it had to be.
    const char last = before.back();
    if (last == ' ' || last == '\n' || last == '-' || last == '/') continue;
    if (before.ends_with("\xC2\xAD")) continue;
    if (before.size() >= 3 && before[before.size() - 3] == '\xE2' &&
        (before[before.size() - 2] == '\x80' || before[before.size() - 2] == '\x81')) {
      continue;
    }
    if (text[end] == ' ' || text[end] == '\n') continue;
    return true;
  }
  return false;
}

float Canvas::line_height(const Look& look) const {
  return style(look).size_px * spec(look.type).leading;
}

void Canvas::draw(const Words& words, const Rect& box, Color color, Align align, Upright upright) {
  if (!words) return;
  float y = box.y;
  if (upright == Upright::middle && !words->lines.empty()) {
    const float top = words->ascent - words->cap_height;
    const float bottom = words->lines.back().baseline;
    y = box.center_y() - (top + bottom) / 2;
  } else if (upright == Upright::bottom) {
    y = box.bottom() - words->height;
  }
  const Rect window = out(box);
  float x = window.x;
  if (align == Align::center) {
    x = window.center_x() - words->box_width / 2;
  } else if ((align == Align::start) == mirrored()) {
    x = window.end() - words->box_width;
  }
  if (!inert_ && !nodes_.nodes().empty()) {
    Node& node = nodes_.mutable_nodes().back();
    // Marks may stand a little above and below their line.
    const float marks = 0.3F * words->style.size_px;
    const bool high = y + words->ink.y0 < box.y - marks || y + words->ink.y1 > box.bottom() + marks;
    const bool wide = words->width > box.w + 1.5F;
    const bool broken = std::ranges::find(broken_, words) != broken_.end();
    node.truncated = node.truncated || words->truncated || wide || high || broken;
    node.missing_glyphs += words->missing_glyphs;
  }
  if (color == 0) color = colors_.ink;
  painter_.glyphs(engine_.quads(*words), x, y, color);
}

float Canvas::say(std::string_view id, Role role, std::string_view text, const Look& look,
                  Rect box) {
  const Words words = box.h > 0 ? fit(text, look, box.w, box.h) : lay(text, look, box.w);
  if (box.h <= 0) box.h = words->height;
  Node& added =
      node(id, role, look.secret ? std::string_view{} : text, {box.x, box.y, box.w, words->height});
  added.missing_glyphs = 0;
  draw(words, box, look.color, look.align, Upright::top);
  return words->height;
}

}  // namespace samen::ui
