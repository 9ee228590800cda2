// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "sync/matcher/exact/side.hpp"

namespace samen::matcher::exact {

// A queue of nodes by distance, least first; of equal distances the lower node first.
template <class Value>
class DistanceQueue {
 public:
  void push(Value distance, std::uint32_t node) {
    heap_.push_back(key(distance, node));
    std::ranges::push_heap(heap_, std::greater<>{});
  }
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  std::pair<Value, std::uint32_t> pop() {
    std::ranges::pop_heap(heap_, std::greater<>{});
    const auto top = heap_.back();
    heap_.pop_back();
    return {distance_of(top), node_of(top)};
  }
  // The node at a place of the heap: 0 is the next, 1 and 2 are among the next three.
  std::uint32_t peek(std::size_t place) const { return node_of(heap_[place]); }
  void clear() { heap_.clear(); }

 private:
  // Distances are never negative: two 32-bit numbers compare as one of 64.
  static constexpr bool kNarrow = sizeof(Value) == 4;
  using Key = std::conditional_t<kNarrow, std::uint64_t, std::pair<Value, std::uint32_t>>;
  static Key key(Value distance, std::uint32_t node) {
    if constexpr (kNarrow) {
      return static_cast<std::uint64_t>(distance) << 32U | node;
    } else {
      return {distance, node};
    }
  }
  static Value distance_of(const Key& key) {
    if constexpr (kNarrow) {
      return static_cast<Value>(key >> 32U);
    } else {
      return key.first;
    }
  }
  static std::uint32_t node_of(const Key& key) {
    if constexpr (kNarrow) {
      return static_cast<std::uint32_t>(key);
    } else {
      return key.second;
    }
  }
  std::vector<Key> heap_;
};

// Shortest augmenting paths (Jonker and Volgenant 1987; here for sparse problems in which everybody
// may stay alone at value 0).
//
// Between searches: prices are never negative and cover every entry, and every match is covered
// exactly. What may still be wrong is an unmatched node with a price. A search from such a node
// takes its price down to 0 or matches it, breaks nothing, and leaves no new one behind.
//
// `Sides` is Side or anything with its members mate, price, distance and from, of(node), and
// expect(node) and send_for(node), which say that of(node) may be or will soon be asked for.
template <class Value, class Sides = Side<Value>>
class Search {
 public:
  // From `start`, an unmatched node of `near`.
  void run(Sides& near, Sides& far, std::uint32_t start) {
    near.price[start] = lowest_price(near, far, start);
    if (near.price[start] == 0) return;
    scanned_.clear();
    touched_.clear();
    queue_.clear();
    ready_.clear();
    end_ = {near.price[start], start, kUnassigned};
    std::uint32_t node = start;
    Value distance = 0;
    for (;;) {
      scan(near, far, node, distance);
      const std::uint32_t next = next_node(far, distance);
      if (next == kUnassigned) break;
      look_ahead(near, far);
      node = far.mate[next];
      distance = far.distance[next];
    }
    move_prices(near, far);
    flip(near, far, start);
    for (const auto item : touched_) far.distance[item] = Sides::kFar;
  }

  // The least price that covers all entries of a node.
  static Value lowest_price(const Sides& near, const Sides& far, std::uint32_t node) {
    Value price = 0;
    for (const auto& entry : near.of(node)) {
      price = std::max(price, static_cast<Value>(entry.value - far.price[entry.other]));
    }
    return price;
  }

 private:
  // The cheapest end found so far: a node of `near` that stays alone, or an unmatched one of `far`.
  struct End {
    Value distance;
    std::uint32_t alone;
    std::uint32_t item;
  };
  struct Scanned {
    std::uint32_t node;
    Value distance;
  };

  void scan(Sides& near, Sides& far, std::uint32_t node, Value distance) {
    scanned_.push_back({node, distance});
    const Value reach = distance + near.price[node];
    if (reach < end_.distance) end_ = {reach, node, kUnassigned};
    for (const auto& entry : near.of(node)) {
      const std::uint32_t item = entry.other;
      const Value to = reach - entry.value + far.price[item];
      if (to >= end_.distance || to >= far.distance[item]) continue;
      if (far.distance[item] == Sides::kFar) touched_.push_back(item);
      far.distance[item] = to;
      far.from[item] = node;
      if (far.mate[item] == kUnassigned) {
        end_ = {to, kUnassigned, item};
        continue;
      }
      near.expect(far.mate[item]);
      if (to == distance) {
        ready_.push_back(item);  // no need to queue what is as near as we are
      } else {
        queue_.push(to, item);
      }
    }
  }

  // The next item nearer than the best end, or kUnassigned.
  std::uint32_t next_node(const Sides& far, Value distance) {
    if (end_.distance <= distance) return kUnassigned;
    if (!ready_.empty()) {
      const std::uint32_t item = ready_.back();
      ready_.pop_back();
      return item;
    }
    while (!queue_.empty()) {
      const auto [to, item] = queue_.pop();
      if (to >= end_.distance) return kUnassigned;
      if (to == far.distance[item]) return item;  // else it was reached nearer since
    }
    return kUnassigned;
  }

  // What is probably scanned next lies somewhere else in memory: it is sent for in time.
  void look_ahead(const Sides& near, const Sides& far) const {
    constexpr std::size_t kNearest = 4;
    for (std::size_t i = 1; i <= std::min(kNearest, ready_.size()); ++i) {
      near.send_for(far.mate[ready_[ready_.size() - i]]);
    }
    if (ready_.size() >= kNearest) return;
    for (std::size_t i = 0; i < std::min(kNearest, queue_.size()); ++i) {
      near.send_for(far.mate[queue_.peek(i)]);
    }
  }

  void move_prices(Sides& near, Sides& far) {
    for (const auto& [node, distance] : scanned_) {
      const Value step = end_.distance - distance;
      near.price[node] -= step;
      if (near.mate[node] != kUnassigned) far.price[near.mate[node]] += step;
    }
  }

  void flip(Sides& near, Sides& far, std::uint32_t start) {
    if (end_.alone == start) return;
    std::uint32_t item = end_.item;
    if (end_.alone != kUnassigned) item = std::exchange(near.mate[end_.alone], kUnassigned);
    for (;;) {
      const std::uint32_t node = far.from[item];
      const std::uint32_t next = std::exchange(near.mate[node], item);
      far.mate[item] = node;
      if (node == start) return;
      item = next;
    }
  }

  End end_{};
  std::vector<Scanned> scanned_;
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> ready_;
  DistanceQueue<Value> queue_;
};

}  // namespace samen::matcher::exact
