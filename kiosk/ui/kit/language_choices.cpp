// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/language_choices.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/tile.hpp"

namespace samen::ui {
namespace {

struct Grid {
  int columns;
  int rows;
  float row;  // height
};

Grid grid_of(const Canvas& canvas, float width) {
  const Metrics& m = canvas.m();
  const auto count = static_cast<int>(canvas.catalogues().languages().size());
  const int columns = count > 4 && width > m.mm(84) ? 2 : 1;
  return {columns, (count + columns - 1) / columns, std::round(std::max(m.target, m.lead * 2.2F))};
}

void draw_choice(Canvas& canvas, const Rect& rect, const std::string& language) {
  const Metrics& m = canvas.m();
  const bool selected = language == canvas.language();
  const std::string name = canvas.catalogues().native_name(language);
  const Touch touch = canvas.target({.id = "language." + language,
                                     .role = Role::tile,
                                     .label = name,
                                     .language = language,
                                     .rect = rect,
                                     .selected = selected},
                                    flow::Event(flow::LanguageChosen{language}));
  draw_tile_ground(canvas, pressed_shape(rect, touch), m.radius, selected, touch.pressed,
                   canvas.task_kind());
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  Rect inside = rect.shrunk(m.u(2), 0);
  draw_mark(canvas, inside.cut_end(std::round(m.mm(5)), m.u(1)), Mark::radio, selected);
  canvas.draw(canvas.fit(name, {.type = Type::lead_bold, .language = language}, inside.w, inside.h),
              inside, canvas.colors().ink);
}

}  // namespace

float language_choices_height(Canvas& canvas, float width) {
  const Grid grid = grid_of(canvas, width);
  return static_cast<float>(grid.rows) * (grid.row + canvas.m().gap) - canvas.m().gap;
}

float draw_language_choices(Canvas& canvas, const Rect& area) {
  const Metrics& m = canvas.m();
  const auto languages = canvas.catalogues().languages();
  const Grid grid = grid_of(canvas, area.w);
  const auto columns = static_cast<float>(grid.columns);
  const float each = (area.w - m.gap * (columns - 1)) / columns;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % grid.columns);
    const auto line = static_cast<float>(static_cast<int>(i) / grid.columns);
    draw_choice(
        canvas,
        {area.x + column * (each + m.gap), area.y + line * (grid.row + m.gap), each, grid.row},
        languages[i]);
  }
  return area.y + language_choices_height(canvas, area.w);
}

}  // namespace samen::ui
