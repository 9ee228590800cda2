// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/row_heights.hpp"

#include <algorithm>
#include <bit>

namespace samen::ui {
namespace {

std::size_t low_bit(std::size_t i) {
  return i & (~i + 1);
}

}  // namespace

void RowHeights::reset(std::size_t rows, float estimate) {
  heights_.assign(rows, estimate);
  sums_.resize(rows + 1);
  for (std::size_t i = 0; i <= rows; ++i) {
    sums_[i] = static_cast<double>(low_bit(i)) * double{estimate};
  }
}

void RowHeights::set(std::size_t row, float height) {
  const double change = double{height} - double{heights_[row]};
  if (change == 0) return;
  heights_[row] = height;
  for (std::size_t i = row + 1; i < sums_.size(); i += low_bit(i)) sums_[i] += change;
}

double RowHeights::top(std::size_t row) const {
  double sum = 0;
  for (std::size_t i = row; i > 0; i -= low_bit(i)) sum += sums_[i];
  return sum;
}

std::size_t RowHeights::at(double y) const {
  if (heights_.empty()) return 0;
  std::size_t before = 0;
  for (std::size_t step = std::bit_floor(heights_.size()); step > 0; step /= 2) {
    if (before + step < sums_.size() && sums_[before + step] <= y) {
      before += step;
      y -= sums_[before];
    }
  }
  return std::min(before, heights_.size() - 1);
}

}  // namespace samen::ui
