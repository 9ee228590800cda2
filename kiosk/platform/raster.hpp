// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kiosk/platform/texture_pages.hpp"

// The inside of the software renderer: shapes to rows of pixels. Not for other rooms.
namespace samen::platform::raster {

// Pixels that may be touched: [x0, x1) x [y0, y1), always inside the picture.
struct Clip {
  int x0 = 0;
  int y0 = 0;
  int x1 = 0;
  int y1 = 0;
  bool empty() const { return x0 >= x1 || y0 >= y1; }
};

// Rows of R, G, B, A bytes.
struct Canvas {
  std::uint8_t* pixels = nullptr;
  int width = 0;
};

// A corner: position in pixels, texel coordinate 0..1, colour as Dear ImGui packs it (R lowest).
struct Corner {
  float x = 0;
  float y = 0;
  float u = 0;
  float v = 0;
  std::uint32_t colour = 0;
};

// Positions in 1/256 pixel.
inline constexpr int kSubpixelBits = 8;
inline constexpr int kSubpixels = 1 << kSubpixelBits;
std::int32_t to_subpixels(float pixels);

// The first pixel whose centre is at or after this position.
inline int first_pixel(std::int32_t subpixels) {
  return (subpixels - kSubpixels / 2 + kSubpixels - 1) >> kSubpixelBits;
}

// Colour and coverage of a row of pixels that starts at x: a value and its change per pixel, in
// 1/65536 of a colour step or of a texel.
struct Ramp {
  std::int32_t start = 0;
  std::int32_t step = 0;
};

void fill_span(std::uint8_t* row, int count, std::uint32_t colour);
void fill_span_coverage(std::uint8_t* row, int count, std::uint32_t colour,
                        const std::uint8_t* coverage);
// `coverage` may be null: fully covered.
void fill_span_gradient(std::uint8_t* row, int count, const Ramp (&channels)[4],
                        const std::uint8_t* coverage);

// Coverage at `count` texel positions along u and v (1/65536 texel, texel centres at .5), bilinear,
// clamped to the page's edge.
void sample_span(const PageView& page, Ramp u, Ramp v, int count, std::uint8_t* coverage);
std::uint8_t sample(const PageView& page, float u, float v);  // u, v in 0..1

// A picture or glyph upright on the screen, one colour; `from` and `to` are opposite corners.
void draw_rectangle(const Canvas& canvas, const Clip& clip, const PageView& page,
                    const Corner& from, const Corner& to);

void draw_triangle(const Canvas& canvas, const Clip& clip, const PageView& page, const Corner& a,
                   const Corner& b, const Corner& c);

// The most pixels a row can have, for buffers on the stack.
inline constexpr int kMaxRow = 8192;

}  // namespace samen::platform::raster
