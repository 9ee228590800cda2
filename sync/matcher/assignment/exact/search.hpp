// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sync/matcher/assignment/exact/queue.hpp"
#include "sync/matcher/assignment/exact/side.hpp"

namespace samen::matcher::exact {

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
    scanned_.clear();
    path_.clear();
    if (near.price[start] == 0) return;
    touched_.clear();
    queue_.clear();
    forget_ready();
    end_ = {near.price[start], start, kUnassigned};
    std::uint32_t node = start;
    Value distance = 0;
    for (;;) {
      scan(near, far, node, distance);
      if (end_.distance <= distance) break;
      if (head_ < ready_.size()) {
        node = ready_[head_++];
        send_for_ready(near);
        continue;
      }
      forget_ready();
      const std::uint32_t item = next_item(far);
      if (item == kUnassigned) break;
      node = far.mate[item];
      distance = far.distance[item];
      queue_.look_ahead(kMaybeSoon, [&](std::uint32_t soon) { near.send_for(far.mate[soon]); });
    }
    move_prices(near, far);
    flip(near, far, start);
    for (const auto item : touched_) far.distance[item] = Sides::kFar;
  }

  // Takes the last run() from `start` back, which had this price before; since then, nothing but
  // the other side may have been searched from, and that been taken back.
  void undo(Sides& near, Sides& far, std::uint32_t start, Value price) {
    for (std::size_t i = 0; i < path_.size(); ++i) {
      near.mate[far.from[path_[i]]] = i + 1 < path_.size() ? path_[i + 1] : kUnassigned;
      far.mate[path_[i]] = i > 0 ? far.from[path_[i - 1]] : end_.alone;
    }
    if (!path_.empty() && end_.alone != kUnassigned) near.mate[end_.alone] = path_.front();
    for (const auto& [node, distance] : scanned_) {
      const Value step = end_.distance - distance;
      near.price[node] += step;
      if (near.mate[node] != kUnassigned) far.price[near.mate[node]] -= step;
    }
    near.price[start] = price;
  }
  // Of the last run(): the items that changed their mates, the last of them with `start`; and the
  // node that is alone since, if any.
  const std::vector<std::uint32_t>& moved() const { return path_; }
  std::uint32_t left_alone() const { return path_.empty() ? kUnassigned : end_.alone; }

  // The least price that covers all entries of a node.
  static Value lowest_price(const Sides& near, const Sides& far, std::uint32_t node) {
    Value price = 0;
    for (const auto& entry : near.of(node)) {
      const auto [item, value] = unpack(entry);
      price = std::max(price, static_cast<Value>(value - far.price[item]));
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

  struct Reached {
    Value to;
    std::uint32_t item;
  };
  // How many lists ahead: in one queue it is known who is next, in the other only who may be.
  static constexpr std::size_t kSoon = 10;
  static constexpr std::size_t kMaybeSoon = 4;

  void scan(Sides& near, Sides& far, std::uint32_t node, Value distance) {
    scanned_.push_back({node, distance});
    const Value reach = distance + near.price[node];
    if (reach < end_.distance) end_ = {reach, node, kUnassigned};
    for (const auto& [to, item] : within_reach(near, far, node, reach)) {
      if (to >= end_.distance || to >= far.distance[item]) continue;
      if (far.distance[item] == Sides::kFar) touched_.push_back(item);
      far.distance[item] = to;
      far.from[item] = node;
      const std::uint32_t mate = far.mate[item];
      if (mate == kUnassigned) {
        end_ = {to, kUnassigned, item};
        continue;
      }
      near.expect(mate);
      if (to == distance) {
        ready_.push_back(mate);  // no need to queue what is as near as we are
      } else {
        queue_.push(to, item);
      }
    }
  }

  // Nine of ten entries lead further than the best end. They are left out without a branch on each,
  // because the processor could not foresee it.
  std::span<const Reached> within_reach(const Sides& near, const Sides& far, std::uint32_t node,
                                        Value reach) {
    const auto entries = near.of(node);
    if (reached_.size() < entries.size()) reached_.resize(entries.size());
    Reached* next = reached_.data();
    const Value* const price = far.price.data();
    const Value limit = end_.distance;
    for (const auto& entry : entries) {
      const auto [item, value] = unpack(entry);
      const Value to = reach - value + price[item];
      *next = {to, item};
      next += to < limit ? 1 : 0;
    }
    return {reached_.data(), next};
  }

  // The next item nearer than the best end, or kUnassigned.
  std::uint32_t next_item(const Sides& far) {
    while (!queue_.empty()) {
      const auto [to, item] = queue_.pop();
      if (to >= end_.distance) return kUnassigned;
      if (to == far.distance[item]) return item;  // else it was reached nearer since
    }
    return kUnassigned;
  }

  // What is scanned soon lies somewhere else in memory: it is sent for in time, once. That is why
  // nodes at one distance take their turn first come, first served: on a stack it would never be
  // known who is next but one.
  void send_for_ready(const Sides& near) {
    while (sent_ < ready_.size() && sent_ < head_ + kSoon) near.send_for(ready_[sent_++]);
  }
  void forget_ready() {
    ready_.clear();
    head_ = 0;
    sent_ = 0;
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
      path_.push_back(item);
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
  std::vector<std::uint32_t> path_;
  std::vector<Reached> reached_;      // by the entries of the node being scanned
  std::vector<std::uint32_t> ready_;  // nodes of `near` at the current distance, in turn
  std::size_t head_ = 0;              // of ready_: who is next
  std::size_t sent_ = 0;              // of ready_: who is sent for
  DistanceQueue<Value> queue_;
};

}  // namespace samen::matcher::exact
