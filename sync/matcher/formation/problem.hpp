// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/formation/value.hpp"
#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"

// The forming of groups as tables: what value.hpp defines, laid out so that a set of units is
// valued in some tens of nanoseconds. Households and units are numbered by rising key, so that the
// order of arrival can change nothing.
namespace samen::matcher::formation {

// What a household can be covered in: goals, then per adult a sector and a language, then
// children's ages, then interests. Each counts up to three members.
inline constexpr std::size_t kElements = 64;
inline constexpr std::size_t kSectorElement = kGoals;
inline constexpr std::size_t kLanguageElement = kSectorElement + domain::kMaxAdults;
inline constexpr std::size_t kChildElement = kLanguageElement + domain::kMaxAdults;
inline constexpr std::size_t kInterestElement =
    kChildElement + domain::vocabulary_size<domain::ChildBand>();
static_assert(kInterestElement + domain::vocabulary_size<domain::Interest>() <= kElements);

inline constexpr std::size_t kMostUnits = 12;  // Policy::largest_group is at most 12

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
  Gains gains{};
  std::uint32_t times = 0;
  std::uint32_t languages = 0;  // ~0 when a third person bridges
  std::uint32_t genders = 0;    // genders that must be among the members
  bool alone = false;           // only a group with a partial unit will do (needs, size)
};

struct UnitTable {
  GroupIndex index = kNone;
  UnitKind kind = UnitKind::single;
  std::uint8_t members = 0;
  std::uint32_t times = 0;     // all members can
  std::uint32_t together = 0;  // languages all members speak
  std::uint32_t any = 0;       // languages some member speaks
  std::uint32_t genders = 0;
  std::array<std::uint16_t, kMostUnits> places{};  // distinct postcodes, first `place_count`
  std::uint8_t place_count = 0;
};

// A set of units for one household. Units rising; the value is as set_value() defines it.
struct Column {
  std::int64_t value = 0;
  std::uint32_t count = 0;
  std::array<std::uint32_t, kMostUnits> units{};
  std::span<const std::uint32_t> set() const { return {units.data(), count}; }
  bool operator==(const Column&) const = default;
};

class Problem {
 public:
  // Errors: limit (more than 20 million possible household-unit pairs; range).
  static base::Result<Problem> make(const Instance& instance, const Policy& policy);

  const std::vector<HouseholdTable>& households() const { return households_; }
  const std::vector<UnitTable>& units() const { return units_; }
  std::span<const Entry> entries(const HouseholdTable& h) const {
    return {entries_.data() + h.begin, entries_.data() + h.end};
  }
  // Of this household and unit, or null.
  const Entry* entry(std::uint32_t household, std::uint32_t unit) const;

  int smallest() const { return smallest_; }
  int largest() const { return largest_; }
  std::int64_t penalty(int members) const {
    return penalty_ * (members > target_ ? members - target_ : target_ - members);
  }
  // Two units whose members live near enough to each other.
  bool near(const UnitTable& a, const UnitTable& b) const;
  // The value of a set for a household, or -1 when it may not serve or is worth nothing. Units in
  // any order; at most kMostUnits.
  std::int64_t value(std::uint32_t household, std::span<const std::uint32_t> units) const;

  // Whether these units may all be part of one group for the household, too small as it may be.
  bool can_meet(std::uint32_t household, std::span<const std::uint32_t> units) const;

  // Households and units that can influence each other: number of the part, by household and unit.
  std::vector<std::uint32_t> parts() const;

 private:
  std::vector<HouseholdTable> households_;
  std::vector<UnitTable> units_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> position_;  // of an entry, households x units; empty when too many
  // What the units of a set have together.
  struct Meeting {
    std::array<const Entry*, kMostUnits> entries{};
    int members = 0;
    int partial = 0;
    std::uint32_t any = 0;
    std::uint32_t genders = 0;
    Cover cover;
  };
  void index_entries();
  bool meet(std::uint32_t household, std::span<const std::uint32_t> units, Meeting& made) const;

  std::vector<std::uint8_t> near_;  // by pairs of distinct postcodes
  std::size_t places_ = 0;
  int smallest_ = 4;
  int largest_ = 6;
  int target_ = 5;
  std::int64_t penalty_ = 0;

  friend class ProblemMaker;
};

}  // namespace samen::matcher::formation
