// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/random.hpp"
#include "domain/vocabulary.hpp"

namespace samen::matcher::synthetic {

// Draws from whole-number shares, so that a population is the same on every machine.
class Draw {
 public:
  explicit Draw(base::Random& random, std::uint64_t crowd = 1) : random_(random), crowd_(crowd) {}

  // True in `percent` of 100 cases.
  bool chance(int percent) { return between(0, 99) < percent; }
  // Uniform, both ends included.
  int between(int lowest, int highest) {
    return lowest +
           static_cast<int>(random_.below(static_cast<std::uint64_t>(highest - lowest) + 1));
  }
  // The index of one weight, drawn in proportion; at least one weight is positive.
  std::size_t pick(std::span<const int> weights) {
    int total = 0;
    for (const int weight : weights) total += weight;
    int left = between(0, total - 1);
    std::size_t i = 0;
    while (left >= weights[i]) left -= weights[i++];
    return i;
  }
  // Each value of the vocabulary by its own percentage.
  template <class E>
  domain::SetOf<E> subset(std::span<const int> percent) {
    domain::SetOf<E> set;
    for (std::size_t i = 0; i < percent.size(); ++i) {
      if (chance(percent[i])) set.add(static_cast<E>(i));
    }
    return set;
  }
  template <class E>
  domain::SetOf<E> subset(int percent) {
    std::array<int, domain::vocabulary_size<E>()> each;
    each.fill(percent);
    return subset<E>(each);
  }
  base::Random& random() { return random_; }
  std::uint64_t crowd() const { return crowd_; }  // people of another have other addresses

 private:
  base::Random& random_;
  std::uint64_t crowd_;
};

}  // namespace samen::matcher::synthetic
