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

// Without an "on" key (the action bar has it) the space bar takes its room.
float key_width(const Key& key, const std::vector<Key>& row, bool has_enter) {
  if (has_enter || key.kind != KeyKind::space) return key.width;
  float width = key.width;
  for (const Key& other : row) {
    if (other.kind == KeyKind::enter) width += other.width;
  }
  return width;
}

bool left_out(const Key& key, const std::vector<Key>& row, bool has_enter) {
  return !has_enter && key.kind == KeyKind::enter &&
         std::ranges::find(row, KeyKind::space, &Key::kind) != row.end();
}

std::size_t most_rows(const text::Keyboard& keyboard) {
  std::size_t rows = 0;
  for (const auto& layer : keyboard.layers) rows = std::max(rows, layer.rows.size());
  return rows;
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

float keyboard_height(const Canvas& canvas, const text::Keyboard& keyboard) {
  const Metrics& m = canvas.m();
  const auto rows = static_cast<float>(most_rows(keyboard));
  return rows * m.target + (rows - 1) * m.gap + 2 * m.u(1);
}

void draw_keyboard(Canvas& canvas, const Rect& area, const text::KeyboardSet& set,
                   const text::Keyboard& keyboard, const KeyTarget& target) {
  const Metrics& m = canvas.m();
  const text::KeyboardLayer& layer = shown_layer(keyboard, canvas.view().keyboard);
  Rect place = area;
  const Canvas::Physical physical(canvas, place);
  const Rect inner = place.shrunk(std::min(m.u(1), 6.0F), m.u(1));

  float units = 1;
  std::size_t most_keys = 1;
  for (const auto& row : layer.rows) {
    units = std::max(units, row_units(row));
    most_keys = std::max(most_keys, row.size());
  }
  // Gaps give way before keys do, and what is left of a gap still belongs to the key beside it.
  const float spaces = units - 1;
  const float tightest = std::max(4.0F, m.mm(0.9F));
  const float gap =
      std::clamp((inner.w - units * m.target) / std::max(1.0F, spaces), tightest, m.gap);
  const float unit = (inner.w - spaces * gap) / units;
  const auto rows = static_cast<float>(layer.rows.size());
  const float height = std::min((inner.h - (rows - 1) * m.gap) / rows, m.mm(16.5F));
  const float row_step = rows > 1 ? (inner.h - height) / (rows - 1) : 0;

  const bool has_enter = !std::holds_alternative<std::monostate>(target.enter);
  const Key* held = nullptr;
  Rect held_rect;
  float y = inner.y;
  for (const auto& row : layer.rows) {
    float x = inner.x + (inner.w - row_units(row) * (unit + gap) + gap) / 2;
    for (const Key& key : row) {
      if (left_out(key, row, has_enter)) continue;
      const float units_wide = key_width(key, row, has_enter);
      const float width = units_wide * unit + (units_wide - 1) * gap;
      KeyCell cell;
      cell.rect = {std::round(x), std::round(y), std::round(x + width) - std::round(x),
                   std::round(height)};
      const float extra = gap < m.gap - 1 ? gap / 2 : 0;
      cell.touch = {cell.rect.x - extra, cell.rect.y, cell.rect.w + 2 * extra, cell.rect.h};
      if (has_enter || key.kind != KeyKind::enter) {
        draw_key_cap(canvas, cell, key, set, keyboard, target);
      }
      const KeyboardView& view = canvas.view().keyboard;
      if (!view.variants.empty() && key.kind == KeyKind::character &&
          view.variants == "key." + key_output(key, view.shift)) {
        held = &key;
        held_rect = cell.rect;
      }
      x += width + gap;
    }
    y += row_step;
  }
  if (held != nullptr) draw_variants(canvas, place, held_rect, *held, target);
}

}  // namespace samen::ui
