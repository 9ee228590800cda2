// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/layout/stack.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace samen::ui {
Span stood(Stand stand, Span in, float wish) {
  if (stand == Stand::fill || wish >= in.size) return in;
  const float left = std::floor(in.size - wish);
  if (stand == Stand::start) return {in.from, wish};
  return {in.from + (stand == Stand::end ? left : std::floor(left / 2)), wish};
}

Stack& Stack::add(Piece piece, const Slot& slot) {
  if (!piece) return *this;
  const float before = items_.empty() ? 0 : slot.before.value_or(gap_);
  items_.push_back({std::move(piece), slot, before});
  return *this;
}

float Stack::gaps() const {
  float sum = 0;
  for (const Item& item : items_) sum += item.before;
  return sum;
}

std::vector<float> Stack::widths(float width) {
  std::vector<Want> wants;
  wants.reserve(items_.size());
  for (Item& item : items_) {
    wants.push_back({item.piece->width(), item.slot.flex, item.slot.most, item.slot.gives});
  }
  return share(wants, width - gaps());
}

float Stack::width_of(Item& item, float width) const {
  const bool fills = item.slot.stand.value_or(stand_) == Stand::fill;
  return fills ? width : std::min(width, item.piece->width().wish);
}

Room Stack::measure_width() {
  Room sum{};
  for (Item& item : items_) {
    const Room one = item.piece->width();
    if (axis_ == Axis::across) {
      sum.least += one.least + item.before;
      sum.wish += one.wish + item.before;
    } else {
      sum.least = std::max(sum.least, one.least);
      sum.wish = std::max(sum.wish, one.wish);
    }
  }
  return sum;
}

Room Stack::measure_height(float width) {
  Room sum{};
  if (axis_ == Axis::down) {
    for (Item& item : items_) {
      const Room one = item.piece->height(width_of(item, width));
      sum.least += one.least + item.before;
      sum.wish += one.wish + item.before;
    }
    return sum;
  }
  const auto each = widths(width);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const Room one = items_[i].piece->height(each[i]);
    sum.least = std::max(sum.least, one.least);
    sum.wish = std::max(sum.wish, one.wish);
  }
  return sum;
}

std::vector<float> Stack::sizes(const Rect& rect) {
  if (axis_ == Axis::across) return widths(rect.w);
  std::vector<Want> wants;
  wants.reserve(items_.size());
  for (Item& item : items_) {
    wants.push_back({item.piece->height(width_of(item, rect.w)), item.slot.flex, item.slot.most,
                     item.slot.gives});
  }
  return share(wants, rect.h - gaps());
}

void Stack::place(const Rect& rect) {
  const auto each = sizes(rect);
  float at = axis_ == Axis::across ? rect.x : rect.y;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    Item& item = items_[i];
    at += item.before;
    const Stand stand = item.slot.stand.value_or(stand_);
    if (axis_ == Axis::across) {
      const auto [y, h] = stood(stand, {rect.y, rect.h}, item.piece->height(each[i]).wish);
      item.piece->place({at, y, each[i], h});
    } else {
      const auto [x, w] = stood(stand, {rect.x, rect.w}, item.piece->width().wish);
      item.piece->place({x, at, w, each[i]});
    }
    at += each[i];
  }
}

std::unique_ptr<Stack> column(float gap, Stand stand) {
  return std::make_unique<Stack>(Axis::down, gap, stand);
}
std::unique_ptr<Stack> row(float gap, Stand stand) {
  return std::make_unique<Stack>(Axis::across, gap, stand);
}

}  // namespace samen::ui
