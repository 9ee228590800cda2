// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "sync/matcher/instance.hpp"
#include "sync/matcher/policy.hpp"

namespace samen::matcher {

// Turns scores into the one integer per pair that the solver adds up. From the most to the least
// significant: guarantee class (lexicographic), value today in lottery bins, the lottery's noise.
//
// Why one integer suffices for the classes: the households that can be covered together form a
// transversal matroid, so a bonus falling strictly with the class and larger than any change in
// the rest gives the greatest possible count in the first class, then the second, and so on.
class Objective {
 public:
  // Errors: limit when households, groups and policy together leave 64 bits.
  static base::Result<Objective> make(const Instance& instance, const Policy& policy,
                                      std::uint64_t seed);

  // 0 for a pair that had better wait; otherwise positive.
  std::int64_t operator()(HouseholdIndex household, GroupIndex group, int score) const;

  int noise_bits() const { return noise_bits_; }

 private:
  const Instance* instance_ = nullptr;
  const Policy* policy_ = nullptr;
  std::uint64_t seed_ = 0;
  std::int64_t bin_ = 1;
  int noise_bits_ = 0;
  std::int64_t unit_ = 1;         // one bin, above all noise together
  std::int64_t class_bonus_ = 0;  // one class, above all values together
};

}  // namespace samen::matcher
