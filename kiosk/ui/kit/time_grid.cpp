// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/time_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {
namespace {

constexpr int kDays = 7;
constexpr int kParts = 3;
constexpr std::array<std::string_view, kDays> kDayNames{"mon", "tue", "wed", "thu",
                                                        "fri", "sat", "sun"};
constexpr std::array<std::string_view, kParts> kPartNames{"morning", "afternoon", "evening"};
constexpr std::array<std::string_view, kParts> kPartIcons{"weather-sunset-up", "weather-sunny",
                                                          "weather-night"};

domain::TimeBlock block(int day, int part) {
  return static_cast<domain::TimeBlock>(day * kParts + part);
}

void draw_cell(Canvas& canvas, const Rect& rect, domain::TimeBlock which, bool selected) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const TaskColors& task = canvas.task();
  const std::string key = "time." + std::string(domain::name_of(which));
  const Touch touch = canvas.target(
      {.id = key, .role = Role::cell, .label = canvas.tr(key), .rect = rect, .selected = selected},
      flow::Event(flow::TimeTapped{which}));
  const Rect shape = pressed_shape(rect, touch);
  canvas.fill(shape,
              selected        ? task.primary
              : touch.pressed ? task.tint
                              : colors.surface,
              m.radius);
  if (selected) {
    canvas.icon("check", rect, std::round(std::min(rect.w, rect.h) * 0.46F), colors.on_primary);
  } else {
    canvas.outline(shape, colors.line_strong, m.hairline, m.radius);
  }
  if (touch.focused) canvas.focus_ring(rect, m.radius);
}

// The name of a day or a part of the day; tapping it takes the whole row or column.
void draw_name(Canvas& canvas, const Rect& rect, const std::string& id, const std::string& label,
               std::string_view icon, bool icon_beside, bool all, flow::Event event) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  const Touch touch =
      canvas.target({.id = id, .role = Role::button, .label = label, .rect = rect, .selected = all},
                    std::move(event));
  const Rect shape = pressed_shape(rect, touch);
  canvas.fill(shape, touch.pressed ? mix(task.tint, task.accent, 0.25F) : task.tint, m.radius);
  if (all) canvas.outline(shape, task.primary, m.outline, m.radius);
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  Rect inner = rect.shrunk(m.u(icon.empty() ? 0.25F : 1), 0);
  const float whole = canvas.lay(label, {.type = Type::body_bold})->width;
  const bool beside = !icon.empty() && icon_beside;
  if (beside) {
    canvas.icon(icon, inner.cut_start(m.icon, m.u(0.75F)), m.icon, task.primary);
  }
  if (!icon.empty() && !beside) {
    const Words words =
        canvas.fit(label, {.type = Type::caption_bold, .align = Align::center}, inner.w, 0);
    const float size = std::floor(std::min(m.icon, rect.h - words->ascent - m.u(1)));
    const float y = rect.y + (rect.h - size - words->ascent - 2) / 2;
    canvas.icon(icon, {rect.x, y, rect.w, size}, size, task.primary);
    canvas.draw(words, {inner.x, y + size + 2, inner.w, words->height}, task.primary, Align::center,
                Upright::top);
    return;
  }
  Look look{.type = whole * 0.8F > inner.w ? Type::caption_bold : Type::body_bold,
            .align = beside ? Align::start : Align::center};
  Words words = canvas.fit(label, look, inner.w, rect.h);
  if (Canvas::breaks_a_word(label, *words) || words->width > inner.w + 0.5F) {
    // The longest names of days at the largest text: on one line they stay as large as others are
    // at the normal size.
    const float line = canvas.lay(label, look)->width;
    look.scale = std::clamp(0.95F * inner.w / line, 0.5F, 1.0F);
    words = canvas.lay(label, look);
  }
  canvas.draw(words, inner, task.primary, look.align);
}

bool whole_day(const forms::TimeSet& times, int day) {
  return times.has(block(day, 0)) && times.has(block(day, 1)) && times.has(block(day, 2));
}
bool whole_part(const forms::TimeSet& times, int part) {
  for (int day = 0; day < kDays; ++day) {
    if (!times.has(block(day, part))) return false;
  }
  return true;
}

}  // namespace

float draw_time_grid(Canvas& canvas, const Rect& area, const forms::TimeSet& times) {
  const Metrics& m = canvas.m();
  // Days beside each other when they have room; else below each other.
  const bool days_across = area.w >= kDays * (m.target + m.gap) + m.mm(22);
  const int columns = days_across ? kDays : kParts;
  const int rows = days_across ? kParts : kDays;
  const float gap = m.gap;
  const float most_cell = m.mm(days_across ? 19 : 40);
  float head = days_across ? m.mm(36) : m.mm(20);
  float cell = (area.w - head - gap * static_cast<float>(columns)) / static_cast<float>(columns);
  cell = std::floor(std::clamp(cell, m.target, most_cell));
  head = std::floor(std::min(area.w - static_cast<float>(columns) * (cell + gap), m.mm(44)));
  // Rows stand a little closer (never under 2.5 mm) when that spares a scroll of a few pixels.
  const float spare = (area.h - m.target * static_cast<float>(rows + 1)) / static_cast<float>(rows);
  const float row_gap = std::floor(std::clamp(spare, std::floor(m.mm(2.5F)), gap));
  const float free = (area.h - row_gap * static_cast<float>(rows)) / static_cast<float>(rows + 1);
  const float height = std::round(std::clamp(free, m.target, m.mm(days_across ? 17 : 14)));

  // The pictograms of the three parts stand beside their words, or all above them.
  const float part_width = days_across ? head : cell;
  const bool beside = std::ranges::all_of(kPartNames, [&](std::string_view part) {
    const Words words =
        canvas.lay(canvas.tr("part." + std::string(part)), {.type = Type::body_bold});
    return part_width - m.u(2.75F) - m.icon >= words->width * 0.86F;
  });

  const auto day_name = [&](const Rect& rect, int day) {
    const auto index = static_cast<std::size_t>(day);
    draw_name(canvas, rect, "day." + std::string(kDayNames[index]),
              canvas.tr("day." + std::string(kDayNames[index])), {}, false, whole_day(times, day),
              flow::DayTapped{day});
  };
  const auto part_name = [&](const Rect& rect, int part) {
    const auto index = static_cast<std::size_t>(part);
    draw_name(canvas, rect, "part." + std::string(kPartNames[index]),
              canvas.tr("part." + std::string(kPartNames[index])), kPartIcons[index], beside,
              whole_part(times, part), flow::PartTapped{part});
  };
  const auto x_of = [&](int column) {
    return area.x + head + gap + static_cast<float>(column) * (cell + gap);
  };
  float y = area.y;
  for (int column = 0; column < columns; ++column) {
    const Rect rect{x_of(column), y, cell, height};
    days_across ? day_name(rect, column) : part_name(rect, column);
  }
  for (int row = 0; row < rows; ++row) {
    y += height + row_gap;
    const Rect name{area.x, y, head, height};
    days_across ? part_name(name, row) : day_name(name, row);
    for (int column = 0; column < columns; ++column) {
      const auto which = days_across ? block(column, row) : block(row, column);
      draw_cell(canvas, {x_of(column), y, cell, height}, which, times.has(which));
    }
  }
  return y + height;
}

}  // namespace samen::ui
