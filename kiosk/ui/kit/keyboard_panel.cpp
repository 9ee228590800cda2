// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/keyboard_panel.hpp"

#include <algorithm>
#include <cmath>

#include "base/human_code.hpp"
#include "kiosk/ui/kit/key_action.hpp"
#include "kiosk/ui/kit/key_cap.hpp"
#include "kiosk/ui/kit/key_offer.hpp"

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
struct KeyGrid {
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

KeyGrid grid_of(const text::KeyboardLayer& layer, bool has_enter) {
  KeyGrid grid{.units = 1, .has_enter = has_enter};
  for (const auto& row : layer.rows) {
    const bool service = std::ranges::any_of(row, [](const Key& key) {
      return key.kind == KeyKind::space || key.kind == KeyKind::layer;
    });
    if (!service) grid.units = std::max(grid.units, row_units(row));
  }
  return grid;
}

std::size_t rows_shown(const text::KeyboardLayer& layer, const KeyGrid& grid) {
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
    case forms::TextField::caseworker:
    case forms::TextField::none:
      break;
  }
  if (view.keyboard.empty()) view.keyboard = set.for_language(language).id;
  return named(view.keyboard);
}

namespace {

// How close keys stand when they must: what is left of a gap belongs to the keys beside it.
float tightest(const Metrics& m) {
  return m.outline * 2;
}

void draw_keyboard(Canvas& canvas, const Rect& area, const text::KeyboardSet& set,
                   const text::Keyboard& keyboard, const KeyTarget& target) {
  const Metrics& m = canvas.m();
  const text::KeyboardLayer& layer = shown_layer(keyboard, canvas.view().keyboard);
  Rect place = area;
  const Canvas::Physical physical(canvas, place);
  const KeyGrid grid = grid_of(layer, !std::holds_alternative<std::monostate>(target.enter));

  // Gaps give way before keys do; what is left of a gap then belongs to the keys beside it.
  const auto rows = static_cast<float>(rows_shown(layer, grid));
  const auto gap_of = [&](float side, float count) {
    return std::clamp((side - count * m.target) / count, tightest(m), m.gap);
  };
  const float gap = gap_of(place.w, grid.units);
  const float down = gap_of(place.h, rows);
  const Rect inner = place.shrunk(std::round(gap / 2), std::round(down / 2));
  const float unit = (inner.w - (grid.units - 1) * gap) / grid.units;
  const float height = std::min((inner.h - (rows - 1) * down) / rows, m.key_most);
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
      // Half a gap more on each side where keys stand close, but never past the panel: what leaves
      // the window counts as out of reach.
      const float side = gap < m.gap - 0.5F ? gap / 2 : 0;
      const float upright = down < m.gap - 0.5F ? down / 2 : 0;
      cell.touch = cell.rect.shrunk(-side, -upright).clipped(place);
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

float most_units(const text::Keyboard& keyboard, bool has_enter) {
  float units = 1;
  for (const auto& layer : keyboard.layers) {
    units = std::max(units, grid_of(layer, has_enter).units);
  }
  return units;
}

}  // namespace

Piece keyboard(Canvas& canvas, const text::KeyboardSet& set, const text::Keyboard& keyboard,
               KeyTarget target) {
  const Metrics& m = canvas.m();
  const bool has_enter = !std::holds_alternative<std::monostate>(target.enter);
  std::size_t most = 0;
  for (const auto& layer : keyboard.layers) {
    most = std::max(most, rows_shown(layer, grid_of(layer, has_enter)));
  }
  const auto rows = static_cast<float>(most);
  const float units = most_units(keyboard, has_enter);
  const float wide = units * (m.target + m.gap);
  Piece keys = drawn({wide / 2, wide}, Room{rows * m.target, rows * (m.key_most + m.gap)},
                     [&canvas, &set, &keyboard, target = std::move(target)](const Rect& rect) {
                       draw_keyboard(canvas, rect, set, keyboard, target);
                     });
  // Away from the rail, which is beside it or below it.
  keys = at_most(std::move(keys), std::min(m.page_most, units * (2 * m.target)));
  return padded(stands(std::move(keys), Stand::fill, Stand::middle), m.gap,
                m.lies() ? m.hair : m.gap);
}

}  // namespace samen::ui
