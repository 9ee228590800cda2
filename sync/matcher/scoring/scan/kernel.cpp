// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/scan/kernel.hpp"

#include <bit>
#include <cstring>

#include "sync/matcher/rules/criteria.hpp"

// Plain loops over small arrays, which the compiler turns into vector instructions (-O3 for this
// file). On x86 the loader picks the wider version where the processor has it; ARM64 has one width
// only.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(SAMEN_SANITIZED)
#define SAMEN_WIDEST [[gnu::target_clones("avx2", "default")]]
#else
#define SAMEN_WIDEST
#endif
#define SAMEN_INLINE [[gnu::always_inline]] static inline

namespace samen::matcher::scan {
namespace {

using Byte = std::uint8_t;

struct Tile {
  alignas(64) std::int32_t sum[kTile];
  alignas(64) std::int16_t points[kTile];
  alignas(64) std::int16_t children[kTile];
  alignas(64) Byte open[kTile];
  alignas(64) Byte count[kTile];
};

// points[k] = table[min(count[k], size - 1)], as a sum of steps: no memory is looked up.
template <std::size_t kSize>
SAMEN_INLINE void ladder(const std::array<int, kSize>& table, const Byte* __restrict count,
                         std::uint32_t n, std::int16_t* __restrict points) {
  std::int16_t step[kSize];
  for (std::size_t i = 0; i < kSize; ++i) {
    step[i] = static_cast<std::int16_t>(i == 0 ? table[0] : table[i] - table[i - 1]);
  }
  for (std::uint32_t k = 0; k < n; ++k) {
    std::int16_t sum = step[0];
    for (std::size_t i = 1; i < kSize; ++i) {
      const auto mask = static_cast<std::int16_t>(-(count[k] >= i));
      sum = static_cast<std::int16_t>(sum + (mask & step[i]));
    }
    points[k] = sum;
  }
}

// count[k] = sum over the bits of `mask` of bytes[bit][first + k].
template <class Arrays>
SAMEN_INLINE void add_up(const Arrays& bytes, std::uint32_t mask, std::uint32_t first,
                         std::uint32_t n, Byte* __restrict count) {
  std::memset(count, 0, n);
  for (; mask != 0; mask &= mask - 1) {
    const Byte* __restrict from = bytes[static_cast<std::size_t>(std::countr_zero(mask))].data();
    from += first;
    for (std::uint32_t k = 0; k < n; ++k) count[k] = static_cast<Byte>(count[k] + from[k]);
  }
}

SAMEN_INLINE void close_by_company(const Columns& c, const Profile& p, std::uint32_t first,
                                   std::uint32_t n, Byte* __restrict open) {
  using domain::CompanyWish;
  constexpr Byte kWoman = 1U << static_cast<unsigned>(domain::Gender::woman);
  if (p.company == static_cast<Byte>(CompanyWish::no_wish)) return;
  const bool women_only = p.company == static_cast<Byte>(CompanyWish::women_only);
  const Byte wanted = women_only ? kWoman : p.genders;
  const bool exactly = women_only || std::has_single_bit(wanted);
  const bool never = !women_only && p.gender_unsaid;
  const Byte* __restrict there = c.genders.data() + first;
  const Byte* __restrict unsaid = c.gender_unsaid.data() + first;
  for (std::uint32_t k = 0; k < n; ++k) {
    const bool met = exactly ? there[k] == wanted && unsaid[k] == 0 : (wanted & ~there[k]) == 0;
    open[k] = static_cast<Byte>(open[k] & (met && !never ? 1 : 0));
  }
}

// Which pairs may meet; leaves the number of shared time blocks in tile.count.
SAMEN_INLINE void open_pairs(const Columns& c, const Profile& p,
                             const std::int16_t* __restrict travel, std::uint32_t first,
                             std::uint32_t n, Tile& tile) {
  Byte* __restrict open = tile.open;
  const Byte* __restrict largest = c.largest_household.data() + first;
  const Byte* __restrict offers = c.offers.data() + first;
  const Byte people = p.people;
  const Byte needs = p.needs;
  for (std::uint32_t k = 0; k < n; ++k) {
    open[k] = static_cast<Byte>((largest[k] >= people) & ((needs & ~offers[k]) == 0));
  }
  for (std::uint32_t k = 0; k < n; ++k) open[k] = static_cast<Byte>(open[k] & (travel[k] >= 0));
  if (!p.interpreter) {
    const std::uint32_t* __restrict languages = c.languages.data() + first;
    const std::uint32_t spoken = p.languages;
    for (std::uint32_t k = 0; k < n; ++k) {
      open[k] = static_cast<Byte>(open[k] & ((languages[k] & spoken) != 0));
    }
  }
  close_by_company(c, p, first, n, open);
  Byte* __restrict blocks = tile.count;
  add_up(c.time, p.times, first, n, blocks);
  if (p.times == 0) return;
  const Byte* __restrict said = c.times_said.data() + first;
  for (std::uint32_t k = 0; k < n; ++k) {
    open[k] = static_cast<Byte>(open[k] & ((blocks[k] != 0) | (said[k] == 0)));
  }
}

SAMEN_INLINE void add_weighted(const std::int16_t* __restrict points, std::int32_t weight,
                               std::uint32_t n, std::int32_t* __restrict sum) {
  for (std::uint32_t k = 0; k < n; ++k) sum[k] += weight * points[k];
}

SAMEN_INLINE void add_travel_and_time(const Columns& c, const Profile& p,
                                      const std::int16_t* __restrict travel, std::uint32_t first,
                                      std::uint32_t n, Tile& tile) {
  for (std::uint32_t k = 0; k < n; ++k) tile.sum[k] = p.constant + p.travel_weight * travel[k];
  if (p.times == 0) {
    for (std::uint32_t k = 0; k < n; ++k) tile.sum[k] += p.time_weight * kNeutralPoints;
    return;
  }
  ladder(criteria::kTimePoints, tile.count, n, tile.points);
  const Byte* __restrict said = c.times_said.data() + first;
  for (std::uint32_t k = 0; k < n; ++k) {
    tile.points[k] = said[k] != 0 ? tile.points[k] : static_cast<std::int16_t>(kNeutralPoints);
  }
  add_weighted(tile.points, p.time_weight, n, tile.sum);
}

SAMEN_INLINE void add_goals(const Columns& c, const Profile& p, std::uint32_t first,
                            std::uint32_t n, std::int32_t* __restrict sum) {
  for (const auto& goal : p.goals) {
    const Byte* __restrict help = c.help[goal.which].data() + first;
    const std::int32_t weight = goal.weighted;
    for (std::uint32_t k = 0; k < n; ++k) sum[k] += weight * help[k];
  }
  const std::uint32_t* __restrict sectors = c.sectors.data() + first;
  for (const auto& sector : p.sectors) {
    const std::uint32_t mask = sector.which;
    const std::int32_t weight = sector.weighted;
    for (std::uint32_t k = 0; k < n; ++k) sum[k] += (sectors[k] & mask) != 0 ? weight : 0;
  }
}

SAMEN_INLINE void add_interests(const Columns& c, std::uint32_t interests, std::int32_t weight,
                                std::uint32_t first, std::uint32_t n, Tile& tile) {
  if (interests == 0) {
    for (std::uint32_t k = 0; k < n; ++k) tile.sum[k] += weight * kNeutralPoints;
    return;
  }
  add_up(c.interest, interests, first, n, tile.count);
  ladder(criteria::kInterestPoints, tile.count, n, tile.points);
  const Byte* __restrict said = c.interests_said.data() + first;
  for (std::uint32_t k = 0; k < n; ++k) {
    tile.points[k] = said[k] != 0 ? tile.points[k] : static_cast<std::int16_t>(kNeutralPoints);
  }
  add_weighted(tile.points, weight, n, tile.sum);
}

SAMEN_INLINE void add_life_stage(const Columns& c, const Profile& p, Byte age, std::uint32_t first,
                                 std::uint32_t n, Tile& tile) {
  if (age == kUnknown) {
    for (std::uint32_t k = 0; k < n; ++k) tile.points[k] = kNeutralPoints;
  } else {
    const std::uint16_t* __restrict fit = c.age_fit[age].data() + first;
    for (std::uint32_t k = 0; k < n; ++k) tile.points[k] = static_cast<std::int16_t>(fit[k]);
  }
  if (p.child_bands != 0) {
    for (std::uint32_t k = 0; k < n; ++k) {
      tile.points[k] = static_cast<std::int16_t>((tile.points[k] + tile.children[k]) >> 1);
    }
  }
  add_weighted(tile.points, p.life_weight, n, tile.sum);
}

SAMEN_INLINE void add_languages(const Columns& c, const Profile::AdultAsks& adult,
                                std::int32_t weight, std::uint32_t first, std::uint32_t n,
                                Tile& tile) {
  Byte* __restrict most = tile.count;
  std::memset(most, 0, n);
  for (std::uint32_t rest = adult.conversational; rest != 0; rest &= rest - 1) {
    const Byte* __restrict of = c.speakers[static_cast<std::size_t>(std::countr_zero(rest))].data();
    of += first;
    for (std::uint32_t k = 0; k < n; ++k) most[k] = most[k] > of[k] ? most[k] : of[k];
  }
  ladder(criteria::kSpeakerPoints, most, n, tile.points);
  if (adult.basic != 0) {
    const std::uint32_t* __restrict languages = c.languages.data() + first;
    const std::uint32_t basic = adult.basic;
    for (std::uint32_t k = 0; k < n; ++k) {
      const auto few =
          static_cast<std::int16_t>((languages[k] & basic) != 0 ? criteria::kFewWordsPoints : 0);
      tile.points[k] = most[k] != 0 ? tile.points[k] : few;
    }
  }
  add_weighted(tile.points, weight, n, tile.sum);
}

}  // namespace

SAMEN_WIDEST void score_tile(const Columns& columns, const Profile& household,
                             const std::int16_t* travel, std::uint32_t first, std::uint32_t count,
                             std::uint16_t* score) {
  const std::uint32_t n = count;
  const auto& p = household;
  Tile tile;
  open_pairs(columns, p, travel, first, n, tile);
  add_travel_and_time(columns, p, travel, first, n, tile);
  add_goals(columns, p, first, n, tile.sum);
  if (p.child_bands != 0) {
    std::array<int, kChildBands + 1> points{};
    for (std::size_t i = 0; i < points.size(); ++i) {
      points[i] = static_cast<int>(i) * 1000 / std::popcount(p.child_bands);
    }
    add_up(columns.children, p.child_bands, first, n, tile.count);
    ladder(points, tile.count, n, tile.children);
  }
  for (const auto& adult : p.each) {
    add_interests(columns, adult.interests, p.interest_weight, first, n, tile);
    add_life_stage(columns, p, adult.age, first, n, tile);
    add_languages(columns, adult, p.language_weight, first, n, tile);
  }
  // Rounded division by a number the compiler does not know: guess by multiplication, then correct.
  const std::int32_t whole = 100 * criteria::kGoalSteps * p.adults;
  const float inverse = 1.0F / static_cast<float>(whole);
  for (std::uint32_t k = 0; k < n; ++k) {
    const std::int32_t x = tile.sum[k] + whole / 2;
    std::int32_t q = static_cast<std::int32_t>(static_cast<float>(x) * inverse);
    const std::int32_t rest = x - q * whole;
    q += (rest >= whole ? 1 : 0) - (rest < 0 ? 1 : 0);
    q = q < kLowestScore ? kLowestScore : q > kHighestScore ? kHighestScore : q;
    score[k] = static_cast<std::uint16_t>(tile.open[k] != 0 ? q : 0);
  }
}

SAMEN_WIDEST std::uint32_t mark_above(const std::uint16_t* score, const std::int32_t* price,
                                      std::uint32_t count, std::int32_t threshold,
                                      std::uint8_t* above) {
  std::uint32_t open = 0;
  for (std::uint32_t k = 0; k < count; ++k) {
    const std::int32_t s = score[k];
    open += s != 0 ? 1 : 0;
    above[k] = static_cast<Byte>((s != 0) & (s - price[k] > threshold));
  }
  for (std::uint32_t k = count; k % 8 != 0; ++k) above[k] = 0;
  return open;
}

}  // namespace samen::matcher::scan
