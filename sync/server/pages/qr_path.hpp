// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace samen::server {

// A QR code as an SVG path with its quiet zone; both empty when the text is far too long.
struct QrPath {
  std::string view_box;
  std::string path;
};
QrPath qr_path(std::string_view text);

}  // namespace samen::server
