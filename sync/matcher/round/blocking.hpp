// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "sync/matcher/round/choose.hpp"

namespace samen::matcher {

// Pairs that would both be better off with each other than with what they got (Gale and Shapley
// 1962). Stability is reported, not required: a stable solution matches fewer households.
struct BlockingPairs {
  static constexpr std::array<int, 4> kMargins = {1, 50, 100, 200};  // lower ends of the classes
  std::array<std::size_t, kMargins.size()> by_margin{};
  std::size_t total = 0;
  int largest = 0;  // by so many points the worse off of the two would gain
};

// Among the pairs worth proposing, before the floor closed any; somebody without a partner counts
// as having score 0.
BlockingPairs blocking_pairs(const Choice& choice);

}  // namespace samen::matcher
