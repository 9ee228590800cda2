// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/pool.hpp"

#include <algorithm>
#include <utility>

namespace samen::matcher::formation {

bool Pool::add(std::uint32_t household, const Column& column) {
  auto& known = columns_[household];
  if (std::ranges::find(known, column) != known.end()) return false;
  known.push_back(column);
  return true;
}

void Pool::trim(const std::vector<std::int64_t>& prices, std::size_t most) {
  for (auto& known : columns_) {
    if (known.size() <= most) continue;
    std::vector<std::pair<std::int64_t, std::size_t>> order;
    for (std::size_t i = 0; i < known.size(); ++i) {
      order.emplace_back(price_of(known[i], prices) - known[i].value, i);
    }
    std::ranges::sort(order);
    std::vector<Column> kept;
    for (std::size_t i = 0; i < most; ++i) kept.push_back(known[order[i].second]);
    known = std::move(kept);
  }
}

std::size_t Pool::size() const {
  std::size_t sum = 0;
  for (const auto& known : columns_) sum += known.size();
  return sum;
}

}  // namespace samen::matcher::formation
