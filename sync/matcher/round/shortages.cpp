// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/shortages.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <map>
#include <set>

#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

using base::Result;

// The parts of a week volunteers plan in; bits are days x (morning, afternoon, evening).
constexpr std::uint32_t blocks(int first_day, int last_day, std::uint32_t parts) {
  std::uint32_t mask = 0;
  for (int day = first_day; day <= last_day; ++day) mask |= parts << (3 * day);
  return mask;
}
constexpr std::array<std::uint32_t, 4> kWeekParts = {blocks(0, 4, 1), blocks(0, 4, 2),
                                                     blocks(0, 4, 4), blocks(5, 6, 7)};
constexpr std::uint32_t kEveningsAndWeekends = kWeekParts[2] | kWeekParts[3];
constexpr std::size_t kMostNewGroups = 10;
constexpr std::uint8_t kWoman = static_cast<std::uint8_t>(domain::Gender::woman);

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

// The goals these households name most often, at most four.
std::uint32_t wanted_help(const Instance& instance, const Wanted& wanted) {
  std::array<int, kGoals> named{};
  for (const auto household : wanted.households) {
    const auto& begin = instance.households.adult_begin;
    for (auto adult = begin[household]; adult < begin[household + 1]; ++adult) {
      const auto goals = instance.adults.goals[adult];
      for (int rank = 0; rank < rules::goal_count(goals); ++rank) {
        ++named[rules::goal_at(goals, rank)];
      }
    }
  }
  std::uint32_t help = 0;
  for (int i = 0; i < 4; ++i) {
    const auto most = std::ranges::max_element(named);
    if (*most == 0) break;
    help |= 1U << (most - named.begin());
    *most = 0;
  }
  return help;
}

// New groups live where most of the households that need them do and help with what they want.
std::vector<ImaginedGroup> groups_of(const Problem& problem, const Kind& kind, const Wanted& wanted,
                                     std::size_t count) {
  std::map<std::uint16_t, int> homes;
  ImaginedGroup group;
  for (const auto household : wanted.households) {
    ++homes[problem.instance.households.postcode[household]];
    group.largest_household =
        std::max<int>(group.largest_household, problem.instance.households.people[household]);
  }
  group.postcode =
      std::ranges::max_element(homes, {}, [](const auto& home) { return home.second; })->first;
  group.members = problem.policy.target_group;
  group.member.languages = kind.languages | 1U << static_cast<unsigned>(domain::Language::nl);
  group.member.times = kEveningsAndWeekends;
  group.member.help = wanted_help(problem.instance, wanted);
  if (kind.women_only) group.member.gender = kWoman;
  return std::vector<ImaginedGroup>(count, group);
}

// One kind tried by solving again; unlocked stays 0 when it does not help.
class Trial {
 public:
  Trial(const Problem& problem, const PairList& pairs, const std::vector<std::uint32_t>& chosen,
        std::uint64_t seed, int threads)
      : problem_(problem), pairs_(pairs), chosen_(chosen), seed_(seed), threads_(threads) {}

  Result<Shortage> run(const Kind& kind, const Wanted& wanted) const {
    Shortage made;
    made.kind = kind.kind;
    made.area = kind.area;
    made.languages = kind.languages;
    made.times = kind.times;
    made.women_only = kind.women_only;
    const bool whole = kind.kind == ShortageKind::new_group;
    std::size_t groups = whole ? std::min(wanted.households.size(), kMostNewGroups) : 0;
    if (!whole) made.joined.assign(wanted.groups.begin(), wanted.groups.end());
    SAMEN_TRY(auto result, solve_with(made, kind, wanted, groups));
    // Only those who were of use.
    if (whole) {
      groups = static_cast<std::size_t>(std::ranges::count_if(result, [&](std::uint32_t group) {
        return group != kUnassigned && group >= problem_.instance.groups.size();
      }));
    } else {
      made.joined = of_use(result, wanted);
    }
    made.needed = static_cast<int>(whole ? groups : made.joined.size());
    if (made.needed == 0) return made;
    SAMEN_TRY(result, solve_with(made, kind, wanted, groups));
    int before = 0;
    int after = 0;
    for (HouseholdIndex i = 0; i < result.size(); ++i) {
      before += chosen_[i] != kUnassigned ? 1 : 0;
      after += result[i] != kUnassigned ? 1 : 0;
      if (chosen_[i] == kUnassigned && result[i] != kUnassigned) made.households.push_back(i);
    }
    made.unlocked = after - before;
    return made;
  }

 private:
  Result<std::vector<std::uint32_t>> solve_with(const Shortage& made, const Kind& kind,
                                                const Wanted& wanted, std::size_t groups) const {
    const auto joining = joining_of(problem_.instance, made);
    const auto added = made.kind == ShortageKind::new_group
                           ? groups_of(problem_, kind, wanted, groups)
                           : std::vector<ImaginedGroup>{};
    SAMEN_TRY(const auto enlarged,
              Problem::make(enlarge(problem_, joining, added), problem_.policy));
    SAMEN_TRY(const auto pairs, all_pairs(enlarged));
    SAMEN_TRY(auto choice, choose(enlarged, pairs, seed_, threads_));
    return std::move(choice.solution.column_of_row);
  }

  // Groups of the wish whose pair was not possible without the volunteer.
  std::vector<GroupIndex> of_use(const std::vector<std::uint32_t>& result,
                                 const Wanted& wanted) const {
    std::vector<GroupIndex> used;
    for (HouseholdIndex i = 0; i < result.size(); ++i) {
      if (!wanted.groups.contains(result[i])) continue;
      const auto first = pairs_.group.begin() + static_cast<std::ptrdiff_t>(pairs_.begin[i]);
      const auto last = pairs_.group.begin() + static_cast<std::ptrdiff_t>(pairs_.begin[i + 1]);
      if (!std::binary_search(first, last, result[i])) used.push_back(result[i]);
    }
    std::ranges::sort(used);
    return used;
  }

  const Problem& problem_;
  const PairList& pairs_;
  const std::vector<std::uint32_t>& chosen_;
  std::uint64_t seed_;
  int threads_;
};

}  // namespace

Result<std::vector<Shortage>> find_shortages(const Problem& problem, const PairList& pairs,
                                             const std::vector<std::uint32_t>& chosen,
                                             std::uint64_t seed, int most, int threads) {
  Wisher wisher(problem);
  for (HouseholdIndex household = 0; household < chosen.size(); ++household) {
    if (chosen[household] == kUnassigned) wisher.add(household);
  }
  std::vector<const Wishes::value_type*> order;
  for (const auto& entry : wisher.wishes()) order.push_back(&entry);
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [](const auto* entry) { return entry->second.households.size(); });
  // Half of the tries for people who join a group that is there: that is the smaller thing to ask.
  std::vector<Shortage> found;
  const Trial trial(problem, pairs, chosen, seed, threads);
  for (const bool whole : {false, true}) {
    int tries = (most + 1) / 2;
    for (const auto* entry : order) {
      if ((entry->first.kind == ShortageKind::new_group) != whole) continue;
      if (tries-- == 0) break;
      SAMEN_TRY(auto shortage, trial.run(entry->first, entry->second));
      if (shortage.unlocked > 0) found.push_back(std::move(shortage));
    }
  }
  std::ranges::stable_sort(found, [](const Shortage& a, const Shortage& b) {
    return a.unlocked != b.unlocked ? a.unlocked > b.unlocked : a.needed < b.needed;
  });
  return found;
}

std::vector<ImaginedJoining> joining_of(const Instance& instance, const Shortage& shortage) {
  constexpr std::uint32_t kBlocks = (1U << 21U) - 1;
  std::vector<ImaginedJoining> joining;
  for (const auto group : shortage.joined) {
    const auto& g = instance.groups;
    ImaginedMember member;
    member.languages = shortage.languages;
    member.times = shortage.times != 0 ? shortage.times : g.times[group] & kBlocks;
    // Of the group's own gender where it has one, so that nobody's wish is broken.
    if (g.gender_unsaid[group] == 0 && std::has_single_bit(g.genders[group])) {
      member.gender = static_cast<std::uint8_t>(std::countr_zero(g.genders[group]));
    }
    joining.push_back({group, member});
  }
  return joining;
}

}  // namespace samen::matcher
