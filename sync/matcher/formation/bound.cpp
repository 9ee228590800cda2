// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/bound.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

namespace samen::matcher::formation {
namespace {

// Subgradient steps on the sets of a pool. Real numbers, always added in the same order.
class Descent {
 public:
  Descent(const Problem& problem, const Pool& pool, std::vector<double> start)
      : units_(problem.units().size()), best_(std::move(start)) {
    begin_.push_back(0);
    for (std::uint32_t h = 0; h < pool.households(); ++h) {
      for (const Column& column : pool.of(h)) {
        value_.push_back(static_cast<double>(column.value));
        for (const auto unit : column.set()) unit_.push_back(unit);
        set_begin_.push_back(static_cast<std::uint32_t>(unit_.size()));
      }
      begin_.push_back(static_cast<std::uint32_t>(value_.size()));
    }
  }

  // Returns prices that are (nearly) optimal for the pool.
  std::vector<double> run(int steps, double target) {
    std::vector<double> use(units_, 0.0);
    std::vector<double> mean(units_, 0.0);
    lowest_ = evaluate(best_, mean);
    std::vector<double> trial(units_);
    double length = 0.5;
    double follow = 0.15;
    int failures = 0;
    for (int step = 0; step < steps; ++step) {
      double norm = 0;
      for (std::size_t u = 0; u < units_; ++u) {
        const double slack = 1.0 - mean[u];
        if (best_[u] > 0 || slack < 0) norm += slack * slack;
      }
      if (norm < 1e-9) break;
      const double over = std::max(lowest_ - target, 1e-4 * std::abs(lowest_));
      const double move = length * over / norm;
      for (std::size_t u = 0; u < units_; ++u) {
        trial[u] = std::max(0.0, best_[u] - move * (1.0 - mean[u]));
      }
      const double bound = evaluate(trial, use);
      for (std::size_t u = 0; u < units_; ++u) mean[u] += follow * (use[u] - mean[u]);
      if (bound < lowest_) {
        if (lowest_ - bound > 0.001 * over) length = std::min(length * 1.15, 2.0);
        lowest_ = bound;
        best_.swap(trial);
        failures = 0;
      } else if (++failures >= 8) {
        length = std::max(length * 0.75, 1e-4);
        follow = std::max(follow * 0.95, 0.02);
        failures = 0;
      }
    }
    return best_;
  }
  double lowest() const { return lowest_; }

 private:
  // The bound over the pool's sets at these prices, and how often its best sets use each unit.
  double evaluate(const std::vector<double>& prices, std::vector<double>& use) const {
    double bound = 0;
    for (const double price : prices) bound += price;
    std::ranges::fill(use, 0.0);
    for (std::size_t h = 0; h + 1 < begin_.size(); ++h) {
      double most = 0;
      std::uint32_t at = 0xffffffffU;
      for (auto c = begin_[h]; c < begin_[h + 1]; ++c) {
        double over = value_[c];
        for (auto i = set_begin_[c]; i < set_begin_[c + 1]; ++i) over -= prices[unit_[i]];
        if (over <= most) continue;
        most = over;
        at = c;
      }
      if (at == 0xffffffffU) continue;
      bound += most;
      for (auto i = set_begin_[at]; i < set_begin_[at + 1]; ++i) use[unit_[i]] += 1.0;
    }
    return bound;
  }

  std::size_t units_;
  std::vector<double> best_;
  double lowest_ = 0;
  std::vector<std::uint32_t> begin_;  // sets by household
  std::vector<double> value_;
  std::vector<std::uint32_t> set_begin_ = {0};
  std::vector<std::uint32_t> unit_;
};

std::vector<std::int64_t> rounded(const std::vector<double>& prices) {
  std::vector<std::int64_t> whole(prices.size());
  for (std::size_t i = 0; i < prices.size(); ++i) whole[i] = std::llround(prices[i]);
  return whole;
}

}  // namespace

void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work) {
  const std::size_t wanted =
      threads > 0 ? static_cast<std::size_t>(threads) : std::thread::hardware_concurrency();
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < std::min(wanted, count); ++i) helpers.emplace_back(run);
  run();
}

Prices prove(const Problem& problem, Pool& pool, std::vector<std::int64_t> unit_prices,
             const BoundOptions& options, std::vector<PricingMemory>& memory) {
  const std::size_t households = problem.households().size();
  memory.resize(households);
  std::vector<Priced> answers(households);
  in_parallel(households, options.threads, [&](std::size_t i) {
    const auto household = static_cast<std::uint32_t>(i);
    PricingLimits limits;
    limits.nodes = options.nodes;
    for (const Column& column : pool.of(household)) {
      limits.threshold = std::max(limits.threshold, column.value - price_of(column, unit_prices));
    }
    answers[i] = price_household(problem, household, unit_prices, limits, memory[i]);
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

Prices lower_bound_prices(const Problem& problem, Pool& pool, std::int64_t value, Prices prices,
                          const BoundOptions& options) {
  std::vector<PricingMemory> memory;
  Prices best = prove(problem, pool, std::move(prices.unit), options, memory);
  for (int round = 0; round < options.rounds; ++round) {
    if (best.bound - value <= options.close_enough) break;
    // Start from the best proven prices: the pool says nothing about sets nobody has found yet.
    std::vector<double> start(best.unit.begin(), best.unit.end());
    Descent descent(problem, pool, std::move(start));
    auto trial = descent.run(options.steps, static_cast<double>(value));
    const std::size_t before = pool.size();
    // Half way to the best proven ones: the pool's optimum alone swings too far.
    if (round % 3 != 2) {
      for (std::size_t u = 0; u < trial.size(); ++u) {
        trial[u] = 0.5 * (trial[u] + static_cast<double>(best.unit[u]));
      }
    }
    Prices found = prove(problem, pool, rounded(trial), options, memory);
    const bool lower = found.bound < best.bound;
    if (lower) best = std::move(found);
    if (!lower && pool.size() == before && round % 3 == 2) break;
    pool.trim(best.unit, options.pool);
  }
  return best;
}

}  // namespace samen::matcher::formation
