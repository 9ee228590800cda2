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

inline constexpr std::size_t kInterests = domain::vocabulary_size<domain::Interest>();

// Interests: a shared one counts once for one member and twice for several; six fill the scale.
struct Interests {
  static constexpr std::string_view kName = "interests";
  static constexpr std::array<int, 7> kPoints = {0, 200, 400, 550, 700, 850, 1000};
  static constexpr int kFull = 6;

  static std::int64_t steps(const Problem& problem, HouseholdIndex household, GroupIndex group) {
    const auto& g = problem.instance.groups;
    const auto [first, last] = adults_of(problem.instance, household);
    std::int64_t sum = 0;
    for (auto i = first; i < last; ++i) {
      const std::uint32_t own = problem.instance.adults.interests[i];
      const int shared =
          std::popcount(own & g.interests[group]) + std::popcount(own & g.interests_several[group]);
      const bool said = own != 0 && g.interests[group] != 0;
      sum += kSteps * (said ? kPoints[static_cast<std::size_t>(std::min(shared, kFull))]
                            : problem.policy.unsaid.interests);
    }
    return sum;
  }

  struct Columns {
    std::array<Bytes, kInterests> members;  // that share it: 0, 1, 2 (or more)
    Bytes said;
    void add(const Groups& g, GroupIndex group) {
      for (std::size_t i = 0; i < kInterests; ++i) {
        members[i].push_back(
            static_cast<Byte>(bit(g.interests[group], i) + bit(g.interests_several[group], i)));
      }
      said.push_back(g.interests[group] != 0 ? 1 : 0);
    }
  };
  struct Asks {
    std::int32_t weight = 0;            // for one point of one adult
    std::int16_t unsaid = 0;            // points
    std::vector<std::uint32_t> adults;  // who named any
    std::int32_t read(const Problem& problem, HouseholdIndex household, std::int32_t percent) {
      weight = kSteps * percent;
      unsaid = static_cast<std::int16_t>(problem.policy.unsaid.interests);
      adults.clear();
      const auto range = adults_of(problem.instance, household);
      for (auto i = range.first; i < range.last; ++i) {
        if (problem.instance.adults.interests[i] != 0) {
          adults.push_back(problem.instance.adults.interests[i]);
        }
      }
      return weight * unsaid * (range.count() - static_cast<std::int32_t>(adults.size()));
    }
  };
  SAMEN_INLINE void add_to(const Columns& c, const Asks& asks, Tile& tile) {
    for (const std::uint32_t own : asks.adults) {
      add_up(c.members, own, tile.first, tile.n, tile.count);
      ladder(kPoints, tile.count, tile.n, tile.points);
      put_where_unsaid(c.said.data() + tile.first, asks.unsaid, tile.n, tile.points);
      add_weighted(tile.points, asks.weight, tile.n, tile.sum);
    }
  }

  static void cover(const Problem& problem, HouseholdIndex household, std::int64_t weight,
                    Elements& out) {
    const auto adults = adults_of(problem.instance, household);
    std::array<std::int64_t, kInterests> sums{};
    std::int64_t silent = 0;
    for (auto i = adults.first; i < adults.last; ++i) {
      const std::uint32_t own = problem.instance.adults.interests[i];
      silent += own == 0 ? 1 : 0;
      for (auto rest = own; rest != 0; rest &= rest - 1) {
        sums[static_cast<std::size_t>(std::countr_zero(rest))] +=
            weight * (1000 / std::max(kFull, 2 * std::popcount(own)));
      }
    }
    for (std::size_t i = 0; i < kInterests; ++i) {
      const std::int64_t gain = sums[i] / adults.count();
      out.add(&Members::interests, 1U << i, {gain, gain, 0});
    }
    out.constant += weight * problem.policy.unsaid.interests * silent / adults.count();
  }
  static std::int64_t average(const Problem&, HouseholdIndex, std::uint32_t) { return 0; }
};

}  // namespace samen::matcher::rules
