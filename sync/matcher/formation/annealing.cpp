// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/annealing.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "sync/matcher/formation/moves.hpp"
#include "sync/matcher/model/mix.hpp"

namespace samen::matcher::formation {
namespace {

constexpr std::uint64_t kMovesBetweenLooks = 2048;  // at the clock: below a millisecond

struct Parts {
  std::vector<std::vector<std::uint32_t>> households;  // by part, those that have an entry
};

Parts parts_of(const Tables& tables) {
  const auto number = tables.parts();
  std::map<std::uint32_t, std::vector<std::uint32_t>> found;
  for (std::uint32_t h = 0; h < tables.households().size(); ++h) {
    if (!tables.entries(tables.households()[h]).empty()) found[number[h]].push_back(h);
  }
  Parts parts;
  for (auto& [part, households] : found) parts.households.push_back(std::move(households));
  return parts;
}

// Which units a packing uses.
std::vector<std::uint32_t> owners(const Tables& tables, const Packing& packing) {
  std::vector<std::uint32_t> owner(tables.units().size(), kNobody);
  for (std::uint32_t h = 0; h < packing.of_household.size(); ++h) {
    for (const auto unit : packing.of_household[h].set()) owner[unit] = h;
  }
  return owner;
}

}  // namespace

std::int64_t total_value(const Packing& packing) {
  std::int64_t sum = 0;
  for (const Column& column : packing.of_household) sum += column.count > 0 ? column.value : 0;
  return sum;
}

Packing greedy_packing(const Tables& tables, const Pool& pool, const Prices& prices,
                       const std::function<bool()>& hurry) {
  const auto households = static_cast<std::uint32_t>(tables.households().size());
  std::vector<std::uint32_t> order(households);
  for (std::uint32_t h = 0; h < households; ++h) order[h] = h;
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t h) {
    return h < prices.household.size() ? prices.household[h] : 0;
  });
  Packing packing;
  packing.of_household.resize(households);
  auto asked = prices.unit;  // a taken unit is out of reach
  for (const auto h : order) {
    const Column* best = nullptr;
    std::int64_t most = 0;
    for (const Column& column : pool.of(h)) {
      const std::int64_t over = column.value - price_of(column, asked);
      if (price_of(column, asked) >= kTaken || (best != nullptr && over <= most)) continue;
      best = &column;
      most = over;
    }
    Column taken;
    if (best != nullptr) {
      taken = *best;
    } else if (!is_up(hurry)) {
      PricingMemory memory;
      PricingLimits limits;
      limits.threshold = -kTaken / 2;  // even a set below its price is better than none
      limits.nodes = 5'000;
      limits.columns = 1;
      limits.hurry = hurry;
      const auto priced = price_household(tables, h, asked, limits, memory);
      if (!priced.columns.empty()) taken = priced.columns.back();
    }
    for (const auto unit : taken.set()) asked[unit] = kTaken;
    packing.of_household[h] = taken;
  }
  packing.value = total_value(packing);
  return packing;
}

Packing anneal(const Tables& tables, const Pool& pool, Packing packing,
               const AnnealingOptions& options) {
  auto owner = owners(tables, packing);
  const auto parts = parts_of(tables);
  in_parallel(parts.households.size(), options.threads, [&](std::size_t part) {
    const auto& households = parts.households[part];
    Mover mover(tables, pool, households, packing.of_household, owner,
                options.seed * kGoldenStep + part);
    const std::uint64_t moves = options.moves_per_household * households.size();
    constexpr std::uint64_t kStages = 240;
    for (std::uint64_t stage = 0; stage < kStages && !is_up(options.hurry); ++stage) {
      const double share = static_cast<double>(stage) / (kStages - 1);
      mover.set_heat(
          static_cast<double>(options.hottest) *
          std::pow(static_cast<double>(options.coldest) / static_cast<double>(options.hottest),
                   share));
      for (std::uint64_t i = 0; i < moves / kStages; ++i) {
        if (i % kMovesBetweenLooks == kMovesBetweenLooks - 1 && is_up(options.hurry)) break;
        mover.move();
      }
    }
    mover.restore_best();
  });
  packing.value = total_value(packing);
  return packing;
}

void polish(const Tables& tables, Packing& packing, const AnnealingOptions& options) {
  auto owner = owners(tables, packing);
  const auto parts = parts_of(tables);
  in_parallel(parts.households.size(), options.threads, [&](std::size_t part) {
    std::vector<std::int64_t> asked(tables.units().size(), 0);
    for (std::size_t u = 0; u < asked.size(); ++u) asked[u] = owner[u] == kNobody ? 0 : kTaken;
    for (int pass = 0; pass < 3; ++pass) {
      bool gained = false;
      for (const auto h : parts.households[part]) {
        if (is_up(options.hurry)) return;
        Column& now = packing.of_household[h];
        for (const auto unit : now.set()) asked[unit] = 0;
        PricingMemory memory;
        PricingLimits limits;
        limits.threshold = now.count > 0 ? now.value : 0;
        limits.nodes = 20'000;
        limits.columns = 1;
        limits.hurry = options.hurry;
        const auto priced = price_household(tables, h, asked, limits, memory);
        if (!priced.columns.empty()) {
          now = priced.columns.back();
          gained = true;
        }
        for (const auto unit : now.set()) asked[unit] = kTaken;
      }
      if (!gained) break;
    }
  });
  packing.value = total_value(packing);
}

}  // namespace samen::matcher::formation
