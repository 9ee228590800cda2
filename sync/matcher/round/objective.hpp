// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"

namespace samen::matcher {

// Turns scores into the one integer per pair that the solver adds up. From the most to the least
// significant: guarantee class (lexicographic), value today in lottery bins, the lottery's noise.
// Where the bins begin is drawn too: what rounding costs buys chances for whoever stands near an
// edge, and nobody stands on the wrong side of the same edge in every draw.
//
// Why one integer suffices for the classes: the households that can be covered together form a
// transversal matroid, so a bonus falling strictly with the class and larger than any change in
// the rest gives the greatest possible count in the first class, then the second, and so on.
class Objective {
 public:
  // For at most so many households and groups in one problem. Errors: limit when counts and policy
  // together leave 64 bits.
  static base::Result<Objective> make(const Policy& policy, std::size_t households,
                                      std::size_t groups, std::uint64_t seed);

  // The same for another draw.
  Objective of_seed(std::uint64_t seed) const;
  // In so many ways bins begin; which one a seed draws.
  static constexpr std::size_t kBeginnings = 3;
  static std::size_t beginning(std::uint64_t seed);

  // 0 for a pair that had better wait; otherwise positive. The keys decide ties, with the seed.
  // Here and below a score is what is left of it without what waiting is worth to both.
  std::int64_t operator()(int score, int days_waiting, std::uint64_t household_key,
                          std::uint64_t group_key) const;
  std::int64_t operator()(const Instance& instance, HouseholdIndex household, GroupIndex group,
                          int score) const {
    return (*this)(score - instance.taken_off(household, group),
                   instance.households.days_waiting[household], instance.households.key[household],
                   instance.groups.key[group]);
  }

  // The same without the lottery's noise. The noise of a whole solution is less than the least
  // difference between two sums of these: what is best by the integers is best by these.
  std::int64_t without_noise(int score, int days_waiting) const;
  // What another seed would draw for a pair, 0 .. most_noise().
  std::int64_t noise(std::uint64_t seed, std::uint64_t household_key,
                     std::uint64_t group_key) const;
  std::int64_t most_noise() const { return (std::int64_t{1} << noise_bits_) - 1; }
  int noise_bits() const { return noise_bits_; }
  // A bound: no pair whose points fall into the bin of these has more.
  std::int64_t end_of_bin(std::int64_t points) const;

  // A price of a problem with this objective as one of a problem with the other, of the same policy
  // and seed but another size: near enough to start a solver with.
  std::int64_t translate(std::int64_t price, const Objective& other) const;

  // Screens in points, so that a scan over all pairs need not compute the integer of each. A pair
  // whose score is below the first has no value. One for which
  //   score - points_not_above(column price) > score_not_above(days, row price)
  // does not hold is worth no more than its two prices; the reverse need not be so.
  int lowest_useful_score(int days_waiting) const;
  std::int32_t score_not_above(int days_waiting, std::int64_t row_price) const;
  std::int32_t points_not_above(std::int64_t column_price) const;

 private:
  std::int64_t bonus(int days_waiting) const;

  Policy policy_;
  std::uint64_t seed_ = 0;
  std::int64_t bin_ = 1;
  std::int64_t shift_ = 0;  // points by which bins begin earlier
  int noise_bits_ = 0;
  std::int64_t unit_ = 1;         // one bin, above all noise together
  std::int64_t class_bonus_ = 0;  // one class, above all values together
};

}  // namespace samen::matcher
