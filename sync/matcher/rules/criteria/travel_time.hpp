// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sync/matcher/rules/criterion.hpp"

namespace samen::matcher::rules {

// Travel: ten minutes is next door; from there points fall to 0 at the limit.
struct TravelTimePoints {
  static constexpr std::string_view kName = "travel";
  static constexpr int kNextDoorMinutes = 10;

  static constexpr int points(int minutes, int limit) {
    if (minutes > limit) return 0;
    if (minutes <= kNextDoorMinutes) return 1000;
    return (limit - minutes) * 1000 / (limit - kNextDoorMinutes);
  }

  static std::int64_t steps(const Problem& problem, HouseholdIndex household, GroupIndex group) {
    return std::int64_t{kSteps} * adults_of(problem.instance, household).count() *
           points(problem.travel_of(household, group).minutes, problem.policy.travel_limit_minutes);
  }

  struct Columns {
    void add(const Groups&, GroupIndex) {}
  };
  struct Asks {
    std::int32_t weight = 0;  // for one point of all adults
    std::int32_t read(const Problem& problem, HouseholdIndex household, std::int32_t percent) {
      weight = kSteps * percent * adults_of(problem.instance, household).count();
      return 0;
    }
  };
  // The scan knows the points of each place already.
  SAMEN_INLINE void add_to(const Columns&, const Asks& asks, Tile& tile) {
    add_weighted(tile.travel, asks.weight, tile.n, tile.sum);
  }

  static void cover(const Problem&, HouseholdIndex, std::int64_t, Elements&) {}
  static std::int64_t average(const Problem& problem, HouseholdIndex household,
                              std::uint32_t member) {
    const auto& instance = problem.instance;
    const int minutes =
        problem.travel(instance.households.postcode[household], instance.members.postcode[member])
            .minutes;
    return std::int64_t{2} * adults_of(instance, household).count() *
           points(minutes, problem.policy.travel_limit_minutes);
  }
};

}  // namespace samen::matcher::rules
