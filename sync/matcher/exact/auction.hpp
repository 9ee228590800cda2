// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sync/matcher/exact/side.hpp"

namespace samen::matcher::exact {

// What a bidder would gain at today's prices. Staying alone gains 0, so nothing below counts.
template <class Value>
struct TwoBest {
  std::uint32_t item = kUnassigned;  // kUnassigned: nothing beats staying alone
  Value best = 0;
  Value second = 0;
};

template <class Value>
TwoBest<Value> two_best(const Side<Value>& bidders, const Side<Value>& items,
                        std::uint32_t bidder) {
  TwoBest<Value> found;
  const auto* entry = bidders.entries.data() + bidders.begin[bidder];
  const auto* const last = bidders.entries.data() + bidders.begin[bidder + 1];
  const Value* const price = items.price.data();
  for (; entry != last; ++entry) {
    const Value gain = entry->value - price[entry->other];
    if (gain <= found.second) continue;
    if (gain > found.best) {
      found.second = found.best;
      found.best = gain;
      found.item = entry->other;
    } else {
      found.second = gain;
    }
  }
  return found;
}

// A rough start: Bertsekas' auction (1988) with increment `epsilon`. Afterwards every match is
// within epsilon of what the bidder likes best. A fight over too few items, which small increments
// would draw out for ever, is broken off and left to the exact search.
template <class Value>
void auction(Side<Value>& bidders, Side<Value>& items, Value epsilon,
             std::vector<std::uint32_t>& stack) {
  constexpr std::uint32_t kMostBids = 64;  // a bidder, on average
  std::ranges::fill(bidders.mate, kUnassigned);
  std::ranges::fill(items.mate, kUnassigned);
  stack.resize(bidders.size());
  for (std::uint32_t i = 0; i < bidders.size(); ++i) stack[i] = bidders.size() - 1 - i;
  std::uint64_t bids_left = std::uint64_t{kMostBids} * bidders.size();
  while (!stack.empty() && bids_left-- > 0) {
    const std::uint32_t bidder = stack.back();
    stack.pop_back();
    const auto [item, best, second] = two_best(bidders, items, bidder);
    if (item == kUnassigned) continue;
    items.price[item] += best - second + epsilon;
    const std::uint32_t before = items.mate[item];
    items.mate[item] = bidder;
    bidders.mate[bidder] = item;
    if (before == kUnassigned) continue;
    bidders.mate[before] = kUnassigned;
    stack.push_back(before);
  }
}

}  // namespace samen::matcher::exact
