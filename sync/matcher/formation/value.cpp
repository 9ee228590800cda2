// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/value.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include "base/say.hpp"
#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/rules/hard_rules.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher::formation {
namespace {

using base::Errc;
using base::fail;
using base::Result;

std::vector<std::uint32_t> members_of(const Instance& instance, std::span<const GroupIndex> units) {
  std::vector<std::uint32_t> members;
  for (const GroupIndex unit : units) {
    const auto& begin = instance.groups.member_begin;
    for (auto m = begin[unit]; m < begin[unit + 1]; ++m) members.push_back(m);
  }
  return members;
}

Result<void> require(bool holds, std::string_view rule) {
  if (holds) return {};
  return fail(Errc::invalid_input, base::say("formed group: {}", base::translated(rule)));
}

// What only groups that are being put together have to meet.
Result<void> check_meeting(const Problem& problem, HouseholdIndex household, const Part& all,
                           const std::vector<std::uint32_t>& members) {
  const auto& h = problem.instance.households;
  const auto& home = problem.instance.members.postcode;
  const std::uint32_t asked = h.times[household];
  SAMEN_CHECK(require(all.view.times != 0 && (asked == 0 || (asked & all.view.times) != 0),
                      base::to_say("no time block in which all members and the household can")));
  SAMEN_CHECK(require(all.together != 0, base::to_say("no language that all members share")));
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto from = home[members[i]];
    SAMEN_CHECK(
        require(problem.within_reach(h.postcode[household], from),
                base::to_say("a member lives further from the household than the travel limit")));
    for (std::size_t j = 0; j < i; ++j) {
      SAMEN_CHECK(require(problem.within_reach(home[members[j]], from),
                          base::to_say("two members live further apart than the travel limit")));
    }
  }
  return {};
}

Result<Part> put_together(const Problem& problem, HouseholdIndex household,
                          std::span<const GroupIndex> units) {
  int partial = 0;
  Part all;
  for (const GroupIndex unit : units) {
    const UnitKind kind = unit_kind(problem, unit);
    SAMEN_CHECK(require(kind != UnitKind::complete, base::to_say("a complete group is closed")));
    SAMEN_CHECK(require(problem.instance.groups.members[unit] > 0,
                        base::to_say("a unit without members that count")));
    SAMEN_CHECK(require(!rules::forbidden(problem.instance, household, unit),
                        base::to_say("an excluded pair")));
    partial += kind == UnitKind::partial ? 1 : 0;
    all.join(part_of(problem, unit));
  }
  SAMEN_CHECK(require(partial <= 1, base::to_say("two groups that are still forming")));
  all.view.single = 0;  // from here on it is a group
  return all;
}

}  // namespace

void Part::join(const Part& other) {
  if (view.members == 0) {
    *this = other;
    return;
  }
  view.join(other.view);
  together &= other.together;
}

Part part_of(const Problem& problem, GroupIndex unit) {
  const auto& instance = problem.instance;
  Part part{.view = rules::view_of(instance.groups, unit), .together = ~0U};
  part.view.times = ~0U;
  if (part.view.single != 0) {
    part.view.offers = 0;
    part.view.largest_household = static_cast<std::uint8_t>(problem.policy.formed_household);
  }
  for (const auto member : members_of(instance, {&unit, 1})) {
    part.view.times &= instance.members.times[member];
    part.together &= instance.members.languages[member];
  }
  return part;
}

UnitKind unit_kind(const Problem& problem, GroupIndex unit) {
  const auto& groups = problem.instance.groups;
  if (groups.single[unit] != 0) return UnitKind::single;
  return groups.members[unit] >= problem.policy.smallest_formed ? UnitKind::complete
                                                                : UnitKind::partial;
}

Result<void> may_serve(const Problem& problem, HouseholdIndex household,
                       std::span<const GroupIndex> units) {
  const auto& [instance, policy, reach] = problem;
  SAMEN_CHECK(require(!units.empty(), base::to_say("no units")));
  SAMEN_CHECK(require(household < instance.households.size(),
                      base::to_say("a household that is not there")));
  for (const GroupIndex unit : units) {
    SAMEN_CHECK(require(unit < instance.groups.size(), base::to_say("a unit that is not there")));
    SAMEN_CHECK(require(std::ranges::count(units, unit) == 1, base::to_say("a unit stands twice")));
  }
  if (units.size() == 1 && obstacles(problem, household, units[0]) == 0) return {};

  SAMEN_TRY(const Part all, put_together(problem, household, units));
  const auto members = members_of(instance, units);
  SAMEN_CHECK(check_meeting(problem, household, all, members));
  const Obstacles broken =
      rules::broken_by(policy, rules::asks_of(instance, policy, household), all.view);
  if (broken != 0) {
    return require(false, kObstacleNames[static_cast<std::size_t>(std::countr_zero(broken))]);
  }
  SAMEN_CHECK(require(members.size() >= static_cast<std::size_t>(policy.smallest_formed) &&
                          members.size() <= static_cast<std::size_t>(policy.largest_group),
                      base::to_say("too few or too many members")));
  return {};
}

std::int64_t set_score(const Problem& problem, HouseholdIndex household,
                       std::span<const GroupIndex> units) {
  const auto& m = problem.instance.members;
  const auto members = members_of(problem.instance, units);
  const std::int64_t adults = rules::adults_of(problem.instance, household).count();
  const auto elements = rules::elements_of(problem, household);
  std::int64_t score = elements.constant;
  // Averages over the members, rounded down once a unit.
  for (const GroupIndex unit : units) {
    std::int64_t sum = 0;
    for (const auto member : members_of(problem.instance, {&unit, 1})) {
      sum += rules::average_of(problem, household, member);
    }
    score += sum / (2 * adults * static_cast<std::int64_t>(members.size()));
  }
  for (const auto& element : elements.list) {
    const auto covering = static_cast<std::size_t>(std::ranges::count_if(
        members, [&](auto x) { return ((m.*element.of)[x] & element.mask) != 0; }));
    for (std::size_t i = 0; i < std::min<std::size_t>(covering, 3); ++i) score += element.gain[i];
  }
  return score;
}

std::int64_t guarantee_bonus(const Policy& policy, int guarantee_class) {
  if (guarantee_class == 0) return 0;
  const auto classes = static_cast<int>(policy.guarantee_days.size());
  const std::int64_t most = kPoint * (kHighestScore + most_taken_off(policy) + most_credit(policy));
  std::int64_t bonus = 0;
  for (int i = classes; i >= guarantee_class; --i) {
    bonus = (policy.largest_group + 1) * (bonus + most);
  }
  return bonus;
}

std::int64_t points_taken_off(const Problem& problem, HouseholdIndex household,
                              std::span<const GroupIndex> units) {
  const auto& instance = problem.instance;
  return units.size() == 1 ? instance.taken_off(household, units.front())
                           : instance.taken_off(household);
}

std::int64_t set_value(const Problem& problem, HouseholdIndex household,
                       std::span<const GroupIndex> units) {
  const int days = problem.instance.households.days_waiting[household];
  const bool as_it_is = units.size() == 1 && problem.instance.groups.single[units[0]] == 0 &&
                        problem.instance.groups.members[units[0]] >= problem.policy.smallest_group;
  const auto size = static_cast<int>(members_of(problem.instance, units).size());
  const std::int64_t penalty = as_it_is ? 0
                                        : std::int64_t{problem.policy.off_target_penalty} *
                                              std::abs(size - problem.policy.target_group);
  return set_score(problem, household, units) +
         kPoint * (pair_value(problem.policy, 0, days) -
                   points_taken_off(problem, household, units) - penalty) +
         guarantee_bonus(problem.policy, guarantee_class(problem.policy, days));
}

std::int64_t most_value(const Policy& policy, int days_waiting) {
  // Scarcity may add what most_credit() allows beyond the ordinary credit.
  const std::int64_t scarce = policy.scarcity.most_percent == 100 ? 0 : most_credit(policy);
  const std::int64_t plain = kPoint * (pair_value(policy, kHighestScore, days_waiting) + scarce);
  return std::max<std::int64_t>(
      0, plain + guarantee_bonus(policy, guarantee_class(policy, days_waiting)));
}

Result<void> check_range(const Policy& policy, std::size_t households) {
  const std::int64_t most =
      2 * guarantee_bonus(policy, 1) +
      kPoint * 4 * (kHighestScore + most_taken_off(policy) + most_credit(policy));
  if (static_cast<std::size_t>((std::int64_t{1} << 62) / most) > households) return {};
  return fail(
      Errc::limit,
      base::say("formation: so many households with so many guarantee classes leave 64 bits; use "
                "fewer classes or split the round"));
}

}  // namespace samen::matcher::formation
