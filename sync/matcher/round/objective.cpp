// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/objective.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/model/mix.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

constexpr int kMostNoiseBits = 16;

// a / b rounded up, for b > 0 and any a: a positive value never falls into bin 0.
std::int64_t divide_up(std::int64_t a, std::int64_t b) {
  return a / b + (a % b > 0 ? 1 : 0);
}

std::int64_t divide_down(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Points are kept well inside 32 bits; clamping only ever lets more pairs through.
constexpr std::int64_t kFarPoints = std::int64_t{1} << 29;

}  // namespace

base::Result<Objective> Objective::make(const Policy& policy, std::size_t households,
                                        std::size_t groups, std::uint64_t seed) {
  Objective made;
  made.policy_ = policy;
  made.bin_ = std::max(1, policy.lottery_bin);
  made = made.of_seed(seed);
  const auto pairs =
      static_cast<std::int64_t>(std::max<std::size_t>(1, std::min(households, groups)));
  const std::int64_t highest = divide_up(kHighestScore + most_credit(policy), made.bin_) + 1;
  const std::int64_t lowest = divide_up(kLowestScore - most_taken_off(policy), made.bin_);
  const std::int64_t range = highest - std::min<std::int64_t>(lowest, 0);
  const auto classes = static_cast<std::int64_t>(policy.guarantee_days.size());

  // As much noise as 64 bits leave room for: with few bits ties between whole solutions are
  // likelier.
  for (int bits = policy.lottery_bin > 1 ? kMostNoiseBits : 0; bits >= 0; --bits) {
    const std::int64_t unit = bits == 0 ? 1 : pairs * ((std::int64_t{1} << bits) - 1) + 1;
    std::int64_t bonus = 0;
    std::int64_t largest = 0;
    std::int64_t total = 0;
    const bool overflow = __builtin_mul_overflow(pairs, (range + 1) * unit, &bonus) ||
                          __builtin_add_overflow(bonus, 1, &bonus) ||
                          __builtin_mul_overflow(classes, bonus, &largest) ||
                          __builtin_add_overflow(largest, (highest + 1) * unit, &largest) ||
                          __builtin_mul_overflow(pairs, largest, &total);
    if (overflow || largest > AssignmentProblem::kMaxAbsValue || total > std::int64_t{1} << 61) {
      continue;
    }
    made.noise_bits_ = bits;
    made.unit_ = unit;
    made.class_bonus_ = bonus;
    return made;
  }
  return base::fail(
      base::Errc::limit,
      base::say("round: so many households with so many guarantee classes leave 64 bits; use "
                "fewer classes or split the round"));
}

Objective Objective::of_seed(std::uint64_t seed) const {
  Objective made = *this;
  made.seed_ = seed;
  made.shift_ = static_cast<std::int64_t>(beginning(seed)) * bin_ / std::int64_t{kBeginnings};
  return made;
}

std::size_t Objective::beginning(std::uint64_t seed) {
  return mix64(seed ^ kGoldenStep) % kBeginnings;
}

std::int64_t Objective::end_of_bin(std::int64_t points) const {
  return divide_up(points + shift_, bin_) * bin_;
}

std::int64_t Objective::operator()(int score, int days_waiting, std::uint64_t household_key,
                                   std::uint64_t group_key) const {
  const std::int64_t weight = without_noise(score, days_waiting);
  return weight <= 0 ? 0 : weight + noise(seed_, household_key, group_key);
}

std::int64_t Objective::without_noise(int score, int days_waiting) const {
  const std::int64_t value = pair_value(policy_, score, days_waiting);
  const int guarantee = guarantee_class(policy_, days_waiting);
  if (value <= 0 && guarantee == 0) return 0;
  return end_of_bin(value) / bin_ * unit_ + bonus(days_waiting);
}

std::int64_t Objective::noise(std::uint64_t seed, std::uint64_t household_key,
                              std::uint64_t group_key) const {
  if (noise_bits_ == 0) return 0;
  // Tickets of a household, and small change that tells its groups apart: else whoever fits two of
  // them would draw twice.
  const int small = std::min(5, noise_bits_ / 2);
  const std::uint64_t tickets = mix64(seed + kGoldenStep * household_key);
  const std::uint64_t change = mix64(tickets ^ group_key);
  const std::uint64_t drawn = tickets - (tickets >> small) + (change >> small);
  return static_cast<std::int64_t>(drawn >> (64 - noise_bits_));
}

std::int64_t Objective::translate(std::int64_t price, const Objective& other) const {
  const std::int64_t classes = class_bonus_ > 0 ? price / class_bonus_ : 0;
  const std::int64_t rest = price - classes * class_bonus_;
  const std::int64_t bins = divide_down(rest + unit_ / 2, unit_);
  return classes * other.class_bonus_ + bins * other.unit_ + (rest - bins * unit_);
}

std::int64_t Objective::bonus(int days_waiting) const {
  const int guarantee = guarantee_class(policy_, days_waiting);
  if (guarantee == 0) return 0;
  return (static_cast<std::int64_t>(policy_.guarantee_days.size()) - guarantee + 1) * class_bonus_;
}

int Objective::lowest_useful_score(int days_waiting) const {
  if (guarantee_class(policy_, days_waiting) > 0) return kLowestScore;
  return std::max(kLowestScore, 1 - pair_value(policy_, 0, days_waiting));
}

// With value(s) the value today at score s, the weight is at most
//   ceil((value(s) + shift) / bin) * unit + noise + bonus,
// so it exceeds the prices only if that ceiling > (row + column - noise - bonus) / unit, that is if
// value(s) + shift > bin * floor of the right side. The two prices are rounded down apart.
std::int32_t Objective::score_not_above(int days_waiting, std::int64_t row_price) const {
  const std::int64_t noise = (std::int64_t{1} << noise_bits_) - 1;
  const std::int64_t bins = divide_down(row_price - noise - bonus(days_waiting), unit_);
  return static_cast<std::int32_t>(std::clamp(
      bins * bin_ - shift_ - pair_value(policy_, 0, days_waiting), -kFarPoints - 2000, kFarPoints));
}

std::int32_t Objective::points_not_above(std::int64_t column_price) const {
  return static_cast<std::int32_t>(
      std::clamp(divide_down(column_price, unit_), -kFarPoints / bin_, kFarPoints / bin_) * bin_);
}

}  // namespace samen::matcher
