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

inline constexpr std::size_t kChildBands = domain::vocabulary_size<domain::ChildBand>();

// Life stage: how many members are of about the adult's age; with children, half that and half the
// share of the household's age bands that somebody in the group has children in.
struct LifeStage {
  static constexpr std::string_view kName = "life_stage";

  static constexpr int children_points(int shared, int bands) { return shared * 1000 / bands; }

  static std::int64_t steps(const Problem& problem, HouseholdIndex household, GroupIndex group) {
    const auto& g = problem.instance.groups;
    const unsigned bands = problem.instance.households.child_bands[household];
    const auto [first, last] = adults_of(problem.instance, household);
    std::int64_t sum = 0;
    for (auto i = first; i < last; ++i) {
      const std::uint8_t age = problem.instance.adults.age[i];
      int points = age == kUnknown ? problem.policy.unsaid.life_stage : g.age_fit[age][group];
      if (bands != 0) {
        const int shared = std::popcount(bands & g.child_bands[group]);
        points = (points + children_points(shared, std::popcount(bands))) / 2;
      }
      sum += kSteps * points;
    }
    return sum;
  }

  struct Columns {
    std::array<std::vector<std::uint16_t>, kAges> age_fit;
    std::array<Bytes, kChildBands> children;  // 0 or 1
    void add(const Groups& g, GroupIndex group) {
      for (std::size_t i = 0; i < kAges; ++i) age_fit[i].push_back(g.age_fit[i][group]);
      for (std::size_t i = 0; i < kChildBands; ++i) {
        children[i].push_back(bit(g.child_bands[group], i));
      }
    }
  };
  struct Asks {
    std::int32_t weight = 0;  // for one point of one adult
    std::int16_t unsaid = 0;  // points
    std::uint32_t bands = 0;
    std::vector<Byte> ages;
    std::int32_t read(const Problem& problem, HouseholdIndex household, std::int32_t percent) {
      weight = kSteps * percent;
      unsaid = static_cast<std::int16_t>(problem.policy.unsaid.life_stage);
      bands = problem.instance.households.child_bands[household];
      ages.clear();
      const auto [first, last] = adults_of(problem.instance, household);
      for (auto i = first; i < last; ++i) ages.push_back(problem.instance.adults.age[i]);
      return 0;
    }
  };
  SAMEN_INLINE void add_to(const Columns& c, const Asks& asks, Tile& tile) {
    const std::uint32_t n = tile.n;
    if (asks.bands != 0) {
      std::array<int, kChildBands + 1> table{};
      for (std::size_t i = 0; i < table.size(); ++i) {
        table[i] = children_points(static_cast<int>(i), std::popcount(asks.bands));
      }
      add_up(c.children, asks.bands, tile.first, n, tile.count);
      ladder(table, tile.count, n, tile.children);
    }
    for (const Byte age : asks.ages) {
      if (age == kUnknown) {
        for (std::uint32_t k = 0; k < n; ++k) tile.points[k] = asks.unsaid;
      } else {
        const std::uint16_t* __restrict fit = c.age_fit[age].data() + tile.first;
        for (std::uint32_t k = 0; k < n; ++k) tile.points[k] = static_cast<std::int16_t>(fit[k]);
      }
      if (asks.bands != 0) {
        for (std::uint32_t k = 0; k < n; ++k) {
          tile.points[k] = static_cast<std::int16_t>((tile.points[k] + tile.children[k]) >> 1);
        }
      }
      add_weighted(tile.points, asks.weight, n, tile.sum);
    }
  }

  static void cover(const Problem& problem, HouseholdIndex household, std::int64_t weight,
                    Elements& out) {
    const std::uint32_t bands = problem.instance.households.child_bands[household];
    for (auto rest = bands; rest != 0; rest &= rest - 1) {
      out.add(&Members::child_bands, rest & (~rest + 1),
              {weight * 1000 / (2 * std::popcount(bands)), 0, 0});
    }
  }
  static std::int64_t average(const Problem& problem, HouseholdIndex household,
                              std::uint32_t member) {
    const auto& instance = problem.instance;
    const std::uint8_t own = instance.members.age[member];
    const int share = instance.households.child_bands[household] != 0 ? 1 : 2;
    const auto [first, last] = adults_of(instance, household);
    std::int64_t sum = 0;
    for (auto i = first; i < last; ++i) {
      const std::uint8_t age = instance.adults.age[i];
      const bool said = own != kUnknown && age != kUnknown;
      const bool near = said && (own > age ? own - age : age - own) <= 1;
      sum += share * (!said ? problem.policy.unsaid.life_stage : near ? 1000 : 0);
    }
    return sum;
  }
};

}  // namespace samen::matcher::rules
