// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/joint_round.hpp"

#include <algorithm>

#include "sync/matcher/formation/checker.hpp"
#include "sync/matcher/formation/value.hpp"

namespace samen::matcher::formation {
namespace {

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// From the keys of what it is made of, so that the order of arrival changes nothing.
std::uint64_t union_key(const Instance& instance, const std::vector<GroupIndex>& units) {
  std::uint64_t key = 0x9e3779b97f4a7c15ULL;
  for (const GroupIndex unit : units) key = mix(key ^ instance.groups.key[unit]);
  while (std::ranges::find(instance.groups.key, key) != instance.groups.key.end()) ++key;
  return key;
}

FormedUnion append(Instance& instance, const Policy& policy, const FormedGroup& formed) {
  auto& g = instance.groups;
  FormedUnion made;
  made.household = formed.household;
  made.units = formed.units;
  std::ranges::sort(made.units, {}, [&g](GroupIndex unit) {
    return std::pair(g.single[unit], g.key[unit]);  // the forming group's coordinator comes first
  });
  GroupFacts facts;
  facts.key = union_key(instance, made.units);
  facts.largest_household = policy.formed_household;
  std::uint8_t offers = 0;
  std::uint8_t ready = 3;
  for (const GroupIndex unit : made.units) {
    ready = static_cast<std::uint8_t>(ready & g.ready[unit]);
    if (g.single[unit] != 0) continue;
    facts.largest_household = g.largest_household[unit];
    offers = g.offers[unit];
  }
  made.group = append_union(instance, policy, made.units, facts);
  g.offers[made.group] = offers;
  g.ready[made.group] = ready;
  return made;
}

}  // namespace

bool has_units(const Instance& instance, const Policy& policy) {
  for (GroupIndex unit = 0; unit < instance.groups.size(); ++unit) {
    if (unit_kind(instance, policy, unit) != UnitKind::complete) return true;
  }
  return false;
}

base::Result<FormedInstance> with_formed_groups(const Instance& instance, const Policy& policy,
                                                const FormationOptions& options) {
  FormedInstance made;
  SAMEN_TRY(made.formation, form_groups(instance, policy, options));
  // Every hard constraint and every value anew; looking at all possible sets is for tests.
  if (auto checked = check_formation(instance, policy, made.formation, 0); !checked) {
    return std::unexpected(base::Error{base::Errc::internal, checked.error().message}.context(
        "formed groups not certified"));
  }
  made.instance = instance;
  auto groups = made.formation.groups;
  std::ranges::sort(groups, {}, [&](const FormedGroup& group) {
    return instance.households.key[group.household];
  });
  std::vector<std::vector<GroupIndex>> unions_of(instance.groups.size());
  for (const FormedGroup& group : groups) {
    if (group.units.size() == 1) continue;  // serves as it is
    made.formed.push_back(append(made.instance, policy, group));
    for (const GroupIndex unit : group.units) {
      unions_of[unit].push_back(made.formed.back().group);
      made.instance.groups.single[unit] = 1;  // no group by itself any more
    }
  }
  auto& excluded = made.instance.excluded;
  for (const auto& [household, unit] : instance.excluded) {
    for (const GroupIndex group : unions_of[unit]) excluded.emplace_back(household, group);
  }
  std::ranges::sort(excluded);
  excluded.erase(std::ranges::unique(excluded).begin(), excluded.end());
  return made;
}

base::Result<JointRound> run_joint_round(const Instance& instance, const Policy& policy,
                                         const RoundOptions& options, FormationOptions forming) {
  JointRound made;
  if (has_units(instance, policy)) {
    if (options.progress) options.progress("forming groups of volunteers around the households");
    forming.seed = options.seed;
    forming.threads = options.threads;
    SAMEN_TRY(made.formed, with_formed_groups(instance, policy, forming));
  } else {
    made.formed.instance = instance;
  }
  SAMEN_TRY(made.round, run_round(made.formed.instance, policy, options));
  for (Proposal& proposal : made.round.proposals) {
    const auto formed = std::ranges::find(made.formed.formed, proposal.group, &FormedUnion::group);
    if (formed == made.formed.formed.end()) continue;
    const auto alone = std::ranges::count_if(
        formed->units, [&](GroupIndex unit) { return instance.groups.single[unit] != 0; });
    const bool joined = static_cast<std::size_t>(alone) < formed->units.size();
    auto& cautions = proposal.explanation.cautions;
    cautions.insert(cautions.begin(), {joined ? "caution.joined_group" : "caution.newly_formed",
                                       {{"count", {}, static_cast<std::int64_t>(alone)}},
                                       0});
  }
  return made;
}

}  // namespace samen::matcher::formation
