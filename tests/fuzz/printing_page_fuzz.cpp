// SPDX-License-Identifier: Apache-2.0
// A page to print is one within the limits that comes back as it was, or an error; so is where a
// printer is.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/printing/bitmap.hpp"
#include "kiosk/printing/printer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::printing;
  if (const auto page = read_pbm({data, size})) {
    const bool fits = page->width <= Bitmap::kMostWidth && page->height <= Bitmap::kMostHeight;
    if (!fits || page->bits.size() != page->row_bytes() * static_cast<std::size_t>(page->height)) {
      std::abort();
    }
    const auto again = read_pbm(write_pbm(*page));
    if (!again || !(*again == *page)) std::abort();
  }
  const auto address = parse_address({reinterpret_cast<const char*>(data), size});
  if (address && address->kind == Address::Kind::cups && address->host != "localhost" &&
      address->host != "127.0.0.1" && address->host != "::1") {
    std::abort();  // a receipt would leave this machine
  }
  return 0;
}
