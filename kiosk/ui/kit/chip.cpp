// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/chip.hpp"

#include <algorithm>
#include <cmath>

namespace samen::ui {
namespace {

constexpr Look kLabel{.type = Type::caption_bold};

float chip_height(const Canvas& canvas) {
  return std::round(canvas.m().caption * 1.25F + canvas.m().u(0.9F));
}

float sign_size(const Metrics& m) {
  return std::round(m.caption * 1.15F);
}

float sign_room(const Metrics& m, const Chip& chip) {
  return chip.icon.empty() ? 0 : sign_size(m) + m.u(0.6F);
}

// As wide as its words, but never wider than the row: a long label then gets smaller.
float chip_width(Canvas& canvas, const Chip& chip, float most) {
  const Metrics& m = canvas.m();
  const float words = canvas.lay(chip.label, kLabel)->width;
  return std::min(most, std::ceil(words + sign_room(m, chip) + m.u(2.2F)));
}

void draw_chip(Canvas& canvas, const Rect& rect, const Chip& chip) {
  const Metrics& m = canvas.m();
  const ToneColors colors = tone_colors(canvas, chip.tone);
  canvas.fill(rect, colors.ground, rect.h / 2);
  Rect inner = rect.shrunk(m.u(1.1F), 0);
  if (!chip.icon.empty()) {
    canvas.icon(chip.icon, inner.cut_start(sign_size(m), m.u(0.6F)), sign_size(m), colors.sign);
  }
  const Words words = canvas.lay(chip.label, kLabel);
  canvas.draw(words->width > inner.w + 1 ? canvas.fit(chip.label, kLabel, inner.w, rect.h) : words,
              inner, canvas.colors().ink);
}

// Calls `put` with the place of every chip; returns the height of all.
template <class Put>
float place_chips(Canvas& canvas, const Rect& area, std::span<const Chip> chips, Put put) {
  const Metrics& m = canvas.m();
  const float height = chip_height(canvas);
  float x = area.x;
  float y = area.y;
  for (const Chip& chip : chips) {
    const float width = chip_width(canvas, chip, area.w);
    if (x > area.x && x + width > area.end()) {
      x = area.x;
      y += height + m.u(0.75F);
    }
    put(Rect{x, y, width, height}, chip);
    x += width + m.u(1);
  }
  return y + height - area.y;
}

}  // namespace

float chips_height(Canvas& canvas, std::span<const Chip> chips, float width) {
  return place_chips(canvas, {0, 0, width, 0}, chips, [](const Rect&, const Chip&) {});
}

void draw_chips(Canvas& canvas, const Rect& area, std::span<const Chip> chips) {
  place_chips(canvas, area, chips,
              [&](const Rect& rect, const Chip& chip) { draw_chip(canvas, rect, chip); });
}

}  // namespace samen::ui
