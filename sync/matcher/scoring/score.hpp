// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"

namespace samen::matcher {

// Why a pair is impossible. A pair may break several; the bit order is the order in which a person
// is told.
enum class Obstacle : std::uint8_t {
  excluded,
  not_eligible,
  group_forming,
  group_not_ready,
  travel,
  language,
  times,
  company,
  size,
  needs
};
inline constexpr std::size_t kObstacles = 10;
inline constexpr std::array<std::string_view, kObstacles> kObstacleNames = {
    "excluded", "not_eligible", "group_forming", "group_not_ready", "travel", "language", "times",
    "company",  "size",         "needs"};
using Obstacles = std::uint32_t;  // bit mask over Obstacle
constexpr Obstacles obstacle_bit(Obstacle o) {
  return 1U << static_cast<unsigned>(o);
}

// Every hard constraint the pair breaks; 0 = feasible.
Obstacles obstacles(const Instance& instance, const Policy& policy, HouseholdIndex household,
                    GroupIndex group);

// Points 0..1000 per criterion (averaged over all adults, rounded) and the score 1..1000 from the
// policy's weights, rounded once from exact integers. Defined for infeasible pairs too.
struct ScoreTerms {
  std::array<int, kCriteria> points{};
  int score = 0;
};
ScoreTerms score_terms(const Instance& instance, const Policy& policy, HouseholdIndex household,
                       GroupIndex group);

// score + alpha * min(days waiting, cap) - reserve.
int pair_value(const Policy& policy, int score, int days_waiting);

// 0 = no guarantee; otherwise 1 (longest waiting class) .. guarantee_days.size().
int guarantee_class(const Policy& policy, int days_waiting);

}  // namespace samen::matcher
