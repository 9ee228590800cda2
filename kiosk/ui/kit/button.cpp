// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/button.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

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
      return {pressed ? mix(task.tint, task.accent, 0.25F) : task.tint, colors.ink, 0};
    case Weight::quiet:
      return {pressed ? task.tint : 0, colors.ink, 0};
    case Weight::danger:
      return {pressed ? mix(colors.danger, colors.ink, 0.3F) : colors.danger, colors.on_primary, 0};
  }
  return {};
}

class ButtonPart final : public Part {
 public:
  ButtonPart(Canvas& canvas, Button button, Action action)
      : canvas_(canvas), button_(std::move(button)), action_(std::move(action)) {}

  void place(const Rect& rect) override {
    const Metrics& m = canvas_.m();
    const Touch touch = canvas_.target({.id = button_.id,
                                        .label = button_.label,
                                        .rect = rect,
                                        .on_enter = button_.on_enter,
                                        .on_escape = button_.on_escape},
                                       std::move(action_));
    const Paint look = paint(canvas_, button_.weight, touch.pressed);
    const Rect shape = pressed_shape(rect, touch);
    if (button_.weight == Weight::primary && !touch.pressed) canvas_.shadow(shape, m.radius);
    if ((look.fill >> 24) != 0) canvas_.fill(shape, look.fill, m.radius);
    if ((look.line >> 24) != 0) canvas_.outline(shape, look.line, m.outline, m.radius);
    if (touch.focused) canvas_.focus_ring(shape, m.radius);
    draw_face(shape, look.ink);
  }

 private:
  Room measure_width() override {
    const Metrics& m = canvas_.m();
    float wish = canvas_.lay(button_.label, kLabel)->width + 2 * m.part;
    if (!button_.icon.empty()) wish += icon_room();
    const float least = longest_word(canvas_, button_.label, kLabel) + 2 * m.thin;
    wish = std::ceil(std::max(wish, m.target));
    return {std::min(wish, std::max(least, m.target)), wish};
  }
  Room measure_height(float width) override {
    const Metrics& m = canvas_.m();
    const Words label = canvas_.fit(button_.label, kLabel, width - 2 * m.thin, 0);
    const float least = std::max(m.target, std::ceil(label->height) + m.unit);
    return {least, std::max(least, m.button)};
  }
  float icon_room() const { return canvas_.m().icon + canvas_.m().near; }

  // Sign and words as one block in the middle.
  void draw_face(const Rect& shape, Color ink) {
    const Metrics& m = canvas_.m();
    const Rect inner = shape.shrunk(m.thin, 0);
    const float line = canvas_.lay(button_.label, kLabel)->width;
    const bool icon = !button_.icon.empty() && line + icon_room() <= inner.w;
    const float room = inner.w - (icon ? icon_room() : 0);
    Look label = kLabel;
    label.align = Align::center;
    const Words words = canvas_.fit(button_.label, icon ? kLabel : label, room, shape.h - m.unit);
    if (!icon) return canvas_.draw(words, inner, ink, Align::center);
    float x = shape.x + (shape.w - words->width - icon_room()) / 2;
    const float sign_x = button_.icon_at_end ? x + words->width + m.near : x;
    if (!button_.icon_at_end) x += icon_room();
    canvas_.icon(button_.icon, {sign_x, shape.y, m.icon, shape.h}, m.icon, ink);
    canvas_.draw(words, {x, shape.y, words->width, shape.h}, ink);
  }

  Canvas& canvas_;
  Button button_;
  Action action_;
};

void draw_round(Canvas& canvas, const Rect& rect, const RoundButton& button, Action action) {
  const Metrics& m = canvas.m();
  const Touch touch = canvas.target({.id = button.id,
                                     .label = button.label,
                                     .rect = rect,
                                     .enabled = button.enabled,
                                     .repeats = button.repeats},
                                    std::move(action));
  const float diameter = std::min(rect.w, rect.h) - (touch.pressed ? 2 * m.outline : 0);
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

}  // namespace

Piece button(Canvas& canvas, Button button, Action action) {
  return std::make_unique<ButtonPart>(canvas, std::move(button), std::move(action));
}

Piece round_button(Canvas& canvas, RoundButton button, Action action, float size) {
  const float side = size > 0 ? size : canvas.m().target;
  return drawn({side, side}, Room{side, side},
               [&canvas, button = std::move(button), action = std::move(action)](const Rect& rect) {
                 draw_round(canvas, rect, button, action);
               });
}

Piece tappable(Canvas& canvas, Target target, Action action,
               std::function<void(const Rect&, const Touch&)> ground, Piece content) {
  return over(
      [&canvas, target = std::move(target), action = std::move(action),
       ground = std::move(ground)](const Rect& rect) mutable {
        target.rect = rect;
        const Touch touch = canvas.target(target, action);
        ground(pressed_shape(rect, touch), touch);
      },
      std::move(content));
}

Rect pressed_shape(const Rect& rect, const Touch& touch) {
  if (!touch.pressed) return rect;
  return rect.shrunk(std::min(2.0F, std::round(std::min(rect.w, rect.h) * 0.02F) + 1));
}

}  // namespace samen::ui
