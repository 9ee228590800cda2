// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <vector>

#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher::exact {

// A number type wide enough for three times the greatest value of a part. Most parts fit 32 bits,
// which halves the memory a scan reads.
inline constexpr std::int64_t kGreatestNarrowValue = std::int64_t{1} << 28;

template <class Value>
struct Entry {
  std::uint32_t other;  // node of the other side
  Value value;
};

// The same in half the room, for values below 4,096 (scores are) and nodes below 1,048,576.
struct PackedEntry {
  static constexpr unsigned kValueBits = 12;
  static constexpr std::int64_t kGreatestValue = (std::int64_t{1} << kValueBits) - 1;
  static constexpr std::size_t kMostNodes = std::size_t{1} << (32 - kValueBits);
  std::uint32_t bits;
};

template <class Value>
Entry<Value> unpack(const Entry<Value>& entry) {
  return entry;
}
inline Entry<std::int32_t> unpack(PackedEntry entry) {
  return {entry.bits >> PackedEntry::kValueBits,
          static_cast<std::int32_t>(entry.bits & PackedEntry::kGreatestValue)};
}
// `Stored`: Entry of some width, or PackedEntry; number and value fit it.
template <class Stored>
Stored packed(std::uint32_t other, std::int64_t value) {
  if constexpr (std::is_same_v<Stored, PackedEntry>) {
    return {other << PackedEntry::kValueBits | static_cast<std::uint32_t>(value)};
  } else {
    return {other, static_cast<decltype(Stored::value)>(value)};
  }
}

// Sends for the first entries of a list from memory; longer ones the processor then foresees.
template <class Stored>
void send_for_all(std::span<const Stored> entries) {
  constexpr std::size_t kLine = 64;
  const auto* const bytes = reinterpret_cast<const char*>(entries.data());
  const std::size_t size = std::min(entries.size_bytes(), 8 * kLine);
  for (std::size_t at = 0; at < size; at += kLine) __builtin_prefetch(bytes + at);
}

// One side of a part (its rows or its columns), with what the solver knows about each node.
template <class Value>
struct Side {
  static constexpr Value kFar = std::numeric_limits<Value>::max();

  std::vector<std::uint32_t> begin;   // nodes + 1, into entries
  std::vector<Entry<Value>> entries;  // grouped by node; empty until somebody needs them
  std::vector<std::uint32_t> mate;    // node of the other side, or kUnassigned
  std::vector<Value> price;           // never negative
  std::vector<Value> distance;        // in the current search; kFar = not reached
  std::vector<std::uint32_t> from;    // the node of the other side it was reached from

  std::uint32_t size() const { return static_cast<std::uint32_t>(mate.size()); }
  std::span<const Entry<Value>> of(std::uint32_t node) const {
    return {entries.data() + begin[node], entries.data() + begin[node + 1]};
  }
  void expect(std::uint32_t node) const { __builtin_prefetch(&begin[node]); }
  void send_for(std::uint32_t node) const { send_for_all(of(node)); }
  void reset(std::size_t nodes) {
    mate.assign(nodes, kUnassigned);
    price.assign(nodes, 0);
    distance.assign(nodes, kFar);
    from.assign(nodes, kUnassigned);
    begin.clear();
    entries.clear();
  }
};

// The same entries seen from the other side, in rising order of node.
template <class Value>
void transpose(const Side<Value>& one, Side<Value>& other) {
  other.begin.assign(std::size_t{other.size()} + 1, 0);
  other.entries.resize(one.entries.size());
  for (const auto& entry : one.entries) ++other.begin[entry.other + 1];
  for (std::uint32_t i = 0; i < other.size(); ++i) other.begin[i + 1] += other.begin[i];
  auto next = other.begin;
  for (std::uint32_t node = 0; node < one.size(); ++node) {
    for (auto e = one.begin[node]; e < one.begin[node + 1]; ++e) {
      const auto& entry = one.entries[e];
      other.entries[next[entry.other]++] = {node, entry.value};
    }
  }
}

}  // namespace samen::matcher::exact
