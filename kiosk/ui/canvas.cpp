// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "i18n/catalogue.hpp"

namespace samen::ui {
namespace {

struct TypeSpec {
  float Metrics::*size;
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

Canvas::Canvas(Painter painter, text::Engine& engine, const i18n::Catalogues& catalogues,
               NodeRegistry& nodes, std::vector<Hit>& hits, View& view, const Setting& setting)
    : painter_(painter),
      engine_(engine),
      catalogues_(catalogues),
      nodes_(nodes),
      hits_(hits),
      view_(view),
      m_(setting.metrics),
      colors_(setting.colors),
      language_(setting.language),
      now_ms_(setting.now_ms),
      reduced_motion_(setting.reduced_motion),
      rtl_(catalogues.right_to_left(setting.language)) {}

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
  if (width > 0 && breaks_a_word(text, *words)) broken_.push_back(words.get());
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
  if (breaks_a_word(text, *words)) broken_.push_back(words.get());
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
    const bool broken = std::ranges::find(broken_, words.get()) != broken_.end();
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

void Canvas::icon(std::string_view name, const Rect& box, float size, Color color) {
  if (name.empty()) return;
  const Words picture = engine_.icon(name, size, mirrored());
  const Rect window = out(box);
  painter_.glyphs(engine_.quads(*picture), window.center_x() - size / 2,
                  window.center_y() - size / 2, color == 0 ? colors_.ink : color);
}

Rect Canvas::out(const Rect& rect) const {
  return mirrored() ? Rect{m_.width - rect.end(), rect.y, rect.w, rect.h} : rect;
}

void Canvas::fill(const Rect& rect, Color color, float radius, Corners corners) {
  if (mirrored() && corners == Corners::left) {
    corners = Corners::right;
  } else if (mirrored() && corners == Corners::right) {
    corners = Corners::left;
  }
  painter_.fill(out(rect), color, radius, corners);
}
void Canvas::outline(const Rect& rect, Color color, float thickness, float radius) {
  painter_.outline(out(rect), color, thickness, radius);
}
void Canvas::dashed(const Rect& rect, Color color, float thickness, float radius) {
  const float step = thickness * 3;
  const auto side = [&](float length, auto put) {
    const float room = length - 2 * radius;
    const auto count = std::max(1.0F, std::floor(room / (2 * step)));
    for (float i = 0; i < count; ++i) put(radius + room * (i + 0.25F) / count, room / count / 2);
  };
  side(rect.w, [&](float from, float dash) {
    fill({rect.x + from, rect.y, dash, thickness}, color);
    fill({rect.x + from, rect.bottom() - thickness, dash, thickness}, color);
  });
  side(rect.h, [&](float from, float dash) {
    fill({rect.x, rect.y + from, thickness, dash}, color);
    fill({rect.end() - thickness, rect.y + from, thickness, dash}, color);
  });
}
void Canvas::shadow(const Rect& rect, float radius, float strength) {
  painter_.shadow(out(rect), radius, m_.inset, m_.hair / 2,
                  with_alpha(colors_.shadow, 0.20F * strength));
}
void Canvas::lift(const Rect& rect, float radius) {
  painter_.shadow(out(rect), radius, m_.page, m_.unit, with_alpha(colors_.shadow, 0.34F));
}
void Canvas::fade(const Rect& rect, Color top, Color bottom) {
  painter_.fade(out(rect), top, bottom);
}
void Canvas::circle(float x, float y, float radius, Color color) {
  painter_.circle(out_x(x), y, radius, color);
}
void Canvas::circle_outline(float x, float y, float radius, Color color, float thickness) {
  painter_.circle_outline(out_x(x), y, radius, color, thickness);
}
void Canvas::arc(float x, float y, float radius, float from, float to, Color color,
                 float thickness) {
  if (mirrored()) {
    const float start = 1 - to;
    to = 1 - from, from = start;
  }
  painter_.arc(out_x(x), y, radius, from, to, color, thickness);
}
void Canvas::line(float x0, float y0, float x1, float y1, Color color, float thickness) {
  painter_.line(out_x(x0), y0, out_x(x1), y1, color, thickness);
}

void Canvas::focus_ring(const Rect& rect, float radius) {
  const float width = m_.focus_ring;
  const Rect around = rect.shrunk(-width - m_.outline);
  outline(around, colors_.focus, width, radius + width + m_.outline);
  outline(around.shrunk(width), colors_.surface, m_.outline, radius + m_.outline);
}

Node& Canvas::node(std::string_view id, Role role, std::string_view label, const Rect& rect) {
  Node node;
  node.id = id;
  node.role = role;
  node.label = label;
  node.rect = out(rect);
  node.visible = page().contains(node.rect);
  for (const Clip& clip : clips_) {
    node.visible = node.visible && clip.window.shrunk(-1).contains(node.rect);
    if (!clip.scroll.empty()) node.scroll_parent = clip.scroll;
  }
  if (inert_) {
    static thread_local Node nowhere;  // drawn under an overlay: not there for anybody
    nowhere = std::move(node);
    return nowhere;
  }
  return nodes_.add(std::move(node));
}

Touch Canvas::target(Target target, Action action) {
  if (inert_) return {};
  Node& added = node(target.id, target.role, target.label, target.rect);
  added.language = target.language;
  added.enabled = target.enabled;
  added.selected = target.selected;
  Touch touch{.pressed = target.enabled && view_.pressed == target.id,
              .focused = view_.focus_visible && view_.focus == target.id};
  added.focused = touch.focused;
  if (pose_) touch = *pose_;

  Rect area = added.rect.clipped(out({0, 0, m_.width, m_.height}));
  for (const Clip& clip : clips_) area = area.clipped(clip.window);
  hits_.push_back({.id = std::move(target.id),
                   .area = area,
                   .scroll = added.scroll_parent,
                   .action = std::move(action),
                   .on_hold = std::move(target.on_hold),
                   .enabled = target.enabled,
                   .repeats = target.repeats,
                   .on_enter = target.on_enter,
                   .on_escape = target.on_escape});
  return touch;
}

void Canvas::push_clip(const Rect& rect, const Rect& live, std::string scroll) {
  painter_.push_clip(out(rect));
  clips_.push_back({out(live), std::move(scroll)});
}

void Canvas::pop_clip() {
  painter_.pop_clip();
  clips_.pop_back();
}

Canvas::Physical::Physical(Canvas& canvas, Rect& rect)
    : canvas_(canvas), before_(canvas.physical_) {
  rect = canvas.out(rect);
  canvas.physical_ = true;
}
Canvas::Physical::~Physical() {
  canvas_.physical_ = before_;
}

}  // namespace samen::ui
