// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sync/matcher/formation/pool.hpp"

namespace samen::matcher::formation {

// Subgradient steps (deflected, Polyak length) on the sets of a pool. Real numbers, always added in
// the same order, so the same input gives the same prices.
class Descent {
 public:
  Descent(const Tables& tables, const Pool& pool, std::vector<double> start);

  // Returns prices that are (nearly) optimal for the pool; `target` is what the bound can hardly
  // fall below. Once `hurry` says so, the best so far.
  const std::vector<double>& run(int steps, double target, const std::function<bool()>& hurry = {});
  double lowest() const { return lowest_; }

  // How often each set was the best of its household, later steps counting more: close to its share
  // in the linear program's solution. In the order of the pool, household by household.
  const std::vector<double>& shares() const { return share_; }

 private:
  // The bound over the pool's sets at these prices, and how often its best sets use each unit.
  double evaluate(const std::vector<double>& prices, std::vector<double>& use);

  std::size_t units_;
  std::vector<double> best_;
  double lowest_ = 0;
  std::vector<std::uint32_t> begin_;  // sets by household
  std::vector<double> value_;
  std::vector<double> share_;
  std::vector<std::uint32_t> chosen_;  // by household, of the last evaluation
  std::vector<std::uint32_t> set_begin_ = {0};
  std::vector<std::uint32_t> unit_;
};

std::vector<std::int64_t> rounded(const std::vector<double>& prices);

}  // namespace samen::matcher::formation
