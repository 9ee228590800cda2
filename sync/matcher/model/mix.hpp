// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace samen::matcher {

// The step and the finaliser of SplitMix64, as base::SeededRandom draws: every bit of `x` reaches
// every bit of the answer, and it is the same on every machine.
inline constexpr std::uint64_t kGoldenStep = 0x9e3779b97f4a7c15ULL;
constexpr std::uint64_t mix64(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace samen::matcher
