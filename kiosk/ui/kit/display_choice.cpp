// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/display_choice.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "kiosk/flow/state.hpp"
#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/tile.hpp"

namespace samen::ui {
namespace {

float share(float width, std::size_t count, float gap) {
  const auto n = static_cast<float>(count);
  return std::floor((width - gap * (n - 1)) / n);
}

// The tile of a theme is painted in that theme.
void draw_theme(Canvas& canvas, const Rect& rect, flow::Theme theme, bool selected) {
  const Metrics& m = canvas.m();
  const std::string label = canvas.tr("app.theme." + std::string(flow::to_string(theme)));
  const Touch touch = canvas.target({.id = "theme." + std::string(flow::to_string(theme)),
                                     .role = Role::tile,
                                     .label = label,
                                     .rect = rect,
                                     .selected = selected},
                                    flow::Event(flow::ThemeChosen{theme}));
  const Palette& own = palette(theme);
  const TaskColors& tones = own.of(canvas.task_kind());
  const Rect shape = pressed_shape(rect, touch);
  canvas.fill(shape, touch.pressed ? tones.wash : own.canvas, m.radius);
  canvas.outline(shape, selected ? canvas.task().primary : canvas.colors().line_strong,
                 selected ? m.outline * 1.5F : m.outline, m.radius);
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  Rect inside = rect.shrunk(m.u(0.75F), m.u(0.75F));
  const Rect words = inside.cut_bottom(inside.h * 0.46F);
  const float disc = inside.h * 0.8F;
  canvas.circle(inside.center_x(), inside.center_y(), disc / 2, tones.primary);
  if (selected) canvas.icon("check", inside, std::round(disc * 0.72F), own.on_primary);
  canvas.draw(
      canvas.fit(label, {.type = Type::caption_bold, .align = Align::center}, words.w, words.h),
      words, own.ink, Align::center);
}

}  // namespace

float display_row_height(const Canvas& canvas) {
  return std::round(canvas.m().mm(canvas.m().form == Form::roomy ? 21 : 17));
}

void draw_text_sizes(Canvas& canvas, Rect row, int chosen) {
  const Metrics& m = canvas.m();
  const float each = share(row.w, std::size(kTextScales), m.gap);
  for (int size = 0; size < flow::kTextSizes; ++size) {
    const Rect rect = row.cut_start(each, m.gap);
    const bool selected = size == chosen;
    const Touch touch =
        canvas.target({.id = "text_size." + std::to_string(size),
                       .role = Role::tile,
                       .label = canvas.tr("app.text_size." + std::to_string(size + 1)),
                       .rect = rect,
                       .selected = selected},
                      flow::Event(flow::TextSizeChosen{size}));
    draw_tile_ground(canvas, pressed_shape(rect, touch), m.radius, selected, touch.pressed,
                     canvas.task_kind());
    if (touch.focused) canvas.focus_ring(rect, m.radius);
    // The letters are as large as the size makes them, whatever size the screen has now.
    const float scale = 1.25F * kTextScales[size] / m.text_scale;
    canvas.draw(
        canvas.lay(canvas.tr("app.text_size.letter"), {.type = Type::lead_bold, .scale = scale}),
        rect, canvas.task().primary, Align::center);
  }
}

void draw_themes(Canvas& canvas, Rect row, flow::Theme chosen) {
  const float each = share(row.w, std::size(flow::kThemes), canvas.m().gap);
  for (const flow::Theme theme : flow::kThemes) {
    draw_theme(canvas, row.cut_start(each, canvas.m().gap), theme, theme == chosen);
  }
}

}  // namespace samen::ui
