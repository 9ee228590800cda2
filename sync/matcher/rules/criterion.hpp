// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/rules/elements.hpp"
#include "sync/matcher/rules/tile.hpp"

// The shape of a criterion: what makes a pair good. Points are whole numbers 0..1000 an adult
// except goals, which keep two more steps; all arithmetic is exact, in twentieths of points.
//
//   kName      the JSON key of its weight
//   std::int64_t steps(problem, household, group)    plain: twentieths of points, over all adults
//   Columns    what groups have, as arrays; add(groups, group) appends one
//   Asks       what one household asks; read(problem, household, weight) keeps the weight in it and
//              returns what it adds whoever the group is (percent x twentieths, over all adults)
//   add_to(columns, asks, tile)                      the vector form: the rest of it, to tile.sum
//   cover(problem, household, weight, elements)      forming: what members cover together
//   average(problem, household, member)              forming: points of a mean over the members,
//                                                    times 2 and times the adults
namespace samen::matcher::rules {

inline constexpr int kSteps = 20;  // twentieths

struct AdultRange {
  std::uint32_t first;
  std::uint32_t last;
  std::int32_t count() const { return static_cast<std::int32_t>(last - first); }
};
inline AdultRange adults_of(const Instance& instance, HouseholdIndex household) {
  const auto& begin = instance.households.adult_begin;
  return {begin[household], begin[household + 1]};
}

}  // namespace samen::matcher::rules
