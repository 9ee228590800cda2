// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/moves.hpp"

#include <algorithm>
#include <cmath>

#include "sync/matcher/model/mix.hpp"

namespace samen::matcher::formation {

Mover::Mover(const Tables& tables, const Pool& pool, const std::vector<std::uint32_t>& households,
             std::vector<Column>& sets, std::vector<std::uint32_t>& owner, std::uint64_t seed)
    : tables_(tables),
      pool_(pool),
      households_(households),
      sets_(sets),
      owner_(owner),
      state_(seed) {
  position_.assign(households.empty() ? 0 : households.back() + 1, 0);
  for (std::uint32_t i = 0; i < households.size(); ++i) {
    const auto h = households[i];
    position_[h] = i;
    value_ += value_of(sets_[h]);
    best_.push_back(sets_[h]);
    std::vector<std::uint32_t> units;
    for (const Column& known : pool.of(h)) {
      units.insert(units.end(), known.set().begin(), known.set().end());
    }
    std::ranges::sort(units);
    units.erase(std::ranges::unique(units).begin(), units.end());
    guides_.push_back(std::move(units));
  }
  best_value_ = value_;
}

// As base::SeededRandom draws, without its calls.
std::uint64_t Mover::next() {
  return mix64(state_ += kGoldenStep);
}

// Three times of four one that some known good set of the household has.
std::uint32_t Mover::any_unit(std::uint32_t household) {
  const auto& guide = guides_[position_[household]];
  if (!guide.empty() && below(4) != 0) return guide[below(guide.size())];
  const auto row = tables_.entries(tables_.households()[household]);
  return row[below(row.size())].unit;
}

Column Mover::make(std::uint32_t household, const Units& units) const {
  Column made;
  if (units.empty() || units.size() > kMostUnits) return made;
  const std::int64_t value = tables_.value(household, units);
  if (value <= 0) return made;
  made.value = value;
  made.count = static_cast<std::uint32_t>(units.size());
  std::ranges::copy(units, made.units.begin());
  std::sort(made.units.begin(), made.units.begin() + made.count);
  return made;
}

void Mover::move() {
  const auto household = any_household();
  changes_.clear();
  const std::uint32_t dice = below(100);
  if (dice < 60) {
    bring_in(household);
  } else if (dice < 80) {
    take_known(household);
  } else if (dice < 90) {
    exchange(household);
  } else if (dice < 96) {
    drop_one(household);
  } else {
    attempt(household, {});  // dissolve
  }
  decide();
}

// A volunteer joins, in addition or instead of another; a group comes as it is.
void Mover::bring_in(std::uint32_t household) {
  const std::uint32_t unit = any_unit(household);
  const Column& now = sets_[household];
  const Entry* entry = tables_.entry(household, unit);
  if (entry == nullptr || owner_[unit] == household) return;
  if (entry->whole > 0 && (!entry->part || below(2) == 0)) {
    attempt(household, make(household, {unit}));
    return;
  }
  if (!entry->part) return;
  const bool closed = now.count == 1 && tables_.units()[now.units[0]].kind == UnitKind::complete;
  if (now.count == 0 || closed) {
    create(household, unit);
    return;
  }
  Units units(now.set().begin(), now.set().end());
  if (below(4) == 0) {
    units.push_back(unit);
  } else {
    units[below(units.size())] = unit;
  }
  attempt(household, make(household, units));
}

void Mover::take_known(std::uint32_t household) {
  const auto& known = pool_.of(household);
  if (known.empty()) return;
  const Column& set = known[below(known.size())];
  if (set != sets_[household]) attempt(household, set);
}

// Two households change groups.
void Mover::exchange(std::uint32_t household) {
  const auto other = any_household();
  if (other == household) return;
  const Column& mine = sets_[household];
  const Column& theirs = sets_[other];
  if (mine.count == 0 && theirs.count == 0) return;
  changes_.push_back({household, make(household, {theirs.set().begin(), theirs.set().end()})});
  changes_.push_back({other, make(other, {mine.set().begin(), mine.set().end()})});
}

void Mover::drop_one(std::uint32_t household) {
  const Column& now = sets_[household];
  if (now.count < 2) return;
  Units units(now.set().begin(), now.set().end());
  units.erase(units.begin() + below(units.size()));
  if (const Column smaller = make(household, units); smaller.count > 0) {
    attempt(household, smaller);
  }
}

// From one unit on, the free ones that add the most.
void Mover::create(std::uint32_t household, std::uint32_t seed) {
  Units units = {seed};
  Column best;
  const auto row = tables_.entries(tables_.households()[household]);
  const int smallest = tables_.smallest();
  int members = tables_.units()[seed].members();
  while (members < tables_.largest()) {
    // A few random free ones; the first that fits while too few to be worth anything.
    Column better;
    std::uint32_t chosen = kNobody;
    for (int tries = 0; tries < 24; ++tries) {
      const auto unit = tries % 2 == 0 ? any_unit(household) : row[below(row.size())].unit;
      const Entry* entry = tables_.entry(household, unit);
      if (owner_[unit] != kNobody || entry == nullptr || !entry->part) continue;
      if (tables_.units()[unit].kind != UnitKind::single) continue;
      if (std::ranges::find(units, unit) != units.end()) continue;
      units.push_back(unit);
      const Column trial = make(household, units);
      const bool forming = members + 1 < smallest;
      if (forming ? tables_.can_meet(household, units) : trial.value > better.value) {
        better = trial;
        chosen = unit;
      }
      units.pop_back();
      if (forming && chosen != kNobody) break;
    }
    if (chosen == kNobody) break;
    units.push_back(chosen);
    members += 1;
    if (better.count > 0 && better.value > best.value) best = better;
  }
  if (best.count > 0) attempt(household, best);
}

void Mover::attempt(std::uint32_t household, const Column& set) {
  if (set.count == 0 && sets_[household].count == 0) return;
  changes_.push_back({household, set});
  Units freed;
  for (const auto unit : sets_[household].set()) {
    if (std::ranges::find(set.set(), unit) == set.set().end()) freed.push_back(unit);
  }
  for (const auto unit : set.set()) {
    const auto loser = owner_[unit];
    if (loser == kNobody || loser == household) continue;
    if (std::ranges::any_of(changes_, [&](const Change& c) { return c.household == loser; })) {
      continue;
    }
    repair(loser, set, freed);
  }
}

void Mover::repair(std::uint32_t loser, const Column& taken, Units& freed) {
  Units rest;
  for (const auto unit : sets_[loser].set()) {
    if (std::ranges::find(taken.set(), unit) == taken.set().end()) rest.push_back(unit);
  }
  Column best = make(loser, rest);
  std::size_t used = freed.size();
  for (std::size_t i = 0; i < freed.size(); ++i) {
    rest.push_back(freed[i]);
    const Column trial = make(loser, rest);
    rest.pop_back();
    if (value_of(trial) <= value_of(best)) continue;
    best = trial;
    used = i;
  }
  if (used < freed.size()) freed.erase(freed.begin() + static_cast<std::ptrdiff_t>(used));
  changes_.push_back({loser, best});
}

void Mover::decide() {
  if (changes_.empty()) return;
  std::int64_t gain = 0;
  for (const Change& change : changes_) {
    gain += value_of(change.set) - value_of(sets_[change.household]);
  }
  if (gain < 0) {
    const double chance = std::exp(static_cast<double>(gain) / heat_);
    if (static_cast<double>(next() >> 11) * 0x1.0p-53 >= chance) return;
  }
  for (const Change& change : changes_) {
    for (const auto unit : sets_[change.household].set()) owner_[unit] = kNobody;
  }
  for (const Change& change : changes_) {
    sets_[change.household] = change.set;
    for (const auto unit : change.set.set()) owner_[unit] = change.household;
  }
  value_ += gain;
  if (value_ > best_value_) {
    best_value_ = value_;
    for (std::size_t i = 0; i < households_.size(); ++i) best_[i] = sets_[households_[i]];
  }
}

void Mover::restore_best() {
  for (const auto h : households_) {
    for (const auto unit : sets_[h].set()) owner_[unit] = kNobody;
  }
  for (std::size_t i = 0; i < households_.size(); ++i) {
    sets_[households_[i]] = best_[i];
    for (const auto unit : best_[i].set()) owner_[unit] = households_[i];
  }
  value_ = best_value_;
}

}  // namespace samen::matcher::formation
