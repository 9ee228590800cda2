// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstring>

#include "kiosk/platform/raster.hpp"

namespace samen::platform::raster {
namespace {

// x / 255, rounded, exact for 0..65025 (Blinn, "Three Wrongs Make a Right", 1995).
inline std::uint32_t divide_255(std::uint32_t x) {
  x += 128;
  return (x + (x >> 8)) >> 8;
}

inline std::uint8_t channel(std::uint32_t colour, int index) {
  return static_cast<std::uint8_t>(colour >> (8 * index));
}

// Source-over with straight alpha. Alpha itself blends as if its source were 255.
inline void blend(std::uint8_t* pixel, std::uint32_t r, std::uint32_t g, std::uint32_t b,
                  std::uint32_t alpha) {
  const std::uint32_t rest = 255 - alpha;
  pixel[0] = static_cast<std::uint8_t>(divide_255(r * alpha + pixel[0] * rest));
  pixel[1] = static_cast<std::uint8_t>(divide_255(g * alpha + pixel[1] * rest));
  pixel[2] = static_cast<std::uint8_t>(divide_255(b * alpha + pixel[2] * rest));
  pixel[3] = static_cast<std::uint8_t>(divide_255(255 * alpha + pixel[3] * rest));
}

inline std::uint32_t to_channel(std::int32_t fixed) {
  return static_cast<std::uint32_t>(std::clamp((fixed + 32768) >> 16, 0, 255));
}

// Two texels mixed by a weight of 0..256.
inline std::uint32_t mix(std::uint32_t a, std::uint32_t b, std::uint32_t weight) {
  return a * (256 - weight) + b * weight;
}

}  // namespace

std::int32_t to_subpixels(float pixels) {
  constexpr float kFar = 32767.0F;  // keeps products of two distances inside 64 bits
  return static_cast<std::int32_t>(std::lround(std::clamp(pixels, -kFar, kFar) * kSubpixels));
}

void fill_span(std::uint8_t* row, int count, std::uint32_t colour) {
  const std::uint32_t alpha = colour >> 24;
  if (alpha == 255) {
    for (int i = 0; i < count; ++i) std::memcpy(row + std::ptrdiff_t{4} * i, &colour, 4);
    return;
  }
  if (alpha == 0) return;
  // The same sums as blend(), in 16 bits so that the compiler can do eight or sixteen at once: the
  // largest, 65025 + 128 + 254, still fits.
  const auto rest = static_cast<std::uint16_t>(255 - alpha);
  std::uint16_t add[16];
  for (int k = 0; k < 16; ++k) {
    add[k] = static_cast<std::uint16_t>((k % 4 == 3 ? 255 : channel(colour, k % 4)) * alpha + 128);
  }
  const auto mix_bytes = [&](int bytes) {
    for (int k = 0; k < bytes; ++k) {
      const auto sum = static_cast<std::uint16_t>(add[k] + row[k] * rest);
      row[k] = static_cast<std::uint8_t>((sum + (sum >> 8)) >> 8);
    }
    row += bytes;
  };
  int left = count;
  for (; left >= 4; left -= 4) mix_bytes(16);
  mix_bytes(left * 4);
}

void fill_span_coverage(std::uint8_t* row, int count, std::uint32_t colour,
                        const std::uint8_t* coverage) {
  const std::uint32_t alpha = colour >> 24;
  const std::uint32_t r = channel(colour, 0);
  const std::uint32_t g = channel(colour, 1);
  const std::uint32_t b = channel(colour, 2);
  for (int i = 0; i < count; ++i, row += 4) {
    if (coverage[i] == 0) continue;
    blend(row, r, g, b, divide_255(alpha * coverage[i]));
  }
}

void fill_span_gradient(std::uint8_t* row, int count, const Ramp (&channels)[4],
                        const std::uint8_t* coverage) {
  std::int32_t value[4];
  for (int k = 0; k < 4; ++k) value[k] = channels[k].start;
  for (int i = 0; i < count; ++i, row += 4) {
    std::uint32_t alpha = to_channel(value[3]);
    if (coverage != nullptr) alpha = divide_255(alpha * coverage[i]);
    blend(row, to_channel(value[0]), to_channel(value[1]), to_channel(value[2]), alpha);
    if (i + 1 == count) break;  // the value after the last pixel may not fit
    for (int k = 0; k < 4; ++k) value[k] += channels[k].step;
  }
}

void sample_span(const PageView& page, Ramp u, Ramp v, int count, std::uint8_t* coverage) {
  const int last_x = page.width - 1;
  const int last_y = page.height - 1;
  // The texel left of or above a position and the one after it, kept on the page.
  const auto before = [](std::int64_t fixed, int last) {
    return static_cast<int>(std::clamp<std::int64_t>(fixed >> 16, 0, last));
  };
  const auto after = [&](std::int64_t fixed, int last) { return before(fixed + 65536, last); };
  const auto row_at = [&](int y) {
    return page.alpha + static_cast<std::ptrdiff_t>(y) * page.width;
  };
  // Texel centres lie at .5, so the left of the two neighbours starts half a texel earlier; the
  // weight keeps eight bits, rounded.
  constexpr std::int32_t kHalf = 32768;
  constexpr std::int32_t kRound = 128;
  std::int64_t fixed_u = std::int64_t{u.start} - kHalf + kRound;  // 64 bits: wild input may run far
  std::int64_t fixed_v = std::int64_t{v.start} - kHalf + kRound;
  if (v.step == 0) {
    const std::uint8_t* top = row_at(before(fixed_v, last_y));
    const std::uint8_t* bottom = row_at(after(fixed_v, last_y));
    const auto down = static_cast<std::uint32_t>((fixed_v >> 8) & 255);
    const std::int64_t first = fixed_u >> 16;
    if (u.step == 65536 && down == 0 && ((fixed_u >> 8) & 255) == 0 && first >= 0 &&
        first + count <= page.width) {
      std::memcpy(coverage, top + first, static_cast<std::size_t>(count));
      return;
    }
    for (int i = 0; i < count; ++i, fixed_u += u.step) {
      const int x0 = before(fixed_u, last_x);
      const int x1 = after(fixed_u, last_x);
      const auto across = static_cast<std::uint32_t>((fixed_u >> 8) & 255);
      const std::uint32_t above = mix(top[x0], top[x1], across);
      const std::uint32_t below = mix(bottom[x0], bottom[x1], across);
      coverage[i] = static_cast<std::uint8_t>((mix(above, below, down) + 32768) >> 16);
    }
    return;
  }
  for (int i = 0; i < count; ++i) {
    const std::uint8_t* top = row_at(before(fixed_v, last_y));
    const std::uint8_t* bottom = row_at(after(fixed_v, last_y));
    const int x0 = before(fixed_u, last_x);
    const int x1 = after(fixed_u, last_x);
    const auto across = static_cast<std::uint32_t>((fixed_u >> 8) & 255);
    const auto down = static_cast<std::uint32_t>((fixed_v >> 8) & 255);
    coverage[i] = static_cast<std::uint8_t>(
        (mix(mix(top[x0], top[x1], across), mix(bottom[x0], bottom[x1], across), down) + 32768) >>
        16);
    if (i + 1 == count) break;
    fixed_u += u.step;
    fixed_v += v.step;
  }
}

std::uint8_t sample(const PageView& page, float u, float v) {
  const auto fixed = [](float coordinate, int size) {
    const float texel = std::clamp(coordinate, 0.0F, 1.0F) * static_cast<float>(size);
    return static_cast<std::int32_t>(std::lround(texel * 65536.0F));
  };
  std::uint8_t coverage = 0;
  sample_span(page, {fixed(u, page.width), 0}, {fixed(v, page.height), 0}, 1, &coverage);
  return coverage;
}

}  // namespace samen::platform::raster
