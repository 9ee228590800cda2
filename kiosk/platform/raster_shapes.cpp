// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "kiosk/platform/raster.hpp"

namespace samen::platform::raster {
namespace {

std::int32_t to_ramp(double value) {
  constexpr double kFar = 16000.0 * 65536.0;  // texels and colours stay far below
  return static_cast<std::int32_t>(std::llround(std::clamp(value * 65536.0, -kFar, kFar)));
}

std::uint8_t* pixel_at(const Canvas& canvas, int x, int y) {
  return canvas.pixels + (static_cast<std::ptrdiff_t>(y) * canvas.width + x) * 4;
}

// Walks down the rows of one edge: for every row the first pixel inside (an edge on the left) or
// the last one (on the right), exactly, by adding quotients and remainders instead of dividing.
class EdgeWalk {
 public:
  EdgeWalk(std::int64_t ax, std::int64_t ay, std::int64_t bx, std::int64_t by, int first_row) {
    const std::int64_t dx = bx - ax;
    const std::int64_t dy = by - ay;
    // Inside where dx*(py-ay) - dy*(px-ax) >= 0, or > 0 unless it is a top or left edge.
    const bool top_left = dy < 0 || (dy == 0 && dx > 0);
    const std::int64_t py = std::int64_t{first_row} * kSubpixels + kSubpixels / 2;
    const std::int64_t at_zero =
        dx * (py - ay) + dy * ax - (top_left ? 0 : 1);  // the value for px = 0
    const std::int64_t per_row = dx * kSubpixels;
    side_ = dy < 0 ? Side::left : dy > 0 ? Side::right : Side::flat;
    if (side_ == Side::flat) {
      value_ = at_zero;
      step_ = per_row;
      return;
    }
    // left:  x >= ceil((-value - half) / divisor) = -floor((value + half) / divisor)
    // right: x <= floor((value - half) / divisor)
    const std::int64_t slope = std::abs(dy);
    divisor_ = slope * kSubpixels;
    const std::int64_t half = slope * (kSubpixels / 2);
    const std::int64_t start = side_ == Side::left ? at_zero + half : at_zero - half;
    std::tie(value_, rest_) = divide(start);
    std::tie(step_, rest_step_) = divide(per_row);
  }

  // Narrows [from, to] to this row.
  void narrow(int& from, int& to) const {
    if (side_ == Side::left) {
      from = std::max(from, clamp_to_int(-value_));
    } else if (side_ == Side::right) {
      to = std::min(to, clamp_to_int(value_));
    } else if (value_ < 0) {
      to = from - 1;
    }
  }

  void next_row() {
    value_ += step_;
    if (side_ == Side::flat) return;
    rest_ += rest_step_;
    if (rest_ >= divisor_) {
      rest_ -= divisor_;
      ++value_;
    }
  }

 private:
  enum class Side { left, right, flat };

  std::pair<std::int64_t, std::int64_t> divide(std::int64_t number) const {
    std::int64_t quotient = number / divisor_;
    std::int64_t rest = number % divisor_;
    if (rest < 0) {
      rest += divisor_;
      --quotient;
    }
    return {quotient, rest};
  }
  static int clamp_to_int(std::int64_t x) {
    return static_cast<int>(std::clamp<std::int64_t>(x, -1'000'000, 1'000'000));
  }

  Side side_ = Side::flat;
  std::int64_t divisor_ = 1;
  std::int64_t value_ = 0;
  std::int64_t step_ = 0;
  std::int64_t rest_ = 0;
  std::int64_t rest_step_ = 0;
};

// A value that changes evenly over the triangle.
struct Plane {
  double at_a = 0;
  double per_x = 0;
  double per_y = 0;

  Plane() = default;
  Plane(const Corner& a, const Corner& b, const Corner& c, double fa, double fb, double fc,
        double area)
      : at_a(fa) {
    const double abx = b.x - a.x;
    const double aby = b.y - a.y;
    const double acx = c.x - a.x;
    const double acy = c.y - a.y;
    per_x = ((fb - fa) * acy - (fc - fa) * aby) / area;
    per_y = ((fc - fa) * abx - (fb - fa) * acx) / area;
  }

  // From the pixel centre that is dx, dy away from corner a. A row of one pixel needs no step, and
  // in a longer one the step is small because both its ends lie in the triangle.
  Ramp along_row(double dx, double dy, int count) const {
    return {to_ramp(at_a + per_x * dx + per_y * dy), count > 1 ? to_ramp(per_x) : 0};
  }
};

double channel(std::uint32_t colour, int index) {
  return (colour >> (8 * index)) & 255;
}

bool finite(const Corner& corner) {
  return std::isfinite(corner.x) && std::isfinite(corner.y) && std::isfinite(corner.u) &&
         std::isfinite(corner.v);
}

std::uint32_t with_coverage(std::uint32_t colour, std::uint8_t coverage) {
  const std::uint32_t alpha = ((colour >> 24) * coverage + 127) / 255;
  return (colour & 0xFFFFFFU) | alpha << 24;
}

// How the inside of a triangle gets its colour, decided once.
struct Paint {
  bool textured = false;
  bool gradient = false;
  std::uint32_t colour = 0;
  Plane u;
  Plane v;
  std::array<Plane, 4> channels;

  Paint(const PageView& page, const Corner& a, const Corner& b, const Corner& c, double area) {
    textured = a.u != b.u || a.u != c.u || a.v != b.v || a.v != c.v;
    gradient = a.colour != b.colour || a.colour != c.colour;
    if (textured) {
      u = Plane(a, b, c, double{a.u} * page.width, double{b.u} * page.width,
                double{c.u} * page.width, area);
      v = Plane(a, b, c, double{a.v} * page.height, double{b.v} * page.height,
                double{c.v} * page.height, area);
    }
    const std::uint8_t coverage = textured ? std::uint8_t{255} : sample(page, a.u, a.v);
    colour = with_coverage(a.colour, coverage);
    if (!gradient) return;
    for (int k = 0; k < 4; ++k) {
      const double scale = k == 3 ? coverage / 255.0 : 1.0;
      channels[static_cast<std::size_t>(k)] =
          Plane(a, b, c, channel(a.colour, k) * scale, channel(b.colour, k) * scale,
                channel(c.colour, k) * scale, area);
    }
  }

  void row(std::uint8_t* pixels, int count, double dx, double dy, const PageView& page) const {
    std::uint8_t covered[kMaxRow];
    if (textured) {
      sample_span(page, u.along_row(dx, dy, count), v.along_row(dx, dy, count), count, covered);
    }
    if (gradient) {
      const Ramp ramps[4] = {
          channels[0].along_row(dx, dy, count), channels[1].along_row(dx, dy, count),
          channels[2].along_row(dx, dy, count), channels[3].along_row(dx, dy, count)};
      fill_span_gradient(pixels, count, ramps, textured ? covered : nullptr);
    } else if (textured) {
      fill_span_coverage(pixels, count, colour, covered);
    } else {
      fill_span(pixels, count, colour);
    }
  }
};

}  // namespace

void draw_rectangle(const Canvas& canvas, const Clip& clip, const PageView& page,
                    const Corner& from, const Corner& to) {
  if (!finite(from) || !finite(to)) return;
  const int x0 = std::max(first_pixel(to_subpixels(std::min(from.x, to.x))), clip.x0);
  const int x1 = std::min(first_pixel(to_subpixels(std::max(from.x, to.x))), clip.x1);
  const int y0 = std::max(first_pixel(to_subpixels(std::min(from.y, to.y))), clip.y0);
  const int y1 = std::min(first_pixel(to_subpixels(std::max(from.y, to.y))), clip.y1);
  if (x0 >= x1 || y0 >= y1) return;
  const int count = x1 - x0;
  if (from.u == to.u && from.v == to.v) {
    const std::uint32_t colour = with_coverage(from.colour, sample(page, from.u, from.v));
    for (int y = y0; y < y1; ++y) fill_span(pixel_at(canvas, x0, y), count, colour);
    return;
  }
  const double per_x = (double{to.u} - from.u) * page.width / (double{to.x} - from.x);
  const double per_y = (double{to.v} - from.v) * page.height / (double{to.y} - from.y);
  const Ramp u{to_ramp(double{from.u} * page.width + (x0 + 0.5 - from.x) * per_x),
               count > 1 ? to_ramp(per_x) : 0};
  std::uint8_t covered[kMaxRow];
  for (int y = y0; y < y1; ++y) {
    const Ramp v{to_ramp(double{from.v} * page.height + (y + 0.5 - from.y) * per_y), 0};
    sample_span(page, u, v, count, covered);
    fill_span_coverage(pixel_at(canvas, x0, y), count, from.colour, covered);
  }
}

void draw_triangle(const Canvas& canvas, const Clip& clip, const PageView& page, const Corner& a,
                   const Corner& b, const Corner& c) {
  if (!finite(a) || !finite(b) || !finite(c)) return;
  const std::int64_t x[3] = {to_subpixels(a.x), to_subpixels(b.x), to_subpixels(c.x)};
  const std::int64_t y[3] = {to_subpixels(a.y), to_subpixels(b.y), to_subpixels(c.y)};
  const std::int64_t twice_area = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]);
  if (twice_area == 0) return;
  if (twice_area < 0) return draw_triangle(canvas, clip, page, a, c, b);
  const auto [lowest, highest] = std::minmax({y[0], y[1], y[2]});
  const int y0 = std::max(first_pixel(static_cast<std::int32_t>(lowest)), clip.y0);
  const int y1 = std::min(first_pixel(static_cast<std::int32_t>(highest)) + 1, clip.y1);
  if (y0 >= y1) return;
  const auto [leftmost, rightmost] = std::minmax({x[0], x[1], x[2]});
  const int x0 = std::max(first_pixel(static_cast<std::int32_t>(leftmost)), clip.x0);
  const int x1 = std::min(first_pixel(static_cast<std::int32_t>(rightmost)), clip.x1 - 1);
  if (x0 > x1) return;

  // The planes use the same snapped corners as the edges, so that a value never leaves its range.
  const auto snapped = [&](const Corner& corner, int i) {
    Corner s = corner;
    s.x = static_cast<float>(x[i]) / kSubpixels;
    s.y = static_cast<float>(y[i]) / kSubpixels;
    return s;
  };
  const Corner sa = snapped(a, 0);
  const double area = static_cast<double>(twice_area) / (kSubpixels * kSubpixels);
  const Paint paint(page, sa, snapped(b, 1), snapped(c, 2), area);
  EdgeWalk edges[3] = {EdgeWalk(x[0], y[0], x[1], y[1], y0), EdgeWalk(x[1], y[1], x[2], y[2], y0),
                       EdgeWalk(x[2], y[2], x[0], y[0], y0)};
  for (int row = y0; row < y1; ++row) {
    int from = x0;
    int to = x1;
    for (EdgeWalk& edge : edges) {
      edge.narrow(from, to);
      edge.next_row();
    }
    if (from > to) continue;
    paint.row(pixel_at(canvas, from, row), to - from + 1, from + 0.5 - sa.x, row + 0.5 - sa.y,
              page);
  }
}

}  // namespace samen::platform::raster
