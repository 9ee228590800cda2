// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/brand.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {
namespace {

constexpr int kAround = 5;

struct Spot {
  float x, y;
};

Spot spot(float center_x, float center_y, float radius, int index, float turned) {
  const float angle =
      (static_cast<float>(index) / kAround + turned - 0.25F) * 2 * std::numbers::pi_v<float>;
  return {center_x + std::cos(angle) * radius, center_y + std::sin(angle) * radius};
}

}  // namespace

void draw_brand_mark(Canvas& canvas, float center_x, float center_y, float diameter, Color around,
                     Color middle) {
  const float ring = diameter * 0.36F;
  for (int i = 0; i < kAround; ++i) {
    const Spot at = spot(center_x, center_y, ring, i, 0);
    canvas.circle(at.x, at.y, diameter * 0.135F, around);
  }
  canvas.circle(center_x, center_y, diameter * 0.165F, middle);
}

float draw_wordmark(Canvas& canvas, const Rect& box, Color words, Color around, Color middle) {
  const Metrics& m = canvas.m();
  const float mark = box.h;
  draw_brand_mark(canvas, box.x + mark / 2, box.center_y(), mark, around, middle);
  const std::string name = canvas.tr("app.name");
  const float scale = box.h * 0.62F / m.title;
  const Words laid = canvas.lay(
      name, {.type = Type::title, .scale = scale, .direction = text::Direction::left_to_right});
  canvas.node("brand", Role::heading, name, {box.x, box.y, mark + m.unit + laid->width, box.h});
  canvas.draw(laid, {box.x + mark + m.unit, box.y, laid->width, box.h}, words);
  return mark + m.unit + laid->width;
}

void draw_brand_picture(Canvas& canvas, const Rect& box) {
  const float size = std::min(box.w, box.h);
  const float x = box.center_x();
  const float y = box.center_y();
  const float ring = size * 0.365F;
  const float person = size * 0.21F;
  constexpr std::array<Color, kAround> kColors{kBrand.coral, kBrand.sea, kBrand.sand, kBrand.coral,
                                               kBrand.sea};
  const Color link = kBrand.spoke;
  const float thin = std::max(canvas.m().hairline, size * 0.009F);
  canvas.circle_outline(x, y, ring, kBrand.ring, thin);
  for (int i = 0; i < kAround; ++i) {
    const Spot at = spot(x, y, ring, i, 0);
    canvas.line(x, y, at.x, at.y, link, thin);
  }
  for (int i = 0; i < kAround; ++i) {
    const Spot at = spot(x, y, ring, i, 0);
    const auto index = static_cast<std::size_t>(i);
    draw_badge(canvas, at.x, at.y, person, i == 2 ? "human-greeting" : "account", kColors[index],
               kBrand.night);
  }
  draw_badge(canvas, x, y, size * 0.3F, "home", kBrand.sun, kBrand.night);
}

}  // namespace samen::ui
