// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/qr_path.hpp"

#include <memory>

#include <qrencode.h>

namespace samen::server {

QrPath qr_path(std::string_view text) {
  constexpr int kQuiet = 4;
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) return {};
  QrPath out;
  const auto side = std::to_string(code->width + 2 * kQuiet);
  out.view_box = "0 0 " + side + " " + side;
  const int modules = code->width * code->width;
  for (int i = 0; i < modules; ++i) {
    if ((code->data[i] & 1U) == 0) continue;
    out.path += "M" + std::to_string(i % code->width + kQuiet) + " " +
                std::to_string(i / code->width + kQuiet) + "h1v1h-1z";
  }
  return out;
}

}  // namespace samen::server
