// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/unplaced.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "sync/matcher/formation/value.hpp"
#include "sync/matcher/rules/hard_rules.hpp"

namespace samen::matcher::formation {
namespace {

// What a unit is for this question: where everybody lives, what they share.
struct Looks {
  GroupIndex unit = kNone;
  std::uint16_t postcode = 0;  // of the first member: a unit's members live near each other
  int members = 0;
  std::uint32_t times = ~0U;
  std::uint32_t languages = ~0U;
};

class Explanation {
 public:
  explicit Explanation(const Problem& problem) : problem_(problem) {
    for (GroupIndex unit = 0; unit < problem.instance.groups.size(); ++unit) {
      if (unit_kind(problem, unit) == UnitKind::complete) continue;
      const Looks looks = looks_of(unit);
      if (by_itself(looks) == WhyUnplaced::others_chosen) usable_[looks.postcode].push_back(looks);
    }
    const auto& h = problem.instance.households;
    for (HouseholdIndex i = 0; i < h.size(); ++i) {
      const auto asks = rules::asks_of(problem.instance, problem.policy, i);
      if (rules::household_may_be_proposed(asks)) households_[h.postcode[i]].push_back(i);
    }
  }

  WhyUnplaced of(GroupIndex unit) {
    const Looks looks = looks_of(unit);
    const WhyUnplaced why = by_itself(looks);
    if (why != WhyUnplaced::others_chosen) return why;
    bool any_household = false;
    for (const auto& [postcode, households] : households_) {
      if (!near(postcode, looks.postcode)) continue;
      any_household = any_household || std::ranges::any_of(households, [&](HouseholdIndex h) {
                        return !problem_.instance.is_excluded(h, unit);
                      });
      if (any_household && enough_others(looks, postcode)) return WhyUnplaced::others_chosen;
    }
    return any_household ? WhyUnplaced::too_few_others : WhyUnplaced::no_household;
  }

 private:
  Looks looks_of(GroupIndex unit) const {
    const auto& g = problem_.instance.groups;
    Looks looks{.unit = unit, .members = g.members[unit]};
    for (auto m = g.member_begin[unit]; m < g.member_begin[unit + 1]; ++m) {
      if (m == g.member_begin[unit]) looks.postcode = problem_.instance.members.postcode[m];
      looks.times &= problem_.instance.members.times[m];
      looks.languages &= problem_.instance.members.languages[m];
    }
    return looks;
  }

  WhyUnplaced by_itself(const Looks& looks) const {
    if (looks.members == 0) return WhyUnplaced::does_not_count;
    const auto ready = rules::GroupNotReady::has(
        problem_.policy, rules::view_of(problem_.instance.groups, looks.unit));
    if (!rules::met<rules::GroupNotReady>({}, ready)) return WhyUnplaced::not_ready;
    return looks.times == 0 ? WhyUnplaced::times_not_told : WhyUnplaced::others_chosen;
  }

  bool near(std::uint16_t from, std::uint16_t to) {
    const auto key = std::pair(from, to);
    const auto known = near_.find(key);
    if (known != near_.end()) return known->second;
    const bool is = problem_.within_reach(from, to);
    near_.emplace(key, is);
    return is;
  }

  // Volunteers near the unit and near the household's place who share a language and a time with
  // it.
  bool enough_others(const Looks& looks, std::uint16_t postcode) {
    int members = looks.members;
    for (const auto& [place, units] : usable_) {
      if (!near(postcode, place) || !near(looks.postcode, place)) continue;
      for (const Looks& other : units) {
        if (other.unit == looks.unit || (other.times & looks.times) == 0 ||
            (other.languages & looks.languages) == 0) {
          continue;
        }
        members += other.members;
        if (members >= problem_.policy.smallest_formed) return true;
      }
    }
    return members >= problem_.policy.smallest_formed;
  }

  const Problem& problem_;
  std::map<std::uint16_t, std::vector<Looks>> usable_;
  std::map<std::uint16_t, std::vector<HouseholdIndex>> households_;
  std::map<std::pair<std::uint16_t, std::uint16_t>, bool> near_;
};

}  // namespace

std::string_view name_of(WhyUnplaced why) {
  constexpr std::array<std::string_view, kWhyUnplaced> kNames = {"does_not_count", "not_ready",
                                                                 "times_not_told", "no_household",
                                                                 "too_few_others", "others_chosen"};
  return kNames[static_cast<std::size_t>(why)];
}

std::vector<Unplaced> explain_unplaced(const Problem& problem, const JointRound& joint) {
  std::set<GroupIndex> placed;
  for (const Proposal& proposal : joint.round.proposals) {
    placed.insert(proposal.group);
    const auto made = std::ranges::find(joint.formed.formed, proposal.group, &FormedUnion::group);
    if (made != joint.formed.formed.end()) placed.insert(made->units.begin(), made->units.end());
  }
  std::vector<Unplaced> unplaced;
  Explanation explanation(problem);
  for (GroupIndex unit = 0; unit < problem.instance.groups.size(); ++unit) {
    if (unit_kind(problem, unit) == UnitKind::complete || placed.contains(unit)) continue;
    unplaced.push_back({unit, explanation.of(unit)});
  }
  return unplaced;
}

}  // namespace samen::matcher::formation
