// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/keyboard_panel.hpp"

#include <algorithm>
#include <cmath>

#include "base/human_code.hpp"
#include "kiosk/ui/kit/key_cap.hpp"

namespace samen::ui {
namespace {

using text::Key;
using text::KeyKind;

const text::KeyboardLayer& shown_layer(const text::Keyboard& keyboard, const KeyboardView& view) {
  if (const auto* layer = keyboard.layer(view.layer)) return *layer;
  return keyboard.layers.front();
}

float row_units(const std::vector<Key>& row) {
  float units = 0;
  for (const Key& key : row) units += key.width;
  return units;
}

// How the keys of a layer share the width: all rows hang on one grid of units; a space bar takes
// what its row leaves, and a row of service keys that is still too long is pressed together.
struct Grid {
  float units = 1;
  bool has_enter = true;

  bool shown(const Key& key) const { return has_enter || key.kind != KeyKind::enter; }
  // A row of nothing but the "on" key disappears with it.
  bool shown(const std::vector<Key>& row) const {
    return std::ranges::any_of(row, [this](const Key& key) { return shown(key); });
  }
  // Keeps its place although the key is not there: pads stay in their columns.
  bool takes_room(const Key& key, const std::vector<Key>& row) const {
    return shown(key) || std::ranges::none_of(row, [](const Key& other) {
             return other.kind == KeyKind::space || other.kind == KeyKind::layer;
           });
  }
  float width(const Key& key, const std::vector<Key>& row) const {
    float others = 0;
    for (const Key& other : row) {
      if (other.kind != KeyKind::space && takes_room(other, row)) others += other.width;
    }
    if (key.kind == KeyKind::space) return std::max(1.5F, units - others);
    const bool has_space = std::ranges::find(row, KeyKind::space, &Key::kind) != row.end();
    const bool service = std::ranges::find(row, KeyKind::layer, &Key::kind) != row.end();
    if (has_space || (others <= units && !service)) return key.width;
    return key.width * units / others;
  }
};

Grid grid_of(const text::KeyboardLayer& layer, bool has_enter) {
  Grid grid{.units = 1, .has_enter = has_enter};
  for (const auto& row : layer.rows) {
    const bool service = std::ranges::any_of(row, [](const Key& key) {
      return key.kind == KeyKind::space || key.kind == KeyKind::layer;
    });
    if (!service) grid.units = std::max(grid.units, row_units(row));
  }
  return grid;
}

std::size_t rows_shown(const text::KeyboardLayer& layer, const Grid& grid) {
  return static_cast<std::size_t>(
      std::ranges::count_if(layer.rows, [&](const auto& row) { return grid.shown(row); }));
}

}  // namespace

bool is_pad(forms::TextField field) {
  return field == forms::TextField::phone || field == forms::TextField::postcode;
}

const text::Keyboard& code_keyboard() {
  static const text::Keyboard keyboard = [] {
    text::Keyboard built;
    built.id = "code";
    text::KeyboardLayer layer;
    layer.name = "letters";
    for (const std::string_view row : {"0123456789", "ABCDEFGHJK", "MNPQRSTVWX", "YZ"}) {
      auto& keys = layer.rows.emplace_back();
      for (const char c : row) keys.emplace_back().output = c;
    }
    Key& backspace = layer.rows.back().emplace_back();
    backspace.kind = KeyKind::backspace;
    backspace.name_key = "keyboard.backspace";
    backspace.width = 3;
    Key& enter = layer.rows.back().emplace_back();
    enter.kind = KeyKind::enter;
    enter.width = 5;
    built.layers.push_back(std::move(layer));
    return built;
  }();
  return keyboard;
}

const text::Keyboard& keyboard_for(const text::KeyboardSet& set, forms::TextField field,
                                   std::string_view language, KeyboardView& view) {
  const auto named = [&](std::string_view id) -> const text::Keyboard& {
    const auto* found = set.find(id);
    return found != nullptr ? *found : set.for_language(language);
  };
  switch (field) {
    case forms::TextField::phone:
      return named("phone");
    case forms::TextField::postcode:
      return named("numeric");
    case forms::TextField::email:
      return named("email");
    case forms::TextField::join_code:
      return code_keyboard();
    case forms::TextField::name:
    case forms::TextField::none:
      break;
  }
  if (view.keyboard.empty()) view.keyboard = set.for_language(language).id;
  return named(view.keyboard);
}

float keyboard_height(const Canvas& canvas, const text::Keyboard& keyboard, bool has_enter) {
  const Metrics& m = canvas.m();
  std::size_t most = 0;
  for (const auto& layer : keyboard.layers) {
    most = std::max(most, rows_shown(layer, grid_of(layer, has_enter)));
  }
  const auto rows = static_cast<float>(most);
  return rows * m.target + (rows - 1) * m.gap + 2 * m.u(1);
}

PadPlace place_pad(const Canvas& canvas, Rect& body, float beside_height, float below_height) {
  const Metrics& m = canvas.m();
  if (body.w > m.mm(112) && m.width > m.height * 1.15F) {
    const float width = std::clamp(body.w * 0.42F, m.mm(50), m.mm(72));
    const Rect column = body.cut_end(width, m.u(m.form == Form::roomy ? 6 : 3));
    const float height = std::min(column.h, beside_height);
    const float top = std::min((column.h - height) / 2, m.u(4));
    const float off = std::max(0.0F, m.u(0.6F) - top);  // away from the bar's buttons
    return {{column.x, column.y + top + off, column.w, height - off}, true};
  }
  const Rect strip = body.cut_bottom(std::min(below_height, body.h * 0.62F), m.u(1));
  const float width = std::min(strip.w, m.mm(84));
  return {{strip.x + (strip.w - width) / 2, strip.y, width, strip.h}, false};
}

void draw_pad(Canvas& canvas, const PadPlace& place, const text::KeyboardSet& set,
              const text::Keyboard& keyboard, const KeyTarget& target) {
  if (place.beside) {
    const Rect ground = place.panel.shrunk(-canvas.m().u(1), 0);
    canvas.fill(ground, canvas.colors().sunken, canvas.m().radius_large);
  }
  draw_keyboard(canvas, place.panel, set, keyboard, target);
}

void draw_keyboard(Canvas& canvas, const Rect& area, const text::KeyboardSet& set,
                   const text::Keyboard& keyboard, const KeyTarget& target) {
  const Metrics& m = canvas.m();
  const text::KeyboardLayer& layer = shown_layer(keyboard, canvas.view().keyboard);
  Rect place = area;
  const Canvas::Physical physical(canvas, place);
  const Grid grid = grid_of(layer, !std::holds_alternative<std::monostate>(target.enter));

  // Gaps give way before keys do; what is left of a gap then belongs to the keys beside it.
  const float tightest = std::max(3.0F, m.mm(0.8F));
  const float spaces = std::max(1.0F, grid.units - 1);
  const float wish = (place.w - 2 * m.u(1) - grid.units * m.target) / spaces;
  const float gap = std::clamp(wish, tightest, m.gap);
  const bool tight = gap < m.gap - 0.5F;
  const Rect inner = place.shrunk(tight ? gap / 2 : std::min(m.u(1), 6.0F), m.u(1));
  const float unit = (inner.w - (grid.units - 1) * gap) / grid.units;
  const auto rows = static_cast<float>(rows_shown(layer, grid));
  const float height = std::min((inner.h - (rows - 1) * m.gap) / rows, m.mm(16.5F));
  const float row_step = rows > 1 ? (inner.h - height) / (rows - 1) : 0;

  const Key* held = nullptr;
  Rect held_rect;
  float y = inner.y;
  for (const auto& row : layer.rows) {
    if (!grid.shown(row)) continue;
    float used = 0;
    for (const Key& key : row) {
      if (grid.takes_room(key, row)) used += grid.width(key, row);
    }
    float x = inner.x + (inner.w + gap - used * (unit + gap)) / 2;
    for (const Key& key : row) {
      if (!grid.takes_room(key, row)) continue;
      const float units = grid.width(key, row);
      const float width = units * (unit + gap) - gap;
      KeyCell cell;
      cell.rect = {std::round(x), std::round(y), std::round(x + width) - std::round(x),
                   std::round(height)};
      const float extra = tight ? gap / 2 : 0;
      // Half a gap more to either side, but never past the panel: what leaves the window counts
      // as out of reach.
      const Rect wider{cell.rect.x - extra, cell.rect.y, cell.rect.w + 2 * extra, cell.rect.h};
      cell.touch = wider.clipped(place);
      x += width + gap;
      if (!grid.shown(key)) continue;
      draw_key_cap(canvas, cell, key, set, keyboard, target);
      const KeyboardView& view = canvas.view().keyboard;
      const bool offers = key.kind == KeyKind::character
                              ? view.variants == "key." + key.output
                              : key.kind == KeyKind::next && view.variants == kNextKey;
      if (!view.variants.empty() && offers) held = &key, held_rect = cell.rect;
    }
    y += row_step;
  }
  if (held != nullptr && held->kind == KeyKind::next) {
    draw_keyboards(canvas, place, held_rect, set);
  } else if (held != nullptr) {
    draw_variants(canvas, place, held_rect, *held, !keyboard.series.empty(), target);
  }
}

}  // namespace samen::ui
