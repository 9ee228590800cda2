// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/joint_round.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/matcher/formation/checker.hpp"
#include "sync/matcher/formation/value.hpp"
#include "sync/matcher/model/mix.hpp"

namespace samen::matcher::formation {
namespace {

// From the keys of what it is made of, so that the order of arrival changes nothing.
std::uint64_t union_key(const Instance& instance, const std::vector<GroupIndex>& units) {
  std::uint64_t key = kGoldenStep;
  for (const GroupIndex unit : units) key = mix64(key ^ instance.groups.key[unit]);
  while (std::ranges::find(instance.groups.key, key) != instance.groups.key.end()) ++key;
  return key;
}

FormedUnion append(Instance& instance, const Problem& problem, const FormedGroup& formed) {
  auto& g = instance.groups;
  FormedUnion made;
  made.household = formed.household;
  made.units = formed.units;
  std::ranges::sort(made.units, {}, [&g](GroupIndex unit) {
    return std::pair(g.single[unit], g.key[unit]);  // the forming group's coordinator comes first
  });
  Part all;
  for (const GroupIndex unit : made.units) all.join(part_of(problem, unit));
  GroupFacts facts;
  facts.key = union_key(instance, made.units);
  facts.largest_household = all.view.largest_household;
  facts.offers = domain::SetOf<domain::Need>::from_bits(all.view.offers);
  facts.screened = (all.view.ready & 1) != 0;
  facts.trained = (all.view.ready & 2) != 0;
  made.group = append_union(instance, problem.policy, made.units, facts);
  return made;
}

// Work by how many can be placed: twenty volunteers beside five hundred households change little,
// and are no reason to let everybody wait. Full work from one volunteer for four households on.
int effort_for(const Problem& problem) {
  const auto& single = problem.instance.groups.single;
  const auto alone = static_cast<std::size_t>(std::ranges::count(single, 1));
  const std::size_t households = std::max<std::size_t>(1, problem.instance.households.size());
  return static_cast<int>(std::clamp<std::size_t>(400 * alone / households, 5, 100));
}

}  // namespace

bool anybody_to_place(const Problem& problem) {
  const auto& groups = problem.instance.groups;
  for (GroupIndex unit = 0; unit < groups.size(); ++unit) {
    if (groups.single[unit] != 0 && groups.members[unit] > 0) return true;
  }
  return false;
}

base::Result<FormedProblem> with_formed_groups(const Problem& problem,
                                               const FormationOptions& options) {
  SAMEN_TRY(auto formation, form_groups(problem, options));
  // Every hard constraint and every value anew; looking at all possible sets is for tests.
  if (auto checked = check_formation(problem, formation, 0); !checked) {
    return std::unexpected(base::Error{base::Errc::internal, checked.error().message}.context(
        base::say("formed groups not certified")));
  }
  const Instance& instance = problem.instance;
  Instance enlarged = instance;
  std::vector<FormedUnion> formed;
  auto groups = formation.groups;
  std::ranges::sort(groups, {}, [&](const FormedGroup& group) {
    return instance.households.key[group.household];
  });
  std::vector<std::vector<GroupIndex>> unions_of(instance.groups.size());
  for (const FormedGroup& group : groups) {
    if (group.units.size() == 1) continue;  // serves as it is
    formed.push_back(append(enlarged, problem, group));
    for (const GroupIndex unit : group.units) {
      unions_of[unit].push_back(formed.back().group);
      enlarged.groups.single[unit] = 1;  // no group by itself any more
    }
  }
  auto& excluded = enlarged.excluded;
  for (const auto& [household, unit] : instance.excluded) {
    for (const GroupIndex group : unions_of[unit]) excluded.emplace_back(household, group);
  }
  std::ranges::sort(excluded);
  excluded.erase(std::ranges::unique(excluded).begin(), excluded.end());
  SAMEN_TRY(auto made, Problem::make(std::move(enlarged), problem.policy));
  return FormedProblem{std::move(made), std::move(formed), std::move(formation)};
}

base::Result<JointRound> run_joint_round(const Problem& problem, const RoundOptions& options,
                                         FormationOptions forming) {
  if (!anybody_to_place(problem)) return plain_round(problem, options);
  options.progress.begin(step::kFormation);
  options.progress.tell(base::say("forming groups of volunteers around the households"));
  forming.seed = options.seed;
  forming.threads = options.threads;
  forming.effort = std::min(forming.effort, effort_for(problem));
  SAMEN_TRY(auto formed, with_formed_groups(problem, forming));
  SAMEN_TRY(auto round, run_round(formed.problem, options));
  for (Proposal& proposal : round.proposals) {
    const auto made = std::ranges::find(formed.formed, proposal.group, &FormedUnion::group);
    if (made == formed.formed.end()) continue;
    const auto alone = std::ranges::count_if(
        made->units, [&](GroupIndex unit) { return problem.instance.groups.single[unit] != 0; });
    const bool joined = static_cast<std::size_t>(alone) < made->units.size();
    auto& cautions = proposal.explanation.cautions;
    cautions.insert(cautions.begin(), {joined ? "caution.joined_group" : "caution.newly_formed",
                                       {{"count", {}, static_cast<std::int64_t>(alone)}},
                                       0});
  }
  return JointRound{std::move(formed), std::move(round)};
}

base::Result<JointRound> plain_round(const Problem& problem, const RoundOptions& options) {
  SAMEN_TRY(auto round, run_round(problem, options));
  return JointRound{{problem, {}, {}}, std::move(round)};
}

}  // namespace samen::matcher::formation
