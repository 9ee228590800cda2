// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/qr.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/qr_modules.hpp"

namespace samen::ui {

namespace {

void draw_qr(Canvas& canvas, const std::string& id, const std::string& label,
             const base::SecretText& text, const Rect& box) {
  const auto code = qr_modules(text.view());
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
  canvas.fill(square, kQrPaper, module);
  for (const QrRun& run : code->dark) {
    canvas.fill({square.x + module * static_cast<float>(run.x + kQuiet),
                 square.y + module * static_cast<float>(run.y + kQuiet),
                 module * static_cast<float>(run.length), module},
                kQrInk);
  }
}

}  // namespace

Piece qr(Canvas& canvas, std::string id, std::string label, base::SecretText text) {
  const float side = canvas.m().qr;
  return drawn({side, side}, Room{side, side},
               [&canvas, id = std::move(id), label = std::move(label), text = std::move(text)](
                   const Rect& rect) { draw_qr(canvas, id, label, text, rect); });
}

}  // namespace samen::ui
