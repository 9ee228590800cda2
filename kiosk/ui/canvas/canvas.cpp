// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "i18n/catalogue.hpp"

namespace samen::ui {

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
