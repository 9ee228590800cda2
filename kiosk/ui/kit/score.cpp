// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/score.hpp"

#include <algorithm>
#include <string>

namespace samen::ui {

int of_hundred(int score) {
  return std::clamp((score + 5) / 10, 0, 100);
}

void draw_score(Canvas& canvas, float center_x, float center_y, float radius, int score) {
  const Metrics& m = canvas.m();
  const int shown = of_hundred(score);
  const float thick = std::max(3.0F, radius * 0.17F);
  canvas.circle(center_x, center_y, radius, canvas.colors().surface);
  canvas.circle_outline(center_x, center_y, radius - thick / 2, canvas.task().tint, thick);
  canvas.arc(center_x, center_y, radius - thick / 2, 0, static_cast<float>(shown) / 100.0F,
             canvas.task().accent, thick);
  const Rect box{center_x - radius, center_y - radius, 2 * radius, 2 * radius};
  canvas.draw(canvas.lay(std::to_string(shown),
                         {.type = Type::lead_bold, .scale = radius * 0.78F / m.lead}),
              box, canvas.colors().ink, Align::center);
}

}  // namespace samen::ui
