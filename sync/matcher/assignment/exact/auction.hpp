// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sync/matcher/assignment/exact/side.hpp"

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
             std::vector<std::uint32_t>& waiting) {
  constexpr std::uint32_t kMostBids = 64;  // a bidder, on average
  std::ranges::fill(bidders.mate, kUnassigned);
  std::ranges::fill(items.mate, kUnassigned);
  // First come, first served: unlike with a stack it is known long before whose turn it is, and the
  // entries can be on their way from memory by then.
  constexpr std::uint32_t kAhead = 6;
  const std::uint32_t count = bidders.size();
  waiting.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) waiting[i] = i;
  std::uint32_t head = 0;
  std::uint32_t left = count;
  std::uint64_t bids_left = std::uint64_t{kMostBids} * count;
  while (left > 0 && bids_left-- > 0) {
    if (left > kAhead) {
      const std::uint32_t later = head + kAhead < count ? head + kAhead : head + kAhead - count;
      const auto* const entries = bidders.entries.data() + bidders.begin[waiting[later]];
      __builtin_prefetch(entries);
      __builtin_prefetch(entries + 8);
      __builtin_prefetch(entries + 16);
      __builtin_prefetch(entries + 24);
    }
    const std::uint32_t bidder = waiting[head];
    head = head + 1 < count ? head + 1 : 0;
    --left;
    const auto [item, best, second] = two_best(bidders, items, bidder);
    if (item == kUnassigned) continue;
    items.price[item] += best - second + epsilon;
    const std::uint32_t before = items.mate[item];
    items.mate[item] = bidder;
    bidders.mate[bidder] = item;
    if (before == kUnassigned) continue;
    bidders.mate[before] = kUnassigned;
    const std::uint32_t tail = head + left < count ? head + left : head + left - count;
    waiting[tail] = before;
    ++left;
  }
}

}  // namespace samen::matcher::exact
