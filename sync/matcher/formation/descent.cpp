// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/descent.hpp"

#include <algorithm>
#include <cmath>

namespace samen::matcher::formation {
namespace {

constexpr std::uint32_t kNoSet = 0xffffffffU;

}  // namespace

Descent::Descent(const Tables& tables, const Pool& pool, std::vector<double> start)
    : units_(tables.units().size()), best_(std::move(start)) {
  begin_.push_back(0);
  for (std::uint32_t h = 0; h < pool.households(); ++h) {
    for (const Column& column : pool.of(h)) {
      value_.push_back(static_cast<double>(column.value));
      for (const auto unit : column.set()) unit_.push_back(unit);
      set_begin_.push_back(static_cast<std::uint32_t>(unit_.size()));
    }
    begin_.push_back(static_cast<std::uint32_t>(value_.size()));
  }
  share_.assign(value_.size(), 0.0);
  chosen_.assign(pool.households(), kNoSet);
}

const std::vector<double>& Descent::run(int steps, double target,
                                        const std::function<bool()>& hurry) {
  std::vector<double> use(units_, 0.0);
  std::vector<double> mean(units_, 0.0);
  lowest_ = evaluate(best_, mean);
  std::vector<double> trial(units_);
  double length = 0.5;
  double follow = 0.15;
  int failures = 0;
  for (int step = 0; step < steps && !is_up(hurry); ++step) {
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
    for (double& share : share_) share *= 0.97;
    for (const auto set : chosen_) {
      if (set != kNoSet) share_[set] += 0.03;
    }
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

double Descent::evaluate(const std::vector<double>& prices, std::vector<double>& use) {
  double bound = 0;
  for (const double price : prices) bound += price;
  std::ranges::fill(use, 0.0);
  for (std::size_t h = 0; h + 1 < begin_.size(); ++h) {
    double most = 0;
    std::uint32_t at = kNoSet;
    for (auto c = begin_[h]; c < begin_[h + 1]; ++c) {
      double over = value_[c];
      for (auto i = set_begin_[c]; i < set_begin_[c + 1]; ++i) over -= prices[unit_[i]];
      if (over <= most) continue;
      most = over;
      at = c;
    }
    chosen_[h] = at;
    if (at == kNoSet) continue;
    bound += most;
    for (auto i = set_begin_[at]; i < set_begin_[at + 1]; ++i) use[unit_[i]] += 1.0;
  }
  return bound;
}

std::vector<std::int64_t> rounded(const std::vector<double>& prices) {
  std::vector<std::int64_t> whole(prices.size());
  for (std::size_t i = 0; i < prices.size(); ++i) whole[i] = std::llround(prices[i]);
  return whole;
}

}  // namespace samen::matcher::formation
