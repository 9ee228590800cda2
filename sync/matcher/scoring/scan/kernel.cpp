// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/scan/kernel.hpp"

#include <cassert>
#include <utility>

// The loops that rules and criteria are made of become vector instructions here (-O3 for this
// file). On x86 the loader picks the wider version where the processor has it; ARM64 has one width
// only. Whatever they call has to be inlined into them, or it stays narrow.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(SAMEN_SANITIZED)
#define SAMEN_WIDEST [[gnu::target_clones("avx2", "default")]]
#else
#define SAMEN_WIDEST
#endif

namespace samen::matcher::scan {
namespace {

using rules::Byte;
using rules::Tile;

template <class R, class... T>
SAMEN_INLINE void close(typename R::Asks asks, std::uint32_t n, Byte* __restrict open,
                        const T* __restrict... has) {
  for (std::uint32_t k = 0; k < n; ++k) {
    open[k] = static_cast<Byte>(open[k] & static_cast<Byte>(R::met(asks, has[k]...)));
  }
}

template <class R, std::size_t... I>
SAMEN_INLINE void close_by(const Columns& columns, const Profile& p, Tile& tile,
                           std::index_sequence<I...>) {
  if (R::always(p.by_rule.of<R>())) return;
  close<R>(p.by_rule.of<R>(), tile.n, tile.open,
           std::get<I>(columns.of<R>().all).data() + tile.first...);
}

// Which pairs may meet, rule by rule.
template <class... R>
SAMEN_INLINE void open_pairs(const Columns& columns, const Profile& p, Tile& tile,
                             rules::List<R...>) {
  for (std::uint32_t k = 0; k < tile.n; ++k) {
    tile.open[k] = static_cast<Byte>(tile.travel[k] != kOutOfReach);
  }
  const auto by = [&]<class Rule>() __attribute__((always_inline)) {
    if constexpr (rules::OfBoth<Rule>) {
      using Facts = std::make_index_sequence<std::tuple_size_v<rules::HasOf<Rule>>>;
      close_by<Rule>(columns, p, tile, Facts{});
    }
  };
  (by.template operator()<R>(), ...);
}

template <class... C, std::size_t... I>
SAMEN_INLINE void add_criteria(const Columns& columns, const Profile& p, Tile& tile,
                               rules::List<C...>, std::index_sequence<I...>) {
  for (std::uint32_t k = 0; k < tile.n; ++k) tile.sum[k] = p.constant;
  (C::add_to(std::get<I>(columns.by_criterion), std::get<I>(p.by_criterion), tile), ...);
}

}  // namespace

SAMEN_WIDEST void score_tile(const Columns& columns, const Profile& household,
                             const std::int16_t* travel, std::uint32_t first, std::uint32_t count,
                             std::uint16_t* score) {
  assert(count <= kTile);
  Tile tile;
  tile.first = first;
  tile.n = count;
  tile.travel = travel;
  open_pairs(columns, household, tile, HardRules{});
  add_criteria(columns, household, tile, Criteria{}, std::make_index_sequence<Criteria::kSize>{});
  // Rounded division by a number the compiler does not know: guess by multiplication, then correct.
  const std::int32_t whole = 100 * rules::kSteps * household.adults;
  const float inverse = 1.0F / static_cast<float>(whole);
  for (std::uint32_t k = 0; k < count; ++k) {
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
