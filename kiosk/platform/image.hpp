// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/encoding.hpp"
#include "base/result.hpp"

namespace samen::platform {

// No screen of ours is larger; larger sizes are refused before memory is asked for.
inline constexpr int kMaxImageSide = 8192;

// A picture in memory: rows from the top, four bytes a pixel in the order R, G, B, A, alpha
// straight (not multiplied in). A frame of the kiosk is opaque.
struct Image {
  Image() = default;
  Image(int width_px, int height_px)
      : width(width_px),
        height(height_px),
        rgba(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 4) {}

  std::uint8_t* row(int y) {
    return rgba.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 4;
  }
  const std::uint8_t* row(int y) const { return const_cast<Image*>(this)->row(y); }
  // The four channels of one pixel; x and y must lie inside.
  const std::uint8_t* pixel(int x, int y) const { return row(y) + std::ptrdiff_t{4} * x; }
  bool empty() const { return width <= 0 || height <= 0; }

  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

// PNG, 8 bits a channel. Files are made with mode 0600: a screenshot can show answers.
base::Result<base::Bytes> encode_png(const Image& image);
base::Result<void> write_png(const Image& image, const std::filesystem::path& path);
// Reads any PNG of at most kMaxImageSide a side as RGBA; for goldens and tests.
base::Result<Image> decode_png(base::ByteView bytes);
base::Result<Image> read_png(const std::filesystem::path& path);

// How far two pictures of the same size are apart. A pixel differs when one of its channels is
// more than `tolerance` away.
struct Difference {
  bool same_size = false;
  std::size_t pixels = 0;  // how many pixels differ
  int largest = 0;         // the largest distance of one channel, 0..255
  double mean = 0;         // mean distance over all channels
};
Difference compare(const Image& expected, const Image& actual, int tolerance);

// For people: the expected picture in pale grey with every differing pixel in red.
Image difference_image(const Image& expected, const Image& actual, int tolerance);

}  // namespace samen::platform
