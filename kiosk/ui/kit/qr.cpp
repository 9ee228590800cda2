// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/qr.hpp"

#include <cmath>
#include <memory>
#include <string>

#include <qrencode.h>

namespace samen::ui {

void draw_qr(Canvas& canvas, std::string_view id, const std::string& label, std::string_view text,
             const Rect& box) {
  const std::string copy(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(copy.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return;  // only when memory is gone or the text is far too long
  constexpr int kQuiet = 3;
  const int modules = code->width + 2 * kQuiet;
  const float side = std::min(box.w, box.h);
  const float module = std::max(1.0F, std::floor(side / static_cast<float>(modules)));
  const float size = module * static_cast<float>(modules);
  Rect square{std::round(box.center_x() - size / 2), std::round(box.center_y() - size / 2), size,
              size};
  canvas.node(id, Role::picture, label, square);
  const Canvas::Physical physical(canvas, square);
  canvas.fill(square, rgb(0xFFFFFF), module);
  for (int y = 0; y < code->width; ++y) {
    const unsigned char* row = code->data + y * code->width;
    for (int x = 0; x < code->width; ++x) {
      int end = x;
      while (end < code->width && (row[end] & 1U) != 0) ++end;
      if (end == x) continue;
      canvas.fill({square.x + module * static_cast<float>(x + kQuiet),
                   square.y + module * static_cast<float>(y + kQuiet),
                   module * static_cast<float>(end - x), module},
                  rgb(0x000000));
      x = end;
    }
  }
}

}  // namespace samen::ui
