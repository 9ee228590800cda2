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

// Goals: what an adult wants most weighs most. Shares (sum 1000) by rank for 1..10 goals come from
// rank weights 4, 3, 2, 1, 1, ...; the rounding remainder goes to the first goal.
inline constexpr int kMostGoals = static_cast<int>(kGoals);
constexpr std::array<int, kGoals> goal_shares(int goals) {
  const auto rank_weight = [](int rank) { return std::max(1, 4 - rank); };
  int sum = 0;
  for (int i = 0; i < goals; ++i) sum += rank_weight(i);
  std::array<int, kGoals> shares{};
  int given = 0;
  for (int i = 1; i < goals; ++i) {
    shares[static_cast<std::size_t>(i)] = 1000 * rank_weight(i) / sum;
    given += shares[static_cast<std::size_t>(i)];
  }
  if (goals > 0) shares[0] = 1000 - given;
  return shares;
}
inline constexpr auto kGoalShares = [] {
  std::array<std::array<int, kGoals>, kGoals + 1> table{};
  for (int i = 0; i <= kMostGoals; ++i) table[static_cast<std::size_t>(i)] = goal_shares(i);
  return table;
}();

constexpr int goal_count(std::uint64_t packed) {
  int count = 0;
  while (count < kMostGoals && ((packed >> (4 * count)) & 0xfU) != 0xfU) ++count;
  return count;
}
constexpr unsigned goal_at(std::uint64_t packed, int rank) {
  return static_cast<unsigned>((packed >> (4 * rank)) & 0xfU);
}
constexpr unsigned helpers_of(std::uint32_t help, unsigned goal) {
  return (help >> (2 * goal)) & 3U;
}

struct Goals {
  static constexpr std::string_view kName = "goals";

  // A goal is covered for 0, 40, 70 or 100 % by no, one, two, three and more helping members, here
  // in twentieths. Work counts half for help and half for knowing somebody in the adult's sectors,
  // when the adult named any: a job comes through people.
  static constexpr std::array<int, 4> kHelp = {0, 8, 14, 20};
  static constexpr int kSector = 10;

  // One wish of one adult: its share, and the sectors that count for half of it (0: none do).
  struct Wish {
    unsigned goal;
    std::int64_t share;
    std::uint32_t sectors;
  };
  template <class F>
  static void each_wish(const Instance& instance, std::uint32_t adult, F&& f) {
    const auto& a = instance.adults;
    const int count = goal_count(a.goals[adult]);
    const auto& shares = kGoalShares[static_cast<std::size_t>(count)];
    for (int rank = 0; rank < count; ++rank) {
      const unsigned goal = goal_at(a.goals[adult], rank);
      const bool work = goal == static_cast<unsigned>(domain::Goal::work);
      f(Wish{goal, shares[static_cast<std::size_t>(rank)], work ? a.sectors[adult] : 0});
    }
  }
  // How many adults named none.
  static std::int64_t silent(const Instance& instance, HouseholdIndex household) {
    const auto [first, last] = adults_of(instance, household);
    std::int64_t count = 0;
    for (auto i = first; i < last; ++i) count += goal_count(instance.adults.goals[i]) == 0 ? 1 : 0;
    return count;
  }

  static std::int64_t steps(const Problem& problem, HouseholdIndex household, GroupIndex group) {
    const auto& g = problem.instance.groups;
    const auto [first, last] = adults_of(problem.instance, household);
    std::int64_t sum = silent(problem.instance, household) * problem.policy.unsaid.goals * kSteps;
    for (auto adult = first; adult < last; ++adult) {
      each_wish(problem.instance, adult, [&](const Wish& wish) {
        int covered = kHelp[helpers_of(g.help[group], wish.goal)];
        if (wish.sectors != 0) {
          covered = covered / 2 + ((wish.sectors & g.sectors[group]) != 0 ? kSector : 0);
        }
        sum += wish.share * covered;
      });
    }
    return sum;
  }

  struct Columns {
    std::array<Bytes, kGoals> help;  // half of kHelp
    std::vector<std::uint32_t> sectors;
    void add(const Groups& g, GroupIndex group) {
      for (unsigned i = 0; i < kGoals; ++i) {
        help[i].push_back(static_cast<Byte>(kHelp[helpers_of(g.help[group], i)] / 2));
      }
      sectors.push_back(g.sectors[group]);
    }
  };
  struct Asks {
    struct Share {
      std::uint32_t which;    // a goal, or a mask of sectors
      std::int32_t weighted;  // for each half step, or for meeting the mask
    };
    std::vector<Share> goals;
    std::vector<Share> sectors;

    std::int32_t read(const Problem& problem, HouseholdIndex household, std::int32_t weight) {
      std::array<std::int32_t, kGoals> asked{};  // per half step
      sectors.clear();
      const auto [first, last] = adults_of(problem.instance, household);
      for (auto adult = first; adult < last; ++adult) {
        each_wish(problem.instance, adult, [&](const Wish& wish) {
          const auto share = static_cast<std::int32_t>(weight * wish.share);
          asked[wish.goal] += wish.sectors != 0 ? share : 2 * share;
          if (wish.sectors != 0) sectors.push_back({wish.sectors, share * kSector});
        });
      }
      goals.clear();
      for (std::uint32_t goal = 0; goal < kGoals; ++goal) {
        if (asked[goal] != 0) goals.push_back({goal, asked[goal]});
      }
      return static_cast<std::int32_t>(silent(problem.instance, household)) *
             problem.policy.unsaid.goals * kSteps * weight;
    }
  };
  SAMEN_INLINE void add_to(const Columns& c, const Asks& asks, Tile& tile) {
    std::int32_t* __restrict sum = tile.sum;
    const std::uint32_t n = tile.n;
    for (const auto& goal : asks.goals) {
      const Byte* __restrict help = c.help[goal.which].data() + tile.first;
      const std::int32_t weight = goal.weighted;
      for (std::uint32_t k = 0; k < n; ++k) sum[k] += weight * help[k];
    }
    const std::uint32_t* __restrict sectors = c.sectors.data() + tile.first;
    for (const auto& sector : asks.sectors) {
      const std::uint32_t mask = sector.which;
      const std::int32_t weight = sector.weighted;
      for (std::uint32_t k = 0; k < n; ++k) sum[k] += (sectors[k] & mask) != 0 ? weight : 0;
    }
  }

  static void cover(const Problem& problem, HouseholdIndex household, std::int64_t weight,
                    Elements& out) {
    const auto adults = adults_of(problem.instance, household);
    const std::int64_t divisor = std::int64_t{kSteps} * adults.count();
    std::array<std::array<std::int64_t, 3>, kGoals> sums{};
    for (auto adult = adults.first; adult < adults.last; ++adult) {
      std::int64_t network = 0;
      std::uint32_t sectors = 0;
      each_wish(problem.instance, adult, [&](const Wish& wish) {
        for (std::size_t i = 0; i < 3; ++i) {
          const std::int64_t more = kHelp[i + 1] - kHelp[i];
          sums[wish.goal][i] += weight * wish.share * (wish.sectors != 0 ? more / 2 : more);
        }
        if (wish.sectors == 0) return;
        network += weight * wish.share * kSector;
        sectors = wish.sectors;
      });
      out.add(&Members::sectors, sectors, {network / divisor, 0, 0});
    }
    for (std::size_t goal = 0; goal < kGoals; ++goal) {
      const auto& sum = sums[goal];
      out.add(&Members::help, 1U << goal, {sum[0] / divisor, sum[1] / divisor, sum[2] / divisor});
    }
    out.constant +=
        weight * problem.policy.unsaid.goals * silent(problem.instance, household) / adults.count();
  }
  static std::int64_t average(const Problem&, HouseholdIndex, std::uint32_t) { return 0; }
};
static_assert([] {
  for (const int steps : Goals::kHelp) {
    if (steps % 2 != 0 || steps / 2 > 255) return false;
  }
  return true;
}());

}  // namespace samen::matcher::rules
