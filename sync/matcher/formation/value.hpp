// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/result.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/rules/group_view.hpp"

// What a formed group is and what it is worth: the definition, written plainly. The solver has the
// same in tables (tables.hpp), the checker uses this one, and a test holds them together.
namespace samen::matcher::formation {

// An entry of Instance::groups, seen as something groups are made of.
enum class UnitKind : std::uint8_t {
  complete,  // closed: serves a household as it is
  partial,   // has fewer than Policy::smallest_formed members: stays together, may grow; serves as
             // it is when it has smallest_group members
  single,    // one volunteer who asked to be placed
};
UnitKind unit_kind(const Problem& problem, GroupIndex unit);

// What a unit brings to a group it is a part of, or several together.
struct Part {
  rules::GroupView view;       // times: those in which all members can
  std::uint32_t together = 0;  // languages that all members speak
  void join(const Part& other);
};
Part part_of(const Problem& problem, GroupIndex unit);

// Points are in hundredths, so that the weights (percent) need no rounding before they are added.
inline constexpr std::int64_t kPoint = 100;

// All hard constraints of one household welcomed by exactly these units. One unit alone: what
// obstacles() says. Otherwise: no complete unit, at most one partial one, smallest_formed to
// largest_group members; every member within the travel limit of the household and of each other;
// one language all members share; one time block in which all members and the household can; and
// what a household asks of any group (language bridge, company, size, needs, readiness, nothing
// excluded: all of HardRules). What a volunteer did not say cannot be promised. The error names the
// first rule broken.
base::Result<void> may_serve(const Problem& problem, HouseholdIndex household,
                             std::span<const GroupIndex> units);

// 0..100,000 hundredths of points. For a fixed number of members a sum of what each member adds
// (travel, life stage, shared time: averages) and of what they cover together (goals, sectors,
// interests, languages, children's ages: each further member adds less), hence submodular.
std::int64_t set_score(const Problem& problem, HouseholdIndex household,
                       std::span<const GroupIndex> units);

// What Instance::taken_off() says of the household, and of a unit that serves as it is. Nobody
// expects volunteers who are in no group yet to be wanted more tomorrow.
std::int64_t points_taken_off(const Problem& problem, HouseholdIndex household,
                              std::span<const GroupIndex> units);

// What each household's number stands for in the total, all in hundredths of points:
// score + alpha * min(days waiting, cap) - reserve - points_taken_off - penalty for each member off
// target (not for a unit that serves as it is) + bonus of the guarantee class.
std::int64_t set_value(const Problem& problem, HouseholdIndex household,
                       std::span<const GroupIndex> units);

// The bonus is larger than what all households could lose that one group of the largest size
// displaces, so serving one more household of a class always pays. 0 outside the guarantee.
std::int64_t guarantee_bonus(const Policy& policy, int guarantee_class);

// No set is worth more to a household that has waited so long; at least 0.
std::int64_t most_value(const Policy& policy, int days_waiting);

// Refuses a policy and a number of households whose total could leave 62 bits. Errors: limit.
base::Result<void> check_range(const Policy& policy, std::size_t households);

}  // namespace samen::matcher::formation
