// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/tile.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {
namespace {

constexpr Look kOption{.type = Type::body_bold};

// The parts of an option tile at a width.
struct Parts {
  float badge;
  float mark;
  float pad;
  float words;  // width left for the label
};

Parts parts(const Metrics& m, float width, bool has_icon, Mark mark) {
  Parts p{};
  p.pad = m.u(1.5F);
  p.badge = has_icon ? std::round(m.target * 0.72F) : 0;
  p.mark = mark == Mark::none ? 0 : std::round(m.mm(m.form == Form::roomy ? 5.2F : 4.6F));
  p.words =
      width - 2 * p.pad - (has_icon ? p.badge + m.u(1.5F) : 0) - (p.mark > 0 ? p.mark + m.u(1) : 0);
  return p;
}

bool label_fits(Canvas& canvas, const Tile& tile, float width, int lines) {
  if (width < canvas.m().u(4)) return false;
  const Words words = canvas.lay(tile.label, kOption, width);
  return static_cast<int>(words->lines.size()) <= lines &&
         !Canvas::breaks_a_word(tile.label, *words) && words->width <= width + 0.5F;
}

int columns_for(Canvas& canvas, float width, std::span<const Tile> tiles, float gap,
                float most_height) {
  const Metrics& m = canvas.m();
  // A few answers read best below each other, and so does an odd number when all of it fits.
  const auto count = static_cast<float>(tiles.size());
  const bool all_in_sight = count * (m.target + m.u(1) + gap) - gap <= most_height;
  if (all_in_sight && (tiles.size() <= 3 || tiles.size() == 5)) return 1;
  int columns = std::clamp(static_cast<int>((width + gap) / (m.mm(41) + gap)), 1, 3);
  columns = std::min(columns, std::max(1, static_cast<int>(tiles.size() + 1) / 2));
  for (; columns > 1; --columns) {
    const float each =
        (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const bool all = std::ranges::all_of(tiles, [&](const Tile& tile) {
      return label_fits(canvas, tile, parts(m, each, !tile.icon.empty(), tile.mark).words, 2);
    });
    if (all) break;
  }
  return columns;
}

void draw_option(Canvas& canvas, const Rect& rect, Tile& tile) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  const Touch touch = canvas.target({.id = tile.id,
                                     .role = tile.mark == Mark::radio ? Role::tile : Role::checkbox,
                                     .label = tile.label,
                                     .rect = rect,
                                     .selected = tile.selected},
                                    std::move(tile.action));
  const Rect shape = pressed_shape(rect, touch);
  draw_tile_ground(canvas, shape, m.radius, tile.selected, touch.pressed, canvas.task_kind());
  if (touch.focused) canvas.focus_ring(rect, m.radius);

  const Parts p = parts(m, rect.w, !tile.icon.empty(), tile.mark);
  float x = rect.x + p.pad;
  if (p.badge > 0) {
    draw_badge(canvas, x + p.badge / 2, rect.center_y(), p.badge, tile.icon,
               tile.selected ? canvas.colors().surface : task.tint, task.primary);
    x += p.badge + m.u(1.5F);
  }
  canvas.draw(canvas.fit(tile.label, kOption, p.words, rect.h - m.u(1)),
              {x, rect.y, p.words, rect.h}, canvas.colors().ink);
  if (p.mark > 0) {
    draw_mark(canvas, {rect.end() - p.pad - p.mark, rect.y, p.mark, rect.h}, tile.mark,
              tile.selected, tile.rank);
  }
}

}  // namespace

void draw_tile_ground(Canvas& canvas, const Rect& rect, float radius, bool selected, bool pressed,
                      Task task) {
  const Palette& colors = canvas.colors();
  const TaskColors& tones = colors.of(task);
  const float line = canvas.m().outline;
  if (selected) {
    canvas.fill(rect, pressed ? mix(tones.tint, tones.accent, 0.15F) : tones.tint, radius);
    canvas.outline(rect, tones.primary, line * 1.5F, radius);
    return;
  }
  if (!pressed) canvas.shadow(rect, radius);
  canvas.fill(rect, pressed ? tones.wash : colors.surface, radius);
  canvas.outline(rect, pressed ? tones.primary : colors.line, pressed ? line : canvas.m().hairline,
                 radius);
}

void draw_mark(Canvas& canvas, const Rect& box, Mark mark, bool selected, int rank) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const TaskColors& task = canvas.task();
  const float size = std::min(box.w, box.h);
  const float x = box.center_x();
  const float y = box.center_y();
  const Rect square{x - size / 2, y - size / 2, size, size};
  switch (mark) {
    case Mark::none:
      break;
    case Mark::radio:
      if (selected) {
        canvas.circle(x, y, size / 2, task.primary);
        canvas.icon("check", square, std::round(size * 0.72F), colors.on_primary);
      } else {
        canvas.circle_outline(x, y, size / 2 - m.outline / 2, colors.line_strong, m.outline);
      }
      break;
    case Mark::check:
      if (selected) {
        canvas.fill(square, task.primary, size * 0.24F);
        canvas.icon("check", square, std::round(size * 0.8F), colors.on_primary);
      } else {
        canvas.outline(square, colors.line_strong, m.outline, size * 0.24F);
      }
      break;
    case Mark::rank:
      if (selected) {
        const float radius = size * 0.62F;
        canvas.circle(x, y, radius, task.primary);
        const Words digit = canvas.lay(std::to_string(rank), {.type = Type::body_bold});
        canvas.draw(digit, {x - radius, y - radius, 2 * radius, 2 * radius}, colors.on_primary,
                    Align::center);
      } else {
        canvas.circle_outline(x, y, size / 2 - m.outline / 2, colors.line_strong, m.outline);
      }
      break;
  }
}

float draw_tiles(Canvas& canvas, const Rect& area, std::span<Tile> tiles, float most_height) {
  if (tiles.empty()) return area.y;
  const Metrics& m = canvas.m();
  const float gap = m.gap;
  const int columns = columns_for(canvas, area.w, tiles, gap, most_height);
  const int rows = (static_cast<int>(tiles.size()) + columns - 1) / columns;
  const float width =
      (area.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);

  float height = m.target + m.u(1);
  for (const Tile& tile : tiles) {
    const Parts p = parts(m, width, !tile.icon.empty(), tile.mark);
    height = std::max(height, canvas.lay(tile.label, kOption, p.words)->height + m.u(2.5F));
  }
  // A few tiles may grow into free room, up to a comfortable height.
  const float free = (most_height - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  height = std::round(std::max(height, std::min(free, m.mm(19))));

  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % columns);
    const auto row = static_cast<float>(static_cast<int>(i) / columns);
    const float x = std::round(area.x + column * (width + gap));
    const float end = std::round(area.x + column * (width + gap) + width);
    draw_option(canvas, {x, area.y + row * (height + gap), end - x, height}, tiles[i]);
  }
  return area.y + static_cast<float>(rows) * (height + gap) - gap;
}

}  // namespace samen::ui
