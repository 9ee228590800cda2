// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/layout/grid.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

namespace samen::ui {

Grid& Grid::add(Piece piece) {
  if (piece) parts_.push_back(std::move(piece));
  return *this;
}

float Grid::each(float width, int columns) const {
  return std::floor((width - gap_ * static_cast<float>(columns - 1)) / static_cast<float>(columns));
}

int Grid::columns_at(float width) {
  int columns = std::clamp(rule_.most, 1, std::max(1, static_cast<int>(parts_.size())));
  const auto suits = [&](float one) {
    if (rule_.suits) return rule_.suits(columns, one);
    return std::ranges::all_of(parts_,
                               [&](const Piece& part) { return part->width().least <= one; });
  };
  while (columns > 1 && !suits(each(width, columns))) --columns;
  return columns;
}

std::vector<float> Grid::rows(float width, int columns, bool wish) {
  std::vector<float> heights;
  const float one = each(width, columns);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Room room = parts_[i]->height(one);
    if (i % static_cast<std::size_t>(columns) == 0) heights.push_back(0);
    heights.back() = std::max(heights.back(), wish ? room.wish : room.least);
  }
  if (rule_.equal_rows && !heights.empty()) {
    std::ranges::fill(heights, *std::ranges::max_element(heights));
  }
  return heights;
}

Room Grid::measure_width() {
  Room widest{};
  for (const Piece& part : parts_) {
    widest.least = std::max(widest.least, part->width().least);
    widest.wish = std::max(widest.wish, part->width().wish);
  }
  const auto most = static_cast<float>(std::max(1, rule_.most));
  return {widest.least, widest.wish * most + gap_ * (most - 1)};
}

Room Grid::measure_height(float width) {
  const int columns = columns_at(width);
  const auto least = rows(width, columns, false);
  const auto wish = rows(width, columns, true);
  const float gaps = gap_ * std::max(0.0F, static_cast<float>(wish.size()) - 1);
  return {std::accumulate(least.begin(), least.end(), gaps),
          std::accumulate(wish.begin(), wish.end(), gaps)};
}

void Grid::place(const Rect& rect) {
  if (parts_.empty()) return;
  const int columns = columns_at(rect.w);
  const auto least = rows(rect.w, columns, false);
  const auto wish = rows(rect.w, columns, true);
  std::vector<Want> wants;
  for (std::size_t i = 0; i < wish.size(); ++i) {
    wants.push_back({{least[i], wish[i]}, 1, std::max(wish[i], rule_.most_row)});
  }
  const auto heights = share(wants, rect.h - gap_ * static_cast<float>(wish.size() - 1));
  const float width = each(rect.w, columns);
  // What rounding leaves over goes to the last column, so that edges stand under each other.
  const float rest = rect.w - (width + gap_) * static_cast<float>(columns - 1);
  float y = rect.y;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto column = static_cast<int>(i % static_cast<std::size_t>(columns));
    const std::size_t line = i / static_cast<std::size_t>(columns);
    const float x = rect.x + static_cast<float>(column) * (width + gap_);
    parts_[i]->place({x, y, column + 1 == columns ? rest : width, heights[line]});
    if (column + 1 == columns) y += heights[line] + gap_;
  }
}

std::unique_ptr<Grid> grid(float gap, Columns columns) {
  return std::make_unique<Grid>(gap, std::move(columns));
}

Flow& Flow::add(Piece piece) {
  if (piece) parts_.push_back(std::move(piece));
  return *this;
}

float Flow::lay(const Rect& rect, const std::function<void(Part&, const Rect&)>& put) {
  float x = rect.x;
  float y = rect.y;
  float line = 0;
  for (const Piece& part : parts_) {
    const float width = std::min(part->width().wish, rect.w);
    if (x > rect.x && x + width > rect.end()) {
      x = rect.x;
      y += line + line_gap_;
      line = 0;
    }
    const float height = part->height(width).wish;
    if (put) put(*part, {x, y, width, height});
    line = std::max(line, height);
    x += width + gap_;
  }
  return y + line - rect.y;
}

Room Flow::measure_width() {
  Room sum{};
  for (const Piece& part : parts_) {
    sum.least = std::max(sum.least, part->width().least);
    sum.wish += part->width().wish + (sum.wish > 0 ? gap_ : 0);
  }
  return sum;
}

Room Flow::measure_height(float width) {
  const float height = lay({0, 0, width, 0}, {});
  return {height, height};
}

void Flow::place(const Rect& rect) {
  lay(rect, [](Part& part, const Rect& at) { part.place(at); });
}

std::unique_ptr<Flow> flowing(float gap, float line_gap) {
  return std::make_unique<Flow>(gap, line_gap);
}

}  // namespace samen::ui
