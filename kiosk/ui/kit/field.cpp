// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/field.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/human_code.hpp"
#include "kiosk/text/layout.hpp"

namespace samen::ui {
namespace {

constexpr Look kTyped{.type = Type::lead};

void ground(Canvas& canvas, const Rect& rect, Field::State state) {
  const Metrics& m = canvas.m();
  canvas.fill(rect, canvas.colors().surface, m.radius);
  canvas.outline(
      rect, state == Field::State::wrong ? canvas.colors().danger_accent : canvas.task().primary,
      m.outline * 1.5F, m.radius);
}

float caret_width(const Metrics& m) {
  return m.outline;
}

// As high as what is typed, a target at least, and as wide as there is room.
Piece typed_in(Canvas& canvas, std::function<void(const Rect&)> draw) {
  const Metrics& m = canvas.m();
  const float high = std::max(m.target, std::round(m.lead * 1.9F));
  return drawn({2 * m.target, m.page_most}, Room{high, std::max(high, m.button)}, std::move(draw));
}

void draw_field(Canvas& canvas, const Rect& rect, const Field& field) {
  const Metrics& m = canvas.m();
  Rect inner = rect.shrunk(m.inset, m.hair);
  if (!field.icon.empty()) inner.cut_start(m.icon, m.near);
  const Words words = canvas.lay_field(field.text.view(), kTyped, field.left_to_right);
  const text::CaretStop caret = text::caret_at(*words, field.caret);
  const Rect window = canvas.out(inner);

  // Short texts stand at their own start; long ones move so that the caret stays in sight.
  const bool from_right =
      field.text.empty() ? canvas.right_to_left() && !field.left_to_right : words->right_to_left;
  const float room = window.w - caret_width(m);
  float x = from_right ? window.end() - caret_width(m) - words->width : window.x;
  if (words->width > room) {
    const float shift = std::clamp(caret.x - room * 0.8F, 0.0F, words->width - room);
    x = window.x - shift;
  }
  const float top = words->ascent - words->cap_height;
  const float y = window.center_y() - (top + words->ascent) / 2;

  const Touch touch = canvas.target(
      {.id = field.id, .role = Role::field, .label = field.label, .rect = rect, .selected = true},
      std::function<void(ActionSink&)>([words, x](ActionSink& sink) {
        sink.emit(flow::CaretPlaced{text::hit_test(*words, sink.x - x, words->height / 2)});
      }));
  ground(canvas, rect, field.state);
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  if (!field.icon.empty()) {
    canvas.icon(field.icon, {rect.x + m.inset, rect.y, m.icon, rect.h}, m.icon,
                canvas.task().primary);
  }
  canvas.push_clip(inner.shrunk(-2, 0));
  canvas.draw_at(words, x, y, canvas.colors().ink);
  canvas.pop_clip();
  const float height = std::min(inner.h, words->height > 0 ? words->height : m.lead * 1.3F);
  const Rect bar{std::round(x + caret.x), std::round(window.center_y() - height / 2),
                 caret_width(m), std::round(height)};
  Rect ignored;
  const Canvas::Physical physical(canvas, ignored);
  canvas.fill(bar, canvas.task().accent);
}

void draw_code_field(Canvas& canvas, const Rect& rect, const Field& field) {
  constexpr int kSlots = base::HumanCode::kSymbols;
  const Metrics& m = canvas.m();
  const Touch touch = canvas.target(
      {.id = field.id, .role = Role::field, .label = field.label, .rect = rect}, std::monostate{});
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  Rect area = rect;
  const Canvas::Physical physical(canvas, area);  // codes read from left to right
  const float gap = m.thin;
  const float dash = std::min(m.part, area.w / 16);
  // The letter, then threes.
  const float width = std::floor(std::min((area.w - 6 * gap - 3 * dash) / kSlots, area.h));
  const float total = width * kSlots + 6 * gap + 3 * dash;
  float x = canvas.right_to_left() ? area.end() - total : area.x;

  int slot = 0;
  const auto draw_slot = [&](std::string_view symbol, bool next) {
    const Rect box{x, area.y, width, area.h};
    canvas.fill(box, canvas.colors().surface, m.radius);
    canvas.outline(box,
                   field.state == Field::State::wrong ? canvas.colors().danger_accent
                   : next                             ? canvas.task().primary
                                                      : canvas.colors().line_strong,
                   next ? m.outline * 1.5F : m.hairline, m.radius);
    if (!symbol.empty()) {
      canvas.draw(canvas.fit(std::string(symbol), {.type = Type::lead_bold}, box.w, box.h), box,
                  canvas.colors().ink, Align::center);
    } else if (next) {
      canvas.fill({box.center_x() - 1, box.y + box.h * 0.28F, caret_width(m), box.h * 0.44F},
                  canvas.task().accent);
    }
    x += width + gap;
    if (slot++ % 3 == 0) x += dash - gap;
  };
  for (const char c : field.text.view()) {
    const int value = base::crockford_value(c);
    if (value < 0 || slot == kSlots) continue;
    draw_slot(base::kCrockford.substr(static_cast<std::size_t>(value), 1), false);
  }
  bool next = true;
  while (slot < kSlots) draw_slot({}, std::exchange(next, false));
}

void draw_pin_field(Canvas& canvas, const Rect& rect, const std::string& label, std::size_t typed,
                    Field::State state) {
  constexpr std::size_t kShown = 8;
  const Metrics& m = canvas.m();
  const Touch touch = canvas.target(
      {.id = "staff.pin", .role = Role::field, .label = label, .rect = rect}, std::monostate{});
  ground(canvas, rect, state);
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  const std::size_t count = std::max<std::size_t>(kShown, typed);
  const float step = std::min(m.part, (rect.w - m.part) / static_cast<float>(count));
  const float radius = std::min(m.thin, step * 0.36F);
  float x = rect.center_x() - step * static_cast<float>(count - 1) / 2;
  for (std::size_t i = 0; i < count; ++i, x += step) {
    if (i < typed) {
      canvas.circle(x, rect.center_y(), radius, canvas.task().primary);
    } else {
      canvas.circle(x, rect.center_y(), radius * 0.5F, canvas.colors().line_strong);
    }
  }
}

}  // namespace

Piece field(Canvas& canvas, const Field& field) {
  return typed_in(canvas, [&canvas, field](const Rect& rect) { draw_field(canvas, rect, field); });
}
Piece code_field(Canvas& canvas, const Field& field) {
  return typed_in(canvas,
                  [&canvas, field](const Rect& rect) { draw_code_field(canvas, rect, field); });
}
Piece pin_field(Canvas& canvas, std::string label, std::size_t typed, Field::State state) {
  return typed_in(canvas, [&canvas, label = std::move(label), typed, state](const Rect& rect) {
    draw_pin_field(canvas, rect, label, typed, state);
  });
}

}  // namespace samen::ui
