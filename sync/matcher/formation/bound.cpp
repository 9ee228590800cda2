// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/bound.hpp"

#include <algorithm>

#include "sync/matcher/formation/descent.hpp"

namespace samen::matcher::formation {

Prices prove(const Tables& tables, Pool& pool, std::vector<std::int64_t> unit_prices,
             const BoundOptions& options, std::vector<PricingMemory>& memory) {
  const std::size_t households = tables.households().size();
  memory.resize(households);
  std::vector<Priced> answers(households);
  in_parallel(households, options.threads, [&](std::size_t i) {
    const auto household = static_cast<std::uint32_t>(i);
    PricingLimits limits;
    limits.nodes = options.nodes;
    limits.hurry = options.hurry;
    for (const Column& column : pool.of(household)) {
      limits.threshold = std::max(limits.threshold, column.value - price_of(column, unit_prices));
    }
    answers[i] = price_household(tables, household, unit_prices, limits, memory[i]);
  });
  Prices made;
  made.unit = std::move(unit_prices);
  for (const auto price : made.unit) made.bound += price;
  for (std::uint32_t h = 0; h < households; ++h) {
    made.household.push_back(answers[h].bound);
    made.bound += answers[h].bound;
    for (const Column& column : answers[h].columns) pool.add(h, column);
  }
  return made;
}

Prices lower_bound_prices(const Tables& tables, Pool& pool, std::int64_t value, Prices prices,
                          const BoundOptions& options) {
  std::vector<PricingMemory> memory;
  Prices best = prove(tables, pool, std::move(prices.unit), options, memory);
  for (int round = 0; round < options.rounds; ++round) {
    if (best.bound - value <= options.close_enough || options.time_is_up()) break;
    // Start from the best proven prices: the pool says nothing about sets nobody has found yet.
    std::vector<double> start(best.unit.begin(), best.unit.end());
    Descent descent(tables, pool, std::move(start));
    std::vector<double> trial =
        descent.run(options.steps, static_cast<double>(value), options.hurry);
    const std::size_t before = pool.size();
    // Half way to the best proven ones: the pool's optimum alone swings too far.
    if (round % 3 != 2) {
      for (std::size_t u = 0; u < trial.size(); ++u) {
        trial[u] = 0.5 * (trial[u] + static_cast<double>(best.unit[u]));
      }
    }
    Prices found = prove(tables, pool, rounded(trial), options, memory);
    const bool lower = found.bound < best.bound;
    if (lower) best = std::move(found);
    if (!lower && pool.size() == before && round % 3 == 2) break;
    pool.trim(best.unit, options.pool);
  }
  return best;
}

}  // namespace samen::matcher::formation
