// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/row_list.hpp"

#include <algorithm>
#include <cmath>

namespace samen::ui {
namespace {

constexpr std::size_t kBeyond = 2;  // rows drawn on either side of the window
constexpr std::size_t kLeast = 8;   // short lists are there as a whole

}  // namespace

void start_list(Canvas& canvas, std::string_view scroll, std::uint32_t number) {
  Scroll& place = canvas.view().scrolls[std::string(scroll)];
  if (place.list == number) return;
  place = {};
  place.list = number;
}

float draw_rows(Canvas& canvas, float top, const RowList& list) {
  if (list.rows == 0) return top;
  Scroll& scroll = canvas.view().scrolls[std::string(list.scroll)];
  RowHeights& heights = scroll.rows;
  // Another number of rows, another width or size of the letters: what was measured is worthless.
  const float measure = canvas.m().width * 16 + canvas.line_height({.type = Type::body});
  if (heights.rows() != list.rows || scroll.rows_measure != measure) {
    heights.reset(list.rows, list.estimate + list.gap);
    scroll.rows_measure = measure;
  }

  const auto place = [&](float y) { return heights.at(std::max(0.0, double{y} - double{top})); };
  const std::size_t anchor = place(scroll.area.y);
  // It stays where it is; the heights of the others are known from here on.
  const float anchor_y = top + static_cast<float>(heights.top(anchor));
  std::size_t first = anchor - std::min(anchor, kBeyond);
  std::size_t end = first;
  const auto measured = [&](std::size_t row) {
    const float height = list.height(row);
    heights.set(row, height + list.gap);
    return height;
  };
  for (std::size_t row = first; row < anchor; ++row) measured(row);
  float bottom = anchor_y;
  std::size_t beyond = 0;
  for (end = anchor; end < list.rows && (beyond < kBeyond || end - first < kLeast); ++end) {
    if (bottom > scroll.area.bottom()) ++beyond;
    measured(end);
    bottom += heights.height(end);
  }
  while (first > 0 && end - first < kLeast) measured(--first);

  const float moved = static_cast<float>(heights.top(anchor)) - (anchor_y - top);
  const float start = top - moved;  // where the list begins, now that this is known
  for (std::size_t row = first; row < end; ++row) {
    list.draw(row, std::round(start + static_cast<float>(heights.top(row))),
              heights.height(row) - list.gap);
  }
  if (moved != 0) {
    scroll.offset = std::max(0.0F, scroll.offset + moved);
    if (scroll.target >= 0) scroll.target = std::max(0.0F, scroll.target + moved);
  }
  return top + static_cast<float>(heights.top(list.rows)) - list.gap;
}

}  // namespace samen::ui
