// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// The number every envelope of a device carries: gap-free and never used twice. A kiosk that had
// to set a damaged database aside does not know its last number, so it goes on in the next
// generation: the upper bits count generations (0, 1, ...), the lower 32 bits count from 1.
namespace samen::protocol {

inline constexpr std::int64_t kGeneration = std::int64_t{1} << 32;
inline constexpr std::int64_t kMaxSequence =
    (std::int64_t{1} << 52) - 1;  // exact in every JSON reader

constexpr std::int64_t first_of_generation(std::int64_t generation) {
  return generation * kGeneration + 1;
}

// True when no number is missing between the two: the next one, or the start of a later generation
// (whose predecessors lie in a file that was set aside and will not come).
constexpr bool follows(std::int64_t previous, std::int64_t next) {
  return next == previous + 1 || (next > previous && next % kGeneration == 1);
}

}  // namespace samen::protocol
