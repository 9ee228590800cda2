// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/wishes.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "sync/matcher/model/tally.hpp"
#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

using Wishes = std::map<Kind, Wanted>;

std::uint16_t area_of(const Instance& instance, HouseholdIndex household) {
  return static_cast<std::uint16_t>(instance.households.postcode[household] / 100);
}

// Blocks in which one more member would make enough of them.
std::uint32_t nearly_enough(const Problem& problem, GroupIndex group) {
  std::uint32_t found = 0;
  const auto& begin = problem.instance.groups.member_begin;
  for (unsigned block = 0; block < 21; ++block) {
    int present = 0;
    for (auto i = begin[group]; i < begin[group + 1]; ++i) {
      present += static_cast<int>(problem.instance.members.times[i] >> block & 1U);
    }
    if (present + 1 == problem.policy.members_present) found |= 1U << block;
  }
  return found;
}

class Wisher {
 public:
  Wisher(const Problem& problem) : problem_(problem) {}

  void add(HouseholdIndex household) {
    const auto& h = problem_.instance.households;
    const auto asks = rules::asks_of(problem_.instance, problem_.policy, household);
    if (!rules::household_may_be_proposed(asks)) return;
    for (const auto& block : problem_.reach.of(household)) {
      for (auto i = block.first; i < block.last; ++i) {
        near_miss(household, problem_.reach.ordered_groups()[i]);
      }
    }
    // Whatever else is missing, a group made for this household would do.
    Kind kind{ShortageKind::new_group, area_of(problem_.instance, household), 0, 0, false};
    kind.women_only =
        static_cast<domain::CompanyWish>(h.company[household]) != domain::CompanyWish::no_wish &&
        h.genders[household] == 1U << kWoman;
    if (h.interpreter[household] == 0) {
      each_language(household, [&](std::uint32_t language) {
        kind.languages = language;
        wish(kind, household, kNone);
      });
    } else {
      wish(kind, household, kNone);
    }
  }

  const Wishes& wishes() const { return wishes_; }

 private:
  void near_miss(HouseholdIndex household, GroupIndex group) {
    const auto& g = problem_.instance.groups;
    if (g.single[group] != 0 || g.members[group] >= problem_.policy.largest_group) return;
    const Obstacles missing = obstacles(problem_, household, group);
    Kind kind{ShortageKind::speaker, area_of(problem_.instance, household), 0, 0, false};
    if (missing == obstacle_of<rules::Language>()) {
      each_language(household, [&](std::uint32_t language) {
        kind.languages = language;
        wish(kind, household, group);
      });
    } else if (missing == obstacle_of<rules::Times>()) {
      kind.kind = ShortageKind::time;
      const auto useful =
          problem_.instance.households.times[household] & nearly_enough(problem_, group);
      for (const auto part : kWeekParts) {
        kind.times = part;
        if ((useful & part) != 0) wish(kind, household, group);
      }
    } else if (missing == obstacle_of<rules::GroupForming>() &&
               g.members[group] + 1 == problem_.policy.smallest_group) {
      kind.kind = ShortageKind::member;
      wish(kind, household, group);
    }
  }

  template <class F>
  void each_language(HouseholdIndex household, F f) const {
    for (auto rest = problem_.instance.households.languages[household]; rest != 0;
         rest &= rest - 1) {
      f(1U << std::countr_zero(rest));
    }
  }
  void wish(const Kind& kind, HouseholdIndex household, GroupIndex group) {
    auto& wanted = wishes_[kind];
    wanted.households.insert(household);
    if (group != kNone) wanted.groups.insert(group);
  }

  const Problem& problem_;
  Wishes wishes_;
};

}  // namespace

std::vector<Wish> find_wishes(const Problem& problem, const std::vector<std::uint32_t>& chosen,
                              int most) {
  Wisher wisher(problem);
  for (HouseholdIndex household = 0; household < chosen.size(); ++household) {
    if (chosen[household] == kUnassigned) wisher.add(household);
  }
  std::vector<const Wishes::value_type*> order;
  for (const auto& entry : wisher.wishes()) order.push_back(&entry);
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [](const auto* entry) { return entry->second.households.size(); });
  std::vector<Wish> tried;
  for (const bool whole : {false, true}) {
    int tries = (most + 1) / 2;
    for (const auto* entry : order) {
      if ((entry->first.kind == ShortageKind::new_group) != whole) continue;
      if (tries-- == 0) break;
      tried.push_back({entry->first, entry->second});
    }
  }
  return tried;
}

}  // namespace samen::matcher
