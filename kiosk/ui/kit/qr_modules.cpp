// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/qr_modules.hpp"

#include <memory>

#include <qrencode.h>

namespace samen::ui {

std::optional<QrModules> qr_modules(std::string_view text) {
  base::SecretText copy(text);
  copy.append(std::string_view("\0", 1));
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(copy.view().data(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return std::nullopt;
  QrModules out{code->width, {}};
  for (int y = 0; y < code->width; ++y) {
    unsigned char* row = code->data + y * code->width;
    for (int x = 0; x < code->width; ++x) {
      int end = x;
      while (end < code->width && (row[end] & 1U) != 0) ++end;
      if (end == x) continue;
      out.dark.push_back({x, y, end - x});
      x = end;
    }
    base::wipe({row, static_cast<std::size_t>(code->width)});
  }
  return out;
}

}  // namespace samen::ui
