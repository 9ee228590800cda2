// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/key_offer.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "kiosk/ui/kit/key_action.hpp"

namespace samen::ui {

using text::Key;

namespace {

// Room for `count` cells above a key, as many beside each other as the window has room for.
struct Offer {
  Rect panel;
  std::size_t across;
  float width;
  float height;
  float gap;

  Rect cell(std::size_t i) const {
    return {panel.x + gap + static_cast<float>(i % across) * (width + gap),
            panel.y + gap + static_cast<float>(i / across) * (height + gap), width, height};
  }
};

Offer open_offer(Canvas& canvas, const Rect& area, const Rect& key_rect, std::size_t count,
                 float cell_width) {
  const Metrics& m = canvas.m();
  const float gap = m.hair;
  const float step = cell_width + gap;
  const auto room = static_cast<std::size_t>(std::max(1.0F, (area.w - gap) / step));
  const std::size_t across = std::min(room, count);
  const std::size_t rows = (count + across - 1) / across;
  const float width = static_cast<float>(across) * step + gap;
  const float height = static_cast<float>(rows) * (m.target + gap) + gap;
  const float x = std::clamp(key_rect.center_x() - width / 2, area.x, area.end() - width);
  const Rect panel{x, std::max(0.0F, key_rect.y - height - gap), width, height};
  canvas.lift(panel, m.radius);
  canvas.fill(panel, canvas.colors().surface, m.radius);
  return {panel, across, cell_width, m.target, gap};
}

void draw_offered(Canvas& canvas, const Rect& cell, std::string id, const std::string& label,
                  Type type, Action action) {
  const Metrics& m = canvas.m();
  const Touch touch = canvas.target(
      {.id = std::move(id), .role = Role::key, .label = label, .rect = cell}, std::move(action));
  canvas.fill(cell, touch.pressed ? canvas.task().tint : canvas.colors().sunken, m.radius);
  if (touch.focused) canvas.focus_ring(cell, m.radius);
  canvas.draw(canvas.fit(label, {.type = type}, cell.w, cell.h), cell, canvas.colors().ink,
              Align::center);
}

}  // namespace

// The other forms of a held key, above it.
void draw_variants(Canvas& canvas, const Rect& area, const Rect& key_rect, const Key& key,
                   bool series, const KeyTarget& target) {
  std::vector<const std::string*> variants;
  // Where a second tap changes the letter, this is how to have it twice.
  if (series) variants.push_back(&key.output);
  for (const auto& variant : canvas.view().keyboard.shift ? key.shifted_variants : key.variants) {
    variants.push_back(&variant);
  }
  const Offer offer = open_offer(canvas, area, key_rect, variants.size(), canvas.m().target);
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const std::string& variant = *variants[i];
    draw_offered(canvas, offer.cell(i), "variant." + variant, variant, Type::lead,
                 types(variant, target.pin));
  }
}

void draw_keyboards(Canvas& canvas, const Rect& area, const Rect& key_rect,
                    const text::KeyboardSet& set) {
  constexpr float kWide = 1.25F;  // of a target: labels are words of three letters
  const auto keyboards = set.scripts_for(canvas.language());
  const Offer offer =
      open_offer(canvas, area, key_rect, keyboards.size(), canvas.m().target * kWide);
  for (std::size_t i = 0; i < keyboards.size(); ++i) {
    const text::Keyboard& keyboard = *keyboards[i];
    draw_offered(canvas, offer.cell(i), "variant.keyboard." + keyboard.id, keyboard.label,
                 Type::body_bold, local([&keyboard](KeyboardView& view) {
                   view.keyboard = keyboard.id;
                   view.layer.clear();
                   view.variants.clear();
                   view.shift = false;
                 }));
  }
}

}  // namespace samen::ui
