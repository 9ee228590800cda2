// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/shortages.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>

#include "base/hurry.hpp"
#include "sync/matcher/model/tally.hpp"
#include "sync/matcher/round/wishes.hpp"
#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/scoring/scan/scan.hpp"

namespace samen::matcher {
namespace {

using base::Result;

constexpr std::uint32_t kEveningsAndWeekends = kWeekParts[2] | kWeekParts[3];
constexpr std::size_t kMostNewGroups = 10;

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
  Trial(const Problem& problem, const PairList& pairs, const Choice& chosen, std::uint64_t seed)
      : problem_(problem), pairs_(pairs), chosen_(chosen), seed_(seed) {}

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
    const std::size_t tried = whole ? groups : made.joined.size();
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
    const bool all = whole ? groups == tried : made.joined.size() == tried;
    if (!all) {
      SAMEN_TRY(result, solve_with(made, kind, wanted, groups));
    }
    int before = 0;
    int after = 0;
    const auto& chosen = chosen_.before_floor.column_of_row;
    for (HouseholdIndex i = 0; i < result.size(); ++i) {
      before += chosen[i] != kUnassigned ? 1 : 0;
      after += result[i] != kUnassigned ? 1 : 0;
      if (chosen[i] == kUnassigned && result[i] != kUnassigned) made.households.push_back(i);
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
    // The floor says who meets whom, never how many: its steps would take nine tenths of the time.
    const auto no_floor = [] { return true; };
    SAMEN_TRY(auto choice, choose_like(enlarged, pairs, seed_, 1, chosen_, no_floor));
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
  const Choice& chosen_;
  std::uint64_t seed_;
};

}  // namespace

Result<Shortages> find_shortages(const Problem& problem, const PairList& pairs,
                                 const Choice& chosen, std::uint64_t seed, int most, int threads,
                                 const std::function<bool()>& hurry) {
  const auto tried = find_wishes(problem, chosen.before_floor.column_of_row, most);
  const Trial trial(problem, pairs, chosen, seed);
  std::vector<std::optional<Result<Shortage>>> made(tried.size());
  scan::share_out(static_cast<std::uint32_t>(tried.size()),
                  scan::thread_count(static_cast<std::uint32_t>(tried.size()), threads),
                  [&](std::size_t, std::uint32_t i) {
                    if (base::is_up(hurry)) return;
                    made[i] = trial.run(tried[i].kind, tried[i].wanted);
                    if (base::is_up(hurry)) made[i].reset();
                  });
  Shortages all;
  auto& found = all.found;
  for (auto& shortage : made) {
    if (!shortage) {
      ++all.not_tried;
      continue;
    }
    if (!*shortage) return std::unexpected(shortage->error());
    if ((*shortage)->unlocked > 0) found.push_back(std::move(**shortage));
  }
  std::ranges::stable_sort(found, [](const Shortage& a, const Shortage& b) {
    return a.unlocked != b.unlocked ? a.unlocked > b.unlocked : a.needed < b.needed;
  });
  return all;
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
