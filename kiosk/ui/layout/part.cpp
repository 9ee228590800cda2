// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/layout/part.hpp"

#include <algorithm>
#include <cmath>

namespace samen::ui {
namespace {

// Takes `missing` from those who give at this rank, in proportion to what each can spare; returns
// what is still missing.
float take(std::span<const Want> wants, std::vector<float>& sizes, int rank, float missing) {
  float spare = 0;
  for (std::size_t i = 0; i < wants.size(); ++i) {
    if (wants[i].gives == rank) spare += sizes[i] - std::min(wants[i].room.least, sizes[i]);
  }
  if (spare <= 0) return missing;
  const float part = std::min(1.0F, missing / spare);
  for (std::size_t i = 0; i < wants.size(); ++i) {
    if (wants[i].gives != rank) continue;
    sizes[i] -= part * (sizes[i] - std::min(wants[i].room.least, sizes[i]));
  }
  return missing - part * spare;
}

// Gives `left` to those with flex; who reaches its most leaves the rest to the others.
void grow(std::span<const Want> wants, std::vector<float>& sizes, float left) {
  while (left > 0) {
    float flex = 0;
    for (std::size_t i = 0; i < wants.size(); ++i) {
      if (sizes[i] < wants[i].most) flex += wants[i].flex;
    }
    if (flex <= 0) return;
    float given = 0;
    for (std::size_t i = 0; i < wants.size(); ++i) {
      if (sizes[i] >= wants[i].most || wants[i].flex <= 0) continue;
      const float more = std::min(left * wants[i].flex / flex, wants[i].most - sizes[i]);
      sizes[i] += more;
      given += more;
    }
    left -= given;
    if (given < 0.5F) return;
  }
}

}  // namespace

Room Part::width() {
  if (!width_) width_ = measure_width();
  return *width_;
}

Room Part::height(float width) {
  if (!height_ || height_at_ != width) {
    height_ = measure_height(width);
    height_at_ = width;
  }
  return *height_;
}

std::vector<float> share(std::span<const Want> wants, float space) {
  std::vector<float> sizes;
  sizes.reserve(wants.size());
  float sum = 0;
  int rank = 0;
  for (const Want& want : wants) {
    sizes.push_back(std::max(want.room.wish, want.room.least));
    sum += sizes.back();
    rank = std::max(rank, want.gives);
  }
  for (float missing = sum - space; missing > 0 && rank >= 0; --rank) {
    missing = take(wants, sizes, rank, missing);
  }
  if (sum < space) grow(wants, sizes, space - sum);
  float lost = 0;  // by rounding: it goes to the last who can take it
  for (float& size : sizes) {
    const float whole = std::floor(size + 0.01F);
    lost += size - whole;
    size = whole;
  }
  for (std::size_t i = wants.size(); i-- > 0 && lost >= 0.99F;) {
    if (wants[i].flex <= 0 && sum <= space) continue;
    const float more = std::min(std::round(lost), wants[i].most - sizes[i]);
    sizes[i] += more;
    lost -= more;
  }
  return sizes;
}

}  // namespace samen::ui
