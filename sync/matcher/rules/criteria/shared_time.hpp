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

inline constexpr std::size_t kTimeBlocks = domain::vocabulary_size<domain::TimeBlock>();

// Time: every shared block counts, each further one a little less.
struct SharedTime {
  static constexpr std::string_view kName = "shared_time";
  static constexpr std::array<int, 9> kPoints = {0, 200, 350, 500, 620, 730, 830, 920, 1000};

  static int points(const Policy& policy, std::uint32_t household, std::uint32_t group) {
    if (household == 0 || group == 0) return policy.unsaid.shared_time;
    const auto blocks = static_cast<std::size_t>(std::popcount(household & group));
    return kPoints[std::min(blocks, kPoints.size() - 1)];
  }

  static std::int64_t steps(const Problem& problem, HouseholdIndex household, GroupIndex group) {
    const auto& instance = problem.instance;
    return std::int64_t{kSteps} * adults_of(instance, household).count() *
           points(problem.policy, instance.households.times[household],
                  instance.groups.times[group]);
  }

  struct Columns {
    std::array<Bytes, kTimeBlocks> block;  // 0 or 1
    Bytes said;
    void add(const Groups& g, GroupIndex group) {
      for (std::size_t i = 0; i < kTimeBlocks; ++i) block[i].push_back(bit(g.times[group], i));
      said.push_back(g.times[group] != 0 ? 1 : 0);
    }
  };
  struct Asks {
    std::int32_t weight = 0;  // for one point of all adults
    std::int16_t unsaid = 0;  // points
    std::uint32_t times = 0;
    std::int32_t read(const Problem& problem, HouseholdIndex household, std::int32_t percent) {
      weight = kSteps * percent * adults_of(problem.instance, household).count();
      unsaid = static_cast<std::int16_t>(problem.policy.unsaid.shared_time);
      times = problem.instance.households.times[household];
      return times == 0 ? weight * unsaid : 0;
    }
  };
  SAMEN_INLINE void add_to(const Columns& c, const Asks& asks, Tile& tile) {
    if (asks.times == 0) return;
    add_up(c.block, asks.times, tile.first, tile.n, tile.count);
    ladder(kPoints, tile.count, tile.n, tile.points);
    put_where_unsaid(c.said.data() + tile.first, asks.unsaid, tile.n, tile.points);
    add_weighted(tile.points, asks.weight, tile.n, tile.sum);
  }

  static void cover(const Problem&, HouseholdIndex, std::int64_t, Elements&) {}
  static std::int64_t average(const Problem& problem, HouseholdIndex household,
                              std::uint32_t member) {
    const auto& instance = problem.instance;
    return std::int64_t{2} * adults_of(instance, household).count() *
           points(problem.policy, instance.households.times[household],
                  instance.members.times[member]);
  }
};

}  // namespace samen::matcher::rules
