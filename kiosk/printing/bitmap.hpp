// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace samen::printing {

// A page in black and white: a bit a dot, 1 is black, rows from the top, each begins with a byte of
// its own, the highest bit on the left. It may show somebody's secret: locked memory.
struct Bitmap {
  static constexpr int kMostWidth = 2048;  // dots; a page of 80 mm at 600 a 25.4 mm
  static constexpr int kMostHeight = 16384;

  int width = 0;  // dots
  int height = 0;
  base::SecretBytes bits;

  std::size_t row_bytes() const { return (static_cast<std::size_t>(width) + 7) / 8; }
  bool black(int x, int y) const {
    const std::size_t at =
        static_cast<std::size_t>(y) * row_bytes() + static_cast<std::size_t>(x) / 8;
    return (bits[at] >> (7 - x % 8) & 1) != 0;
  }
  void set_black(int x, int y) {
    const std::size_t at =
        static_cast<std::size_t>(y) * row_bytes() + static_cast<std::size_t>(x) / 8;
    bits[at] = static_cast<std::uint8_t>(bits[at] | 0x80 >> x % 8);
  }
  bool operator==(const Bitmap&) const = default;
};
// All white. Sides beyond the limits are cut to them.
Bitmap white_page(int width, int height);

// PBM, its raw form ("P4"): what one program of ours gives another, and what anybody can look at.
// Source: https://netpbm.sourceforge.net/doc/pbm.html
base::SecretBytes write_pbm(const Bitmap& page);
// Errc::invalid_input: it is something else, ends too early or late, or is larger than a page.
base::Result<Bitmap> read_pbm(base::ByteView file);

}  // namespace samen::printing
