// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/time_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

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

constexpr Look kName{.type = Type::body_bold};

// The name of a day or a part of the day; tapping it takes the whole row or column.
struct Name {
  std::string id;
  std::string_view icon = {};
  enum class All : std::uint8_t { no, yes } all = All::no;
  flow::Event event;
};

void draw_name(Canvas& canvas, const Rect& rect, const Name& name) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  const std::string label = canvas.tr(name.id);
  const bool all = name.all == Name::All::yes;
  const Touch touch = canvas.target(
      {.id = name.id, .role = Role::button, .label = label, .rect = rect, .selected = all},
      name.event);
  const Rect shape = pressed_shape(rect, touch);
  canvas.fill(shape, touch.pressed ? mix(task.tint, task.accent, 0.25F) : task.tint, m.radius);
  if (all) canvas.outline(shape, task.primary, m.outline, m.radius);
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  draw_face(canvas, rect.shrunk(m.outline), name.icon, label, kName, canvas.colors().ink);
}

Piece name_piece(Canvas& canvas, Name name) {
  const Metrics& m = canvas.m();
  const float wide = longest_word(canvas, canvas.tr(name.id), kName) + 2 * m.thin;
  return drawn(
      {m.target, std::max(m.target, wide)}, Room{m.target, m.tile},
      [&canvas, name = std::move(name)](const Rect& rect) { draw_name(canvas, rect, name); });
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

class Week final : public Part {
 public:
  Week(Canvas& canvas, const forms::TimeSet& times) : canvas_(canvas), times_(times) {}
  void place(const Rect& rect) override { at(rect.w).place(rect); }

 private:
  Room measure_width() override {
    const Metrics& m = canvas_.m();
    return {(kParts + 1) * (m.target + m.gap), m.page_most};
  }
  Room measure_height(float width) override { return at(width).height(width); }

  Piece name(int index, bool day) {
    const auto at = static_cast<std::size_t>(index);
    const bool all = day ? whole_day(times_, index) : whole_part(times_, index);
    return name_piece(canvas_, {.id = day ? "day." + std::string(kDayNames[at])
                                          : "part." + std::string(kPartNames[at]),
                                .icon = day ? std::string_view{} : kPartIcons[at],
                                .all = all ? Name::All::yes : Name::All::no,
                                .event = day ? flow::Event(flow::DayTapped{index})
                                             : flow::Event(flow::PartTapped{index})});
  }

  Piece cell(domain::TimeBlock which) {
    const Metrics& m = canvas_.m();
    return drawn({m.target, m.target}, Room{m.target, m.tile},
                 [this, which, chosen = times_.has(which)](const Rect& rect) {
                   draw_cell(canvas_, rect, which, chosen);
                 });
  }

  // Days beside each other when they have room; else below each other.
  Part& at(float width) {
    if (all_ && width == width_) return *all_;
    width_ = width;
    const Metrics& m = canvas_.m();
    const bool across = width >= (kDays + 1) * (m.target + m.gap);
    const int columns = across ? kDays : kParts;
    const int rows = across ? kParts : kDays;
    float names = 0;
    for (int row = 0; row < rows; ++row) names = std::max(names, name(row, !across)->width().wish);
    names = std::min(names, width - static_cast<float>(columns) * (m.target + m.gap));
    auto all = column(std::ceil(kMinGapMm * m.density));
    for (int line = -1; line < rows; ++line) {
      auto cells = row(m.gap, Stand::fill);
      cells->add(between(line < 0 ? space() : name(line, !across), {names, names}));
      for (int i = 0; i < columns; ++i) {
        Piece one = line < 0 ? name(i, across) : cell(across ? block(i, line) : block(line, i));
        cells->add(between(std::move(one), {m.target, m.target}), {.flex = 1});
      }
      all->add(std::move(cells), {.flex = 1, .most = m.tile_most});
    }
    all_ = std::move(all);
    return *all_;
  }

  Canvas& canvas_;
  forms::TimeSet times_;
  Piece all_;
  float width_ = 0;
};

}  // namespace

Piece time_grid(Canvas& canvas, const forms::TimeSet& times) {
  return std::make_unique<Week>(canvas, times);
}

}  // namespace samen::ui
