// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cassert>
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
  // The last one takes its place, which is returned.
  std::size_t erase(std::uint32_t node, std::uint32_t other) {
    auto& list = entries[node];
    Stored* const entry = find(node, other);
    if (entry == nullptr) return list.size();
    const auto at = static_cast<std::size_t>(entry - list.data());
    *entry = list.back();
    list.pop_back();
    return at;
  }
  void put_back(std::uint32_t node, std::size_t at, std::uint32_t other, std::int64_t value) {
    put(node, other, value);
    std::swap(entries[node][at], entries[node].back());
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

  // Shows `look` the optimum without the pair of this row and its mate, and which rows have moved
  // for it, the row itself first; then everything is as it was.
  template <class Look>
  void without_pair(std::uint32_t row, Look look) {
    const std::uint32_t column = rows.mate[row];
    assert(column != kUnassigned);
    const std::int64_t value = unpack(*rows.find(row, column)).value;
    const std::size_t in_row = rows.erase(row, column);
    const std::size_t in_column = columns.erase(column, row);
    const Value row_price = rows.price[row];
    const Value column_price = columns.price[column];
    part(row, column);
    search_.run(rows, columns, row);
    const bool freed = columns.mate[column] == kUnassigned;
    const Value freed_price = columns.price[column];
    if (freed) back_.run(columns, rows, column);

    moved_.assign(1, row);
    for (const auto item : search_.moved()) moved_.push_back(columns.from[item]);
    if (search_.left_alone() != kUnassigned) moved_.push_back(search_.left_alone());
    if (freed) moved_.insert(moved_.end(), back_.moved().begin(), back_.moved().end());
    std::sort(moved_.begin() + 1, moved_.end());
    moved_.erase(std::unique(moved_.begin() + 1, moved_.end()), moved_.end());
    moved_.erase(std::remove(moved_.begin() + 1, moved_.end(), row), moved_.end());
    look(std::span<const std::uint32_t>(moved_));

    if (freed) back_.undo(columns, rows, column, freed_price);
    search_.undo(rows, columns, row, row_price);
    rows.mate[row] = column;
    columns.mate[column] = row;
    columns.price[column] = column_price;
    rows.put_back(row, in_row, column, value);
    columns.put_back(column, in_column, row, value);
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
  Search<Value, Side> back_;          // from the other side
  std::vector<std::uint32_t> moved_;  // rows
};

}  // namespace samen::matcher::exact
