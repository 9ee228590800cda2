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

// Languages: with how many members (counted to three) the adult can really talk; a few words in
// common are better than nothing.
struct Languages {
  static constexpr std::string_view kName = "languages";
  static constexpr std::array<int, 4> kPoints = {0, 400, 700, 1000};
  static constexpr int kFewWords = 100;

  static std::int64_t steps(const Problem& problem, HouseholdIndex household, GroupIndex group) {
    const auto& a = problem.instance.adults;
    const auto& g = problem.instance.groups;
    const auto [first, last] = adults_of(problem.instance, household);
    std::int64_t sum = 0;
    for (auto i = first; i < last; ++i) {
      std::size_t speakers = 0;
      for (std::uint32_t rest = a.conversational[i]; rest != 0; rest &= rest - 1) {
        const auto language = static_cast<std::size_t>(std::countr_zero(rest));
        speakers = std::max<std::size_t>(speakers, g.language_speakers[language][group]);
      }
      const int few = (a.basic[i] & g.languages[group]) != 0 ? kFewWords : 0;
      sum += kSteps * (speakers > 0 ? kPoints[speakers] : few);
    }
    return sum;
  }

  struct Columns {
    std::array<Bytes, kLanguages> speakers;  // 0..3
    std::vector<std::uint32_t> languages;
    void add(const Groups& g, GroupIndex group) {
      for (std::size_t i = 0; i < kLanguages; ++i) {
        speakers[i].push_back(g.language_speakers[i][group]);
      }
      languages.push_back(g.languages[group]);
    }
  };
  struct Asks {
    struct Adult {
      std::uint32_t conversational;
      std::uint32_t basic;
    };
    std::int32_t weight = 0;  // for one point of one adult
    std::vector<Adult> adults;
    std::int32_t read(const Problem& problem, HouseholdIndex household, std::int32_t percent) {
      weight = kSteps * percent;
      adults.clear();
      const auto& a = problem.instance.adults;
      const auto [first, last] = adults_of(problem.instance, household);
      for (auto i = first; i < last; ++i) adults.push_back({a.conversational[i], a.basic[i]});
      return 0;
    }
  };
  SAMEN_INLINE void add_to(const Columns& c, const Asks& asks, Tile& tile) {
    const std::uint32_t n = tile.n;
    Byte* __restrict most = tile.count;
    std::int16_t* __restrict points = tile.points;
    for (const auto& adult : asks.adults) {
      std::memset(most, 0, n);
      for (std::uint32_t rest = adult.conversational; rest != 0; rest &= rest - 1) {
        const Byte* __restrict of =
            c.speakers[static_cast<std::size_t>(std::countr_zero(rest))].data() + tile.first;
        for (std::uint32_t k = 0; k < n; ++k) most[k] = most[k] > of[k] ? most[k] : of[k];
      }
      ladder(kPoints, most, n, points);
      if (adult.basic != 0) {
        const std::uint32_t* __restrict languages = c.languages.data() + tile.first;
        const std::uint32_t basic = adult.basic;
        for (std::uint32_t k = 0; k < n; ++k) {
          const auto few = static_cast<std::int16_t>((languages[k] & basic) != 0 ? kFewWords : 0);
          points[k] = most[k] != 0 ? points[k] : few;
        }
      }
      add_weighted(points, asks.weight, n, tile.sum);
    }
  }

  static void cover(const Problem& problem, HouseholdIndex household, std::int64_t weight,
                    Elements& out) {
    const auto adults = adults_of(problem.instance, household);
    for (auto i = adults.first; i < adults.last; ++i) {
      std::array<std::int64_t, 3> gain{};
      for (std::size_t k = 0; k < 3; ++k) {
        gain[k] = weight * (kPoints[k + 1] - kPoints[k]) / adults.count();
      }
      out.add(&Members::languages, problem.instance.adults.conversational[i], gain);
    }
  }
  static std::int64_t average(const Problem&, HouseholdIndex, std::uint32_t) { return 0; }
};

}  // namespace samen::matcher::rules
