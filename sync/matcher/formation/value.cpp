// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/value.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <vector>

#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher::formation {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr auto kWork = static_cast<unsigned>(domain::Goal::work);
constexpr std::uint32_t kAllTimes = (1U << domain::vocabulary_size<domain::TimeBlock>()) - 1;
constexpr std::size_t kInterests = domain::vocabulary_size<domain::Interest>();
constexpr std::size_t kBands = domain::vocabulary_size<domain::ChildBand>();

int minutes_between(const Instance& instance, const Policy& policy, std::uint16_t from,
                    std::uint16_t to) {
  const auto place = [](std::uint16_t number) {
    return domain::Postcode4::from_number(number).value_or(domain::Postcode4{});
  };
  return travel_time(place(from), place(to), instance.places, policy).minutes;
}

std::vector<std::uint32_t> members_of(const Instance& instance, std::span<const GroupIndex> units) {
  std::vector<std::uint32_t> members;
  for (const GroupIndex unit : units) {
    const auto& begin = instance.groups.member_begin;
    for (auto m = begin[unit]; m < begin[unit + 1]; ++m) members.push_back(m);
  }
  return members;
}

Result<void> require(bool holds, const char* rule) {
  if (holds) return {};
  return fail(Errc::invalid_input, std::string("formed group: ") + rule);
}

// The households' wish about the members' gender; see score.cpp for the same of a finished group.
bool company_met(const Instance& instance, HouseholdIndex household,
                 const std::vector<std::uint32_t>& members) {
  const auto& h = instance.households;
  const auto wish = static_cast<domain::CompanyWish>(h.company[household]);
  if (wish == domain::CompanyWish::no_wish) return true;
  unsigned there = 0;
  bool unsaid = false;
  for (const auto m : members) {
    const auto gender = instance.members.gender[m];
    if (gender == kUnknown) {
      unsaid = true;
    } else {
      there |= 1U << gender;
    }
  }
  if (wish == domain::CompanyWish::women_only) {
    return !unsaid && there == 1U << static_cast<unsigned>(domain::Gender::woman);
  }
  const unsigned wanted = h.genders[household];
  if (h.gender_unsaid[household] != 0) return false;
  if (std::has_single_bit(wanted)) return !unsaid && there == wanted;
  return (wanted & ~there) == 0;
}

// What members must have in common, with each other and with the household.
Result<void> check_members(const Instance& instance, const Policy& policy, HouseholdIndex household,
                           const std::vector<std::uint32_t>& members) {
  const auto& h = instance.households;
  const auto& m = instance.members;
  std::uint32_t times = h.times[household] == 0 ? kAllTimes : h.times[household];
  std::uint32_t together = ~0U;
  std::uint32_t any = 0;
  for (const auto member : members) {
    times &= m.times[member];
    together &= m.languages[member];
    any |= m.languages[member];
  }
  SAMEN_CHECK(require(times != 0, "no time block in which all members and the household can"));
  SAMEN_CHECK(require(together != 0, "no language that all members share"));
  SAMEN_CHECK(require(h.interpreter[household] != 0 || (any & h.languages[household]) != 0,
                      "no language bridge to the household"));
  SAMEN_CHECK(require(company_met(instance, household, members), "the household's wish on gender"));
  const int limit = policy.travel_limit_minutes;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto from = m.postcode[members[i]];
    SAMEN_CHECK(require(minutes_between(instance, policy, h.postcode[household], from) <= limit,
                        "a member lives further from the household than the travel limit"));
    for (std::size_t j = 0; j < i; ++j) {
      SAMEN_CHECK(require(minutes_between(instance, policy, m.postcode[members[j]], from) <= limit,
                          "two members live further apart than the travel limit"));
    }
  }
  return {};
}

}  // namespace

UnitKind unit_kind(const Instance& instance, const Policy& policy, GroupIndex unit) {
  if (instance.groups.single[unit] != 0) return UnitKind::single;
  return instance.groups.members[unit] >= policy.smallest_formed ? UnitKind::complete
                                                                 : UnitKind::partial;
}

Result<void> may_serve(const Instance& instance, const Policy& policy, HouseholdIndex household,
                       std::span<const GroupIndex> units) {
  const auto& h = instance.households;
  const auto& g = instance.groups;
  SAMEN_CHECK(require(!units.empty(), "no units"));
  SAMEN_CHECK(require(household < h.size(), "a household that is not there"));
  for (const GroupIndex unit : units) {
    SAMEN_CHECK(require(unit < g.size(), "a unit that is not there"));
    SAMEN_CHECK(require(std::ranges::count(units, unit) == 1, "a unit stands twice"));
  }
  if (units.size() == 1 && obstacles(instance, policy, household, units[0]) == 0) return {};

  SAMEN_CHECK(require(h.eligible[household] != 0, "the household is not eligible"));
  int partial = 0;
  int largest = policy.formed_household;
  unsigned offers = 0;
  for (const GroupIndex unit : units) {
    const UnitKind kind = unit_kind(instance, policy, unit);
    SAMEN_CHECK(require(kind != UnitKind::complete, "a complete group is closed"));
    SAMEN_CHECK(require(g.members[unit] > 0, "a unit without members that count"));
    SAMEN_CHECK(require(!instance.is_excluded(household, unit), "an excluded pair"));
    SAMEN_CHECK(require(policy.readiness != Readiness::before_proposal || g.ready[unit] == 3,
                        "a unit that is not screened and trained"));
    if (kind != UnitKind::partial) continue;
    ++partial;
    largest = g.largest_household[unit];
    offers = g.offers[unit];
  }
  SAMEN_CHECK(require(partial <= 1, "two groups that are still forming"));
  SAMEN_CHECK(require(h.people[household] <= largest, "the household is too large for the group"));
  SAMEN_CHECK(require((h.needs[household] & ~offers) == 0, "a practical need nobody offers"));
  const auto members = members_of(instance, units);
  SAMEN_CHECK(require(members.size() >= static_cast<std::size_t>(policy.smallest_formed) &&
                          members.size() <= static_cast<std::size_t>(policy.largest_group),
                      "too few or too many members"));
  return check_members(instance, policy, household, members);
}

std::int64_t set_score(const Instance& instance, const Policy& policy, HouseholdIndex household,
                       std::span<const GroupIndex> units) {
  const auto& h = instance.households;
  const auto& a = instance.adults;
  const auto& m = instance.members;
  const auto weight = [&policy](Criterion c) -> std::int64_t {
    return policy.weights[static_cast<std::size_t>(c)];
  };
  const auto members = members_of(instance, units);
  const std::uint32_t first = h.adult_begin[household];
  const std::uint32_t last = h.adult_begin[household + 1];
  const auto adults = static_cast<std::int64_t>(last - first);
  const auto size = static_cast<std::int64_t>(members.size());
  const bool children = h.child_bands[household] != 0;
  const auto count = [&members](auto&& has) {
    return static_cast<std::size_t>(std::ranges::count_if(members, has));
  };
  std::int64_t score = 0;

  // Averages over the members, rounded down once a unit.
  for (const GroupIndex unit : units) {
    std::int64_t sum = 0;  // in 1 / (2 * adults * size) hundredths
    for (const auto member : members_of(instance, {&unit, 1})) {
      for (auto adult = first; adult < last; ++adult) {
        const bool said = m.age[member] != kUnknown && a.age[adult] != kUnknown;
        const int apart = said ? std::abs(int{m.age[member]} - int{a.age[adult]}) : 0;
        const int fit = !said ? kNeutralPoints : apart <= 1 ? 1000 : 0;
        sum += weight(Criterion::life_stage) * fit * (children ? 1 : 2);
      }
      const int minutes =
          minutes_between(instance, policy, h.postcode[household], m.postcode[member]);
      sum += 2 * adults * weight(Criterion::travel) *
             criteria::travel_points(minutes, policy.travel_limit_minutes);
      sum += 2 * adults * weight(Criterion::shared_time) *
             criteria::time_points(h.times[household], m.times[member]);
    }
    score += sum / (2 * adults * size);
  }

  // Goals: 40, 30 and 30 % for the first, second and third who helps; work half of that, and half
  // for knowing somebody in the adult's sectors.
  constexpr std::array<int, 3> kSteps = {8, 6, 6};
  std::array<std::array<std::int64_t, 3>, kGoals> goal_gain{};
  std::int64_t silent_goals = 0;
  std::int64_t silent_interests = 0;
  std::array<std::int64_t, kInterests> interest_gain{};
  for (auto adult = first; adult < last; ++adult) {
    const int goals = criteria::goal_count(a.goals[adult]);
    silent_goals += goals == 0 ? 1 : 0;
    for (int rank = 0; rank < goals; ++rank) {
      const unsigned goal = criteria::goal_at(a.goals[adult], rank);
      const std::int64_t share =
          criteria::kGoalShares[static_cast<std::size_t>(goals)][static_cast<std::size_t>(rank)];
      const bool network = goal == kWork && a.sectors[adult] != 0;
      for (std::size_t i = 0; i < 3; ++i) {
        goal_gain[goal][i] += share * (network ? kSteps[i] / 2 : kSteps[i]);
      }
      if (network && count([&](auto x) { return (m.sectors[x] & a.sectors[adult]) != 0; }) > 0) {
        score += weight(Criterion::goals) * share * criteria::kSectorSteps /
                 (criteria::kGoalSteps * adults);
      }
    }
    const int interests = std::popcount(a.interests[adult]);
    silent_interests += interests == 0 ? 1 : 0;
    for (std::size_t i = 0; i < kInterests; ++i) {
      if ((a.interests[adult] >> i & 1U) != 0)
        interest_gain[i] += 1000 / std::max(6, 2 * interests);
    }
    // Languages: with how many members, counted to three, the adult can really talk.
    const auto speakers =
        count([&](auto x) { return (m.languages[x] & a.conversational[adult]) != 0; });
    constexpr std::array<int, 3> kSpeaker = {400, 300, 300};
    for (std::size_t i = 0; i < std::min<std::size_t>(speakers, 3); ++i) {
      score += weight(Criterion::languages) * kSpeaker[i] / adults;
    }
  }
  for (std::size_t goal = 0; goal < kGoals; ++goal) {
    const auto helpers = count([&](auto x) { return (m.help[x] >> goal & 1U) != 0; });
    for (std::size_t i = 0; i < std::min<std::size_t>(helpers, 3); ++i) {
      score += weight(Criterion::goals) * goal_gain[goal][i] / (criteria::kGoalSteps * adults);
    }
  }
  for (std::size_t i = 0; i < kInterests; ++i) {
    const auto sharing = count([&](auto x) { return (m.interests[x] >> i & 1U) != 0; });
    score += static_cast<std::int64_t>(std::min<std::size_t>(sharing, 2)) *
             (weight(Criterion::interests) * interest_gain[i] / adults);
  }
  for (std::size_t band = 0; band < kBands; ++band) {
    if ((h.child_bands[household] >> band & 1) == 0) continue;
    if (count([&](auto x) { return (m.child_bands[x] >> band & 1) != 0; }) == 0) continue;
    score += weight(Criterion::life_stage) * 1000 / (2 * std::popcount(h.child_bands[household]));
  }
  score += weight(Criterion::goals) * kNeutralPoints * silent_goals / adults;
  score += weight(Criterion::interests) * kNeutralPoints * silent_interests / adults;
  return score;
}

std::int64_t guarantee_bonus(const Policy& policy, int guarantee_class) {
  if (guarantee_class == 0) return 0;
  const auto classes = static_cast<int>(policy.guarantee_days.size());
  const std::int64_t most =
      kPoint * (kHighestScore + policy.reserve + std::int64_t{policy.alpha} * policy.wait_cap_days);
  std::int64_t bonus = 0;
  for (int i = classes; i >= guarantee_class; --i) {
    bonus = (policy.largest_group + 1) * (bonus + most);
  }
  return bonus;
}

std::int64_t set_value(const Instance& instance, const Policy& policy, HouseholdIndex household,
                       std::span<const GroupIndex> units) {
  const int days = instance.households.days_waiting[household];
  const bool as_it_is = units.size() == 1 && instance.groups.single[units[0]] == 0 &&
                        instance.groups.members[units[0]] >= policy.smallest_group;
  const auto size = static_cast<int>(members_of(instance, units).size());
  const std::int64_t penalty =
      as_it_is ? 0 : std::int64_t{policy.off_target_penalty} * std::abs(size - policy.target_group);
  return set_score(instance, policy, household, units) +
         kPoint * (pair_value(policy, 0, days) - penalty) +
         guarantee_bonus(policy, guarantee_class(policy, days));
}

Result<void> check_range(const Policy& policy, std::size_t households) {
  const std::int64_t most =
      2 * guarantee_bonus(policy, 1) +
      kPoint * 4 *
          (kHighestScore + policy.reserve + std::int64_t{policy.alpha} * policy.wait_cap_days);
  if (static_cast<std::size_t>((std::int64_t{1} << 62) / most) > households) return {};
  return fail(Errc::limit,
              "formation: so many households with so many guarantee classes leave 64 bits; use "
              "fewer classes or split the round");
}

}  // namespace samen::matcher::formation
