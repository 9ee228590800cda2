// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

// What the vector forms of rules and criteria are written with: plain loops over small arrays that
// the compiler turns into vector instructions. Only the scan's kernel calls them.
#define SAMEN_INLINE [[gnu::always_inline]] static inline

namespace samen::matcher::rules {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;

inline constexpr std::uint32_t kTile = 512;

// One household beside `n` groups from position `first` on.
struct Tile {
  std::uint32_t first = 0;
  std::uint32_t n = 0;
  const std::int16_t* travel = nullptr;      // points of the criterion, or kOutOfReach
  alignas(64) std::int32_t sum[kTile];       // percent x twentieths of points, over all adults
  alignas(64) std::int16_t points[kTile];    // of one criterion
  alignas(64) std::int16_t children[kTile];  // likewise
  alignas(64) Byte open[kTile];              // 1: no rule is broken
  alignas(64) Byte count[kTile];
};
inline constexpr std::int16_t kOutOfReach = -1;

// points[k] = table[min(count[k], size - 1)], as a sum of steps: no memory is looked up.
template <std::size_t kSize>
SAMEN_INLINE void ladder(const std::array<int, kSize>& table, const Byte* __restrict count,
                         std::uint32_t n, std::int16_t* __restrict points) {
  std::int16_t step[kSize];
  for (std::size_t i = 0; i < kSize; ++i) {
    step[i] = static_cast<std::int16_t>(i == 0 ? table[0] : table[i] - table[i - 1]);
  }
  for (std::uint32_t k = 0; k < n; ++k) {
    std::int16_t sum = step[0];
    for (std::size_t i = 1; i < kSize; ++i) {
      const auto mask = static_cast<std::int16_t>(-(count[k] >= i));
      sum = static_cast<std::int16_t>(sum + (mask & step[i]));
    }
    points[k] = sum;
  }
}

// count[k] = sum over the bits of `mask` of bytes[bit][first + k].
template <class Arrays>
SAMEN_INLINE void add_up(const Arrays& bytes, std::uint32_t mask, std::uint32_t first,
                         std::uint32_t n, Byte* __restrict count) {
  std::memset(count, 0, n);
  for (; mask != 0; mask &= mask - 1) {
    const Byte* __restrict from = bytes[static_cast<std::size_t>(std::countr_zero(mask))].data();
    from += first;
    for (std::uint32_t k = 0; k < n; ++k) count[k] = static_cast<Byte>(count[k] + from[k]);
  }
}

// sum[k] += weight * points[k].
SAMEN_INLINE void add_weighted(const std::int16_t* __restrict points, std::int32_t weight,
                               std::uint32_t n, std::int32_t* __restrict sum) {
  for (std::uint32_t k = 0; k < n; ++k) sum[k] += weight * points[k];
}

// Where said[k] is 0 nobody told: what silence is worth (Policy::unsaid).
SAMEN_INLINE void put_where_unsaid(const Byte* __restrict said, std::int16_t unsaid,
                                   std::uint32_t n, std::int16_t* __restrict points) {
  for (std::uint32_t k = 0; k < n; ++k) points[k] = said[k] != 0 ? points[k] : unsaid;
}

inline Byte bit(std::uint32_t mask, std::size_t i) {
  return static_cast<Byte>((mask >> i) & 1U);
}

}  // namespace samen::matcher::rules
