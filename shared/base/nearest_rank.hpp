// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace samen::base {

// The smallest number of them that `percent` of a hundred do not exceed (the nearest rank).
// `sorted` goes up and is not empty; percent is 1..100.
template <class T>
T nearest_rank(std::span<const T> sorted, int percent) {
  const auto rank = (sorted.size() * static_cast<std::size_t>(percent) + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace samen::base
