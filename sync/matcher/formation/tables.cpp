// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/tables.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <thread>

namespace samen::matcher::formation {
namespace {

std::int64_t sum_bits(const Gains& gains, std::uint64_t bits, std::size_t count) {
  std::int64_t sum = 0;
  for (; bits != 0; bits &= bits - 1) {
    sum += gains[static_cast<std::size_t>(std::countr_zero(bits))][count];
  }
  return sum;
}

}  // namespace

std::int64_t sum_of(const Gains& gains, const Cover& cover) {
  return sum_bits(gains, cover.one, 0) + sum_bits(gains, cover.two, 1) +
         sum_bits(gains, cover.three, 2);
}

std::int64_t gain_of(const Gains& gains, const Cover& cover, const Cover& more) {
  Cover both = cover;
  both.add(more);
  return sum_bits(gains, both.one & ~cover.one, 0) + sum_bits(gains, both.two & ~cover.two, 1) +
         sum_bits(gains, both.three & ~cover.three, 2);
}

void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work) {
  const std::size_t wanted =
      threads > 0 ? static_cast<std::size_t>(threads) : std::thread::hardware_concurrency();
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < std::min(wanted, count); ++i) helpers.emplace_back(run);
  run();
}

const Entry* Tables::entry(std::uint32_t household, std::uint32_t unit) const {
  if (!position_.empty()) {
    const auto at = position_[std::size_t{household} * units_.size() + unit];
    return at == kNone ? nullptr : &entries_[at];
  }
  const auto row = entries(households_[household]);
  const auto at = std::ranges::lower_bound(row, unit, {}, &Entry::unit);
  return at != row.end() && at->unit == unit ? &*at : nullptr;
}

// Annealing asks for entries some hundred million times.
void Tables::index_entries() {
  constexpr std::size_t kMostPositions = 50'000'000;
  if (households_.size() * units_.size() > kMostPositions) return;
  position_.assign(households_.size() * units_.size(), kNone);
  for (std::size_t h = 0; h < households_.size(); ++h) {
    for (auto i = households_[h].begin; i < households_[h].end; ++i) {
      position_[h * units_.size() + entries_[i].unit] = i;
    }
  }
}

bool Tables::near(const UnitTable& a, const UnitTable& b) const {
  for (std::size_t i = 0; i < a.place_count; ++i) {
    for (std::size_t j = 0; j < b.place_count; ++j) {
      if (near_[a.places[i] * places_ + b.places[j]] == 0) return false;
    }
  }
  return true;
}

std::int64_t Tables::value(std::uint32_t household, std::span<const std::uint32_t> units) const {
  if (units.empty()) return -1;
  const auto& h = households_[household];
  if (units.size() == 1) {
    const Entry* only = entry(household, units[0]);
    return only == nullptr ? -1 : std::max<std::int64_t>(only->whole, -1);
  }
  Meeting met;
  if (!meet(household, units, met)) return -1;
  const int members = met.all.view.members;
  if (members < smallest() || members > largest() || !accepts(h, met.all)) return -1;
  std::int64_t value = h.constant - penalty(members) + sum_of(h.gains, met.cover);
  for (std::size_t i = 0; i < units.size(); ++i) {
    value += met.entries[i]->base / (h.twice_adults * members);
  }
  return value > 0 ? value : -1;
}

bool Tables::can_meet(std::uint32_t household, std::span<const std::uint32_t> units) const {
  Meeting met;
  return meet(household, units, met);
}

bool Tables::meet(std::uint32_t household, std::span<const std::uint32_t> units,
                  Meeting& made) const {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Entry* found = entry(household, units[i]);
    if (found == nullptr || !found->part) return false;
    const auto& unit = units_[units[i]];
    made.all.join(unit.part);
    made.partial += unit.kind == UnitKind::partial ? 1 : 0;
    if ((made.all.view.times & households_[household].times) == 0 || made.all.together == 0 ||
        made.partial > 1) {
      return false;
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (!near(unit, units_[units[j]])) return false;
    }
    made.entries[i] = found;
    made.cover.add(found->cover);
  }
  return true;
}

std::vector<std::uint32_t> Tables::parts() const {
  std::vector<std::uint32_t> root(households_.size() + units_.size());
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&root](std::uint32_t node) {
    while (root[node] != node) node = root[node] = root[root[node]];
    return node;
  };
  const auto households = static_cast<std::uint32_t>(households_.size());
  for (std::uint32_t i = 0; i < households; ++i) {
    for (const Entry& entry : entries(households_[i])) {
      const auto a = find(i);
      const auto b = find(households + entry.unit);
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<std::uint32_t> number(root.size(), 0);
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < root.size(); ++i) {
    const auto top = find(i);
    number[i] = top == i ? next++ : number[top];
  }
  return number;
}

}  // namespace samen::matcher::formation
