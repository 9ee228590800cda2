// SPDX-License-Identifier: Apache-2.0
// A PNG is a picture within the limits, or an error.
#include <cstdint>
#include <cstdlib>

#include "kiosk/platform/image.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::platform;
  const auto image = decode_png({data, size});
  if (!image) return 0;
  const auto pixels =
      static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height);
  if (image->empty() || image->rgba.size() != pixels * 4) std::abort();
  return 0;
}
