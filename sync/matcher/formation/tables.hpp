// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <span>
#include <vector>

#include "base/hurry.hpp"
#include "base/result.hpp"
#include "sync/matcher/formation/value.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/rules/hard_rules.hpp"

// The forming of groups as tables: what value.hpp defines, laid out so that a set of units is
// valued in some tens of nanoseconds. Units are numbered by rising key, households by days of
// waiting, then by key, so that the order of arrival can change nothing.
namespace samen::matcher::formation {

using base::is_up;

// How many things a household can be covered in, at most (rules::Elements); each counts up to three
// members.
inline constexpr std::size_t kElements = 64;

inline constexpr std::size_t kMostUnits = kMostMembers;

// Which elements at least one, two, three members of a set cover.
struct Cover {
  std::uint64_t one = 0;
  std::uint64_t two = 0;
  std::uint64_t three = 0;
  void add(const Cover& other) {
    const std::uint64_t together = (one & other.one) | two | other.two;
    three |= other.three | (two & other.one) | (one & other.two);
    one |= other.one;
    two = together;
  }
};

// gain[e][i]: what member i + 1 who covers e adds; never rising in i.
using Gains = std::array<std::array<std::int32_t, 3>, kElements>;
std::int64_t sum_of(const Gains& gains, const Cover& cover);
// What adding `more` to `cover` is worth.
std::int64_t gain_of(const Gains& gains, const Cover& cover, const Cover& more);

// A unit that can serve a household, as it is or as a part.
struct Entry {
  std::uint32_t unit = 0;
  std::int32_t base = 0;    // what its members add, times 2 * adults * size of the group
  std::int64_t whole = -1;  // value of the unit as it is; -1: it cannot
  bool part = false;
  Cover cover;
};

struct HouseholdTable {
  HouseholdIndex index = kNone;
  std::uint32_t begin = 0;  // entries: units rising
  std::uint32_t end = 0;
  std::int32_t twice_adults = 2;
  std::int64_t constant = 0;  // what does not depend on the group
  std::int64_t most = 0;      // no set is worth more to it
  Gains gains{};
  rules::HouseholdAsks asks;
  std::uint32_t times = 0;  // any, when not said
  bool alone = false;       // only a group with a partial unit will do
};

struct UnitTable {
  GroupIndex index = kNone;
  UnitKind kind = UnitKind::single;
  Part part;
  int members() const { return part.view.members; }
  std::array<std::uint16_t, kMostUnits> places{};  // distinct postcodes, first `place_count`
  std::uint8_t place_count = 0;
};

// Runs work(i) for all i below count on so many threads (0: as many as there are).
void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work);

// A set of units for one household. Units rising; the value is as set_value() defines it.
struct Column {
  std::int64_t value = 0;
  std::uint32_t count = 0;
  std::array<std::uint32_t, kMostUnits> units{};
  std::span<const std::uint32_t> set() const { return {units.data(), count}; }
  bool operator==(const Column&) const = default;
};

class Tables {
 public:
  // Households from the longest waiting on, until `hurry` says that time is up: the others are left
  // out. Errors: limit (more than 20 million possible household-unit pairs; range).
  static base::Result<Tables> make(const Problem& problem, int threads = 1,
                                   const std::function<bool()>& hurry = {});

  // Whether these members, as a group, break no rule about people.
  bool accepts(const HouseholdTable& household, const Part& all) const {
    auto view = all.view;
    view.single = 0;
    return rules::broken_by(policy_, household.asks, view) == 0;
  }
  // Somebody in it can really talk with the household.
  bool bridges(const HouseholdTable& household, const Part& part) const {
    return rules::met<rules::Language>(household.asks.of<rules::Language>(),
                                       rules::Language::has(policy_, part.view));
  }

  const std::vector<HouseholdTable>& households() const { return households_; }
  const std::vector<UnitTable>& units() const { return units_; }
  std::span<const Entry> entries(const HouseholdTable& h) const {
    return {entries_.data() + h.begin, entries_.data() + h.end};
  }
  // Of this household and unit, or null.
  const Entry* entry(std::uint32_t household, std::uint32_t unit) const;

  int smallest() const { return policy_.smallest_formed; }
  int largest() const { return policy_.largest_group; }
  std::int64_t penalty(int members) const {
    return kPoint * policy_.off_target_penalty * std::abs(members - policy_.target_group);
  }
  // Two units whose members live near enough to each other.
  bool near(const UnitTable& a, const UnitTable& b) const;
  // The value of a set for a household, or -1 when it may not serve or is worth nothing. Units in
  // any order; at most kMostUnits.
  std::int64_t value(std::uint32_t household, std::span<const std::uint32_t> units) const;

  // Whether these units may all be part of one group for the household, too small as it may be.
  bool can_meet(std::uint32_t household, std::span<const std::uint32_t> units) const;

  // Households whose turn had not come when time was up.
  const std::vector<HouseholdIndex>& left_out() const { return left_out_; }

  // Households and units that can influence each other: number of the part, by household and unit.
  std::vector<std::uint32_t> parts() const;

 private:
  std::vector<HouseholdTable> households_;
  std::vector<HouseholdIndex> left_out_;
  std::vector<UnitTable> units_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> position_;  // of an entry, households x units; empty when too many
  // What the units of a set have together.
  struct Meeting {
    std::array<const Entry*, kMostUnits> entries{};
    int partial = 0;
    Part all;
    Cover cover;
  };
  void index_entries();
  bool meet(std::uint32_t household, std::span<const std::uint32_t> units, Meeting& made) const;

  std::vector<std::uint8_t> near_;  // by pairs of distinct postcodes
  std::size_t places_ = 0;
  Policy policy_;

  friend class TablesMaker;
};

}  // namespace samen::matcher::formation
