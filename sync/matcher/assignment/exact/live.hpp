// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "sync/matcher/assignment/exact/search.hpp"

namespace samen::matcher::exact {

// One side with lists that can grow; what Search needs of a side.
template <class Value, class Stored = Entry<Value>>
struct LiveSide {
  static constexpr Value kFar = std::numeric_limits<Value>::max();

  std::vector<std::vector<Stored>> entries;
  std::vector<std::uint32_t> mate;
  std::vector<Value> price;
  std::vector<Value> distance;
  std::vector<std::uint32_t> from;

  std::uint32_t size() const { return static_cast<std::uint32_t>(mate.size()); }
  std::span<const Stored> of(std::uint32_t node) const { return entries[node]; }
  void expect(std::uint32_t node) const { __builtin_prefetch(&entries[node]); }
  void send_for(std::uint32_t node) const { send_for_all(of(node)); }
  void grow(std::size_t nodes) {
    entries.resize(nodes);
    mate.resize(nodes, kUnassigned);
    price.resize(nodes, 0);
    distance.resize(nodes, kFar);
    from.resize(nodes, kUnassigned);
  }
  // Lists that searches visit together come to lie together, with room for some more.
  void reserve(std::uint32_t node, std::size_t count) {
    constexpr std::size_t kMore = 2;
    entries[node].reserve(count + kMore);
  }
  Stored* find(std::uint32_t node, std::uint32_t other) {
    auto& list = entries[node];
    const auto at = std::ranges::find(list, other, &other_of);
    return at == list.end() ? nullptr : &*at;
  }
  void put(std::uint32_t node, std::uint32_t other, std::int64_t value) {
    entries[node].push_back(packed<Stored>(other, value));
  }
  void erase(std::uint32_t node, std::uint32_t other) {
    Stored* const entry = find(node, other);
    if (entry == nullptr) return;
    *entry = entries[node].back();
    entries[node].pop_back();
  }

 private:
  static std::uint32_t other_of(const Stored& entry) { return unpack(entry).other; }
};

// An optimal assignment that stays one while nodes come and go (see Repair). Every number given is
// there, every value fits three times into Value; whoever calls has made sure.
template <class Value, class Stored = Entry<Value>>
class Live {
 public:
  using Side = LiveSide<Value, Stored>;
  Side rows;
  Side columns;

  Live() = default;
  // The same with numbers of another width. Lists keep their order, so that both go on alike.
  template <class OtherValue, class OtherStored>
  explicit Live(const Live<OtherValue, OtherStored>& other) {
    take(other.rows, rows);
    take(other.columns, columns);
  }

  // `list`: positive values, each node of `far` at most once. Returns the new node's number.
  std::uint32_t add(Side& near, Side& far, std::span<const Entry<std::int64_t>> list) {
    const std::uint32_t node = near.size();
    near.grow(std::size_t{node} + 1);
    near.entries[node].reserve(list.size());
    for (const auto& [other, value] : list) {
      near.put(node, other, value);
      far.put(other, node, value);
    }
    settle(near, far, node);
    return node;
  }

  void remove(Side& near, Side& far, std::uint32_t node) {
    for (const auto& entry : near.entries[node]) far.erase(unpack(entry).other, node);
    near.entries[node].clear();
    near.entries[node].shrink_to_fit();
    near.price[node] = 0;
    const std::uint32_t mate = std::exchange(near.mate[node], kUnassigned);
    if (mate == kUnassigned) return;
    far.mate[mate] = kUnassigned;
    settle(far, near, mate);
  }

  void set(std::uint32_t row, std::uint32_t column, Value value) {
    const bool together = rows.mate[row] == column;
    Stored* const entry = rows.find(row, column);
    const Value before = entry == nullptr ? 0 : unpack(*entry).value;
    if (value <= 0) {
      rows.erase(row, column);
      columns.erase(column, row);
    } else if (entry != nullptr) {
      *entry = packed<Stored>(column, value);
      *columns.find(column, row) = packed<Stored>(row, value);
    } else {
      rows.put(row, column, value);
      columns.put(column, row, value);
    }
    if (together && value >= before) {
      rows.price[row] += value - before;  // covered exactly again, and nothing else is worse
      return;
    }
    if (together) {
      part(row, column);
      settle(rows, columns, row);
      settle(columns, rows, column);
      return;
    }
    if (value <= 0 || value - rows.price[row] <= columns.price[column]) return;
    // Not covered: the row looks for a better match, and whoever it had looks after it.
    const std::uint32_t mate = rows.mate[row];
    if (mate != kUnassigned) part(row, mate);
    settle(rows, columns, row);
    if (mate != kUnassigned) settle(columns, rows, mate);
  }

 private:
  // Brings an unmatched node's price to 0 or matches it.
  void settle(Side& near, Side& far, std::uint32_t node) {
    if (near.mate[node] == kUnassigned) search_.run(near, far, node);
  }

  void part(std::uint32_t row, std::uint32_t column) {
    rows.mate[row] = kUnassigned;
    columns.mate[column] = kUnassigned;
  }

  template <class Other>
  static void take(const Other& from, Side& to) {
    to.grow(from.size());
    to.mate = from.mate;
    for (std::uint32_t node = 0; node < from.size(); ++node) {
      to.price[node] = static_cast<Value>(from.price[node]);
      to.reserve(node, from.entries[node].size());
      for (const auto& entry : from.entries[node]) {
        const auto [other, value] = unpack(entry);
        to.put(node, other, value);
      }
    }
  }

  Search<Value, Side> search_;
};

}  // namespace samen::matcher::exact
