// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <set>
#include <vector>

#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/round/shortages.hpp"

// Who could be missing: read from the near misses of households without a proposal.
namespace samen::matcher {

// The parts of a week volunteers plan in; bits are days x (morning, afternoon, evening).
constexpr std::uint32_t blocks(int first_day, int last_day, std::uint32_t parts) {
  std::uint32_t mask = 0;
  for (int day = first_day; day <= last_day; ++day) mask |= parts << (3 * day);
  return mask;
}
constexpr std::array<std::uint32_t, 4> kWeekParts = {blocks(0, 4, 1), blocks(0, 4, 2),
                                                     blocks(0, 4, 4), blocks(5, 6, 7)};

// A kind of person or group before anybody knows how much it would help.
struct Kind {
  ShortageKind kind = ShortageKind::speaker;
  std::uint16_t area = 0;
  std::uint32_t languages = 0;
  std::uint32_t times = 0;
  bool women_only = false;
  auto operator<=>(const Kind&) const = default;
};
struct Wanted {
  std::set<HouseholdIndex> households;
  std::set<GroupIndex> groups;
};
struct Wish {
  Kind kind;
  Wanted wanted;
};

// What comes up most often, at most so many. Half of them for people who join a group that is
// there: that is the smaller thing to ask.
std::vector<Wish> find_wishes(const Problem& problem, const std::vector<std::uint32_t>& chosen,
                              int most);

}  // namespace samen::matcher
