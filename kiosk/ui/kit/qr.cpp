// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/qr.hpp"

#include <cmath>

#include "kiosk/ui/kit/qr_modules.hpp"

namespace samen::ui {

void draw_qr(Canvas& canvas, std::string_view id, const std::string& label, std::string_view text,
             const Rect& box) {
  const auto code = qr_modules(text);
  if (!code) return;
  constexpr int kQuiet = 3;
  const int modules = code->side + 2 * kQuiet;
  const float side = std::min(box.w, box.h);
  const float module = std::max(1.0F, std::floor(side / static_cast<float>(modules)));
  const float size = module * static_cast<float>(modules);
  Rect square{std::round(box.center_x() - size / 2), std::round(box.center_y() - size / 2), size,
              size};
  canvas.node(id, Role::picture, label, square);
  const Canvas::Physical physical(canvas, square);
  canvas.fill(square, rgb(0xFFFFFF), module);
  for (const QrRun& run : code->dark) {
    canvas.fill({square.x + module * static_cast<float>(run.x + kQuiet),
                 square.y + module * static_cast<float>(run.y + kQuiet),
                 module * static_cast<float>(run.length), module},
                rgb(0x000000));
  }
}

}  // namespace samen::ui
