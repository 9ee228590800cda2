// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/button.hpp"

#include <cmath>

namespace samen::ui {
namespace {

constexpr Look kLabel{.type = Type::body_bold};

struct Paint {
  Color fill;
  Color ink;
  Color line;
};

Paint paint(const Canvas& canvas, Weight weight, bool pressed) {
  const Palette& colors = canvas.colors();
  const TaskColors& task = canvas.task();
  switch (weight) {
    case Weight::primary:
      return {pressed ? task.pressed : task.primary, colors.on_primary, 0};
    case Weight::secondary:
      return {pressed ? task.tint : colors.surface, task.primary, task.primary};
    case Weight::soft:
      return {pressed ? mix(task.tint, task.accent, 0.25F) : task.tint, task.primary, 0};
    case Weight::quiet:
      return {pressed ? task.tint : 0, colors.ink, 0};
    case Weight::danger:
      return {pressed ? mix(colors.danger, colors.ink, 0.3F) : colors.danger, colors.on_primary, 0};
  }
  return {};
}

}  // namespace

Rect pressed_shape(const Rect& rect, const Touch& touch) {
  if (!touch.pressed) return rect;
  const float shrink = std::min(3.0F, std::round(std::min(rect.w, rect.h) * 0.02F) + 1);
  return rect.shrunk(shrink);
}

void draw_badge(Canvas& canvas, float center_x, float center_y, float diameter,
                std::string_view icon, Color circle, Color ink) {
  canvas.circle(center_x, center_y, diameter / 2, circle);
  const Rect box{center_x - diameter / 2, center_y - diameter / 2, diameter, diameter};
  canvas.icon(icon, box, std::round(diameter * 0.56F), ink);
}

float button_width(Canvas& canvas, const Button& button) {
  const Metrics& m = canvas.m();
  float width = canvas.lay(button.label, kLabel)->width + 2 * m.u(3);
  if (!button.icon.empty()) width += m.icon + m.u(1.25F);
  return std::ceil(std::max(width, m.target));
}

Touch draw_button(Canvas& canvas, Rect rect, const Button& button, Action action) {
  const Metrics& m = canvas.m();
  const Touch touch = canvas.target({.id = button.id,
                                     .label = button.label,
                                     .rect = rect,
                                     .on_enter = button.on_enter,
                                     .on_escape = button.on_escape},
                                    std::move(action));
  const Paint look = paint(canvas, button.weight, touch.pressed);
  rect = pressed_shape(rect, touch);
  const float radius = m.radius;
  if (button.weight == Weight::primary && !touch.pressed) canvas.shadow(rect, radius, 1.2F);
  if ((look.fill >> 24) != 0) canvas.fill(rect, look.fill, radius);
  if ((look.line >> 24) != 0) canvas.outline(rect, look.line, m.outline, radius);
  if (touch.focused) canvas.focus_ring(rect, radius);

  const bool has_icon = !button.icon.empty();
  const float icon_room = has_icon ? m.icon + m.u(1.25F) : 0;
  const float most = rect.w - 2 * m.u(1.5F) - icon_room;
  Look label = kLabel;
  label.align = has_icon ? Align::start : Align::center;
  // Beside a pictogram the block of both is centred, so the words must be as narrow as they can.
  Words words = canvas.fit(button.label, kLabel, most, rect.h - m.u(1));
  const float block = words->width + icon_room;
  float x = rect.x + (rect.w - block) / 2;
  if (words->lines.size() > 1) {
    words = canvas.fit(button.label, label, most, rect.h - m.u(1));
  }
  const Rect icon_at_start{x, rect.y, m.icon, rect.h};
  if (has_icon && !button.icon_at_end) {
    canvas.icon(button.icon, icon_at_start, m.icon, look.ink);
    x += icon_room;
  }
  const float text_width = words->lines.size() > 1 ? most : words->width;
  const float text_x = words->lines.size() > 1 && !has_icon ? rect.x + m.u(1.5F) : x;
  canvas.draw(words, {text_x, rect.y, text_width, rect.h}, look.ink);
  if (has_icon && button.icon_at_end) {
    canvas.icon(button.icon, {x + words->width + m.u(1.25F), rect.y, m.icon, rect.h}, m.icon,
                look.ink);
  }
  return touch;
}

float bar_button_width(Canvas& canvas, const BarButton& button, bool with_label) {
  const Metrics& m = canvas.m();
  if (!with_label) return m.target;
  const Words words = canvas.lay(button.label, {.type = Type::caption});
  float width = words->width;
  if (!button.other_label.empty()) {
    width = std::max(width, canvas.lay(button.other_label, {.type = Type::caption})->width);
  }
  return std::max(m.target, std::ceil(width + m.u(1)));
}

void draw_bar_button(Canvas& canvas, const Rect& rect, const BarButton& button, bool with_label,
                     Action action) {
  const Metrics& m = canvas.m();
  const Color ink = button.danger ? canvas.colors().danger : canvas.colors().ink;
  const Touch touch = canvas.target({.id = button.id,
                                     .label = button.label,
                                     .rect = rect,
                                     .selected = button.on,
                                     .on_escape = button.on_escape},
                                    std::move(action));
  if (touch.pressed || button.on) {
    canvas.fill(rect, button.danger ? canvas.colors().danger_tint : canvas.task().tint, m.radius);
  }
  if (touch.focused) canvas.focus_ring(rect.shrunk(m.focus_ring), m.radius);
  if (!with_label) {
    canvas.icon(button.icon, rect, std::round(m.icon * 1.15F), ink);
    return;
  }
  const Words words = canvas.lay(button.label, {.type = Type::caption});
  const float label = words->ascent + 2;
  const float gap = std::round(m.u(0.5F));
  // The pictogram gives way when the words are large.
  const float size = std::min(m.icon, rect.h - label - gap - 4);
  const float top = rect.y + (rect.h - size - gap - label) / 2;
  canvas.icon(button.icon, {rect.x, top, rect.w, size}, std::floor(size), ink);
  canvas.draw(words, {rect.x, top + size + gap, rect.w, label + m.u(1)}, ink, Align::center,
              Upright::top);
}

void draw_round_button(Canvas& canvas, const Rect& rect, const RoundButton& button, Action action) {
  const Metrics& m = canvas.m();
  const Touch touch = canvas.target({.id = button.id,
                                     .label = button.label,
                                     .rect = rect,
                                     .enabled = button.enabled,
                                     .repeats = button.repeats},
                                    std::move(action));
  const float diameter = std::min(rect.w, rect.h) - (touch.pressed ? 4 : 0);
  const float x = rect.center_x();
  const float y = rect.center_y();
  const TaskColors& task = canvas.task();
  const Palette& colors = canvas.colors();
  Color ink = task.primary;
  if (button.filled && button.enabled) {
    canvas.circle(x, y, diameter / 2, touch.pressed ? task.pressed : task.primary);
    ink = colors.on_primary;
  } else {
    canvas.circle(x, y, diameter / 2, touch.pressed ? task.tint : colors.surface);
    canvas.circle_outline(x, y, diameter / 2 - m.outline / 2,
                          button.enabled ? task.primary : colors.track(), m.outline);
    if (!button.enabled) ink = with_alpha(colors.line_strong, 0.5F);
  }
  canvas.icon(button.icon, rect, std::round(diameter * 0.5F), ink);
  if (touch.focused) canvas.focus_ring(rect, std::min(rect.w, rect.h) / 2);
}

}  // namespace samen::ui
