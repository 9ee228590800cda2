// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace samen::matcher::exact {

// A queue of nodes by distance, least first, for a search that never asks for less than what it
// took last (a radix heap: Ahuja, Mehlhorn, Orlin and Tarjan 1990). Putting in is one append; a
// search that ends near its start puts in hundreds of times more than it takes out.
//
// Of equal distances the latest comes first. The order does not depend on the width of Value.
template <class Value>
class DistanceQueue {
 public:
  // `distance` >= what pop() returned last, and >= 0.
  void push(Value distance, std::uint32_t node) {
    const std::size_t at = bucket_of(distance);
    buckets_[at].push_back({distance, node});
    filled_[at / kBits] |= std::uint64_t{1} << at % kBits;
  }
  bool empty() const { return first() == kBuckets; }
  std::pair<Value, std::uint32_t> pop() {
    const std::size_t at = first();
    if (at > 0) spread(at);
    const Item least = buckets_[0].back();
    buckets_[0].pop_back();
    if (buckets_[0].empty()) filled_[0] &= ~std::uint64_t{1};
    return {least.distance, least.node};
  }
  // Calls `use` with up to `most` nodes that are among the next.
  template <class F>
  void look_ahead(std::size_t most, F use) const {
    const std::size_t at = first();
    if (at == kBuckets) return;
    const auto& bucket = buckets_[at];
    for (std::size_t i = 1; i <= std::min(most, bucket.size()); ++i) {
      use(bucket[bucket.size() - i].node);
    }
  }
  void clear() {
    for (std::size_t at = first(); at != kBuckets; at = first()) {
      buckets_[at].clear();
      filled_[at / kBits] &= ~(std::uint64_t{1} << at % kBits);
    }
    last_ = 0;
  }

 private:
  struct Item {
    Value distance;
    std::uint32_t node;
  };
  using Bits = std::make_unsigned_t<Value>;
  static constexpr std::size_t kBits = 64;
  static constexpr std::size_t kBuckets = sizeof(Value) * 8 + 1;

  // By the highest bit in which it differs from what was taken last: bucket 0 holds its equals.
  std::size_t bucket_of(Value distance) const {
    return static_cast<std::size_t>(
        std::bit_width(static_cast<Bits>(static_cast<Bits>(distance) ^ static_cast<Bits>(last_))));
  }
  std::size_t first() const {
    if (filled_[0] != 0) return static_cast<std::size_t>(std::countr_zero(filled_[0]));
    if (filled_[1] != 0) return kBits + static_cast<std::size_t>(std::countr_zero(filled_[1]));
    return kBuckets;
  }
  // Everything in the bucket goes to a lower one, the least of it to bucket 0.
  void spread(std::size_t at) {
    auto& bucket = buckets_[at];
    last_ = std::ranges::min(bucket, {}, &Item::distance).distance;
    filled_[at / kBits] &= ~(std::uint64_t{1} << at % kBits);
    for (const auto& [distance, node] : bucket) push(distance, node);
    bucket.clear();
  }

  std::array<std::vector<Item>, kBuckets> buckets_;
  std::array<std::uint64_t, 2> filled_{};  // which buckets are not empty
  Value last_ = 0;
};

}  // namespace samen::matcher::exact
