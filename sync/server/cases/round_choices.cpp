// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round_choices.hpp"

#include <algorithm>
#include <map>

#include "sync/matcher/scoring/score.hpp"

namespace samen::server {

namespace {

std::optional<matcher::HouseholdIndex> waiting_called(const ComputedRound& round,
                                                      std::string_view label) {
  const auto& all = round.pool.households;
  const auto at = std::ranges::find(all, label, &WaitingHousehold::label);
  if (at == all.end()) return std::nullopt;
  return static_cast<matcher::HouseholdIndex>(at - all.begin());
}

// Whom each group that people started is proposed to, volunteers who join it or not.
std::map<std::string, std::string> household_of_group(const ComputedRound& round) {
  std::map<std::string, std::string> taken;
  for (const auto& made : round.joint.round.proposals) {
    const auto units = units_of(round.pool, round.joint.formed, made.group);
    if (units.group == nullptr) continue;
    taken.emplace(units.group->row.label, round.pool.households[made.household].label);
  }
  return taken;
}

const SetByHand* together_with(const ComputedRound& round, std::string_view group) {
  const auto& all = round.outcome.by_hand;
  const auto at = std::ranges::find_if(
      all, [&](const SetByHand& set) { return set.as == SetAs::together && set.group == group; });
  return at == all.end() ? nullptr : &*at;
}

std::vector<std::string> labels_of_units(const Units& units) {
  std::vector<std::string> labels;
  if (units.group != nullptr) labels.push_back(units.group->row.label);
  for (const auto* single : units.singles) labels.push_back(single->row.label);
  return labels;
}

CanBeSet not_set(NotSet why) {
  CanBeSet answer;
  answer.why_not = why;
  return answer;
}

CanBeSet with(const ComputedRound& round, SetByHand set) {
  CanBeSet answer;
  for (const auto& before : round.outcome.by_hand) {
    const bool same = before.household == set.household;
    const bool replaced = same && (before.as == SetAs::together || set.group == before.group);
    if (!replaced) answer.all.push_back(before);
  }
  if (answer.all.size() >= kMostSetByHand) return not_set(NotSet::full);
  answer.all.push_back(std::move(set));
  return answer;
}

CanBeSet set_apart(const ComputedRound& round, matcher::HouseholdIndex household,
                   const std::string& label) {
  const auto& made = round.joint.round.proposals;
  const auto at = std::ranges::find(made, household, &matcher::Proposal::household);
  if (at == made.end()) return not_set(NotSet::gone);
  const auto units = units_of(round.pool, round.joint.formed, at->group);
  return with(round, {.as = SetAs::apart,
                      .household = label,
                      .group = label_of(units),
                      .units = labels_of_units(units)});
}

}  // namespace

std::optional<GroupChoices> choices_for(const ComputedRound& round, std::string_view household) {
  const auto who = waiting_called(round, household);
  if (!who || !round.asked) return std::nullopt;
  const auto& waiting = round.pool.households[*who];
  GroupChoices choices;
  choices.household = waiting.label;
  choices.people =
      static_cast<int>(waiting.household.adults.size() + waiting.household.children.size());
  choices.waiting_days = days_waiting(waiting, round.now_ms);
  const auto& made = round.joint.round.proposals;
  const auto proposed = std::ranges::find(made, *who, &matcher::Proposal::household);
  if (proposed != made.end()) {
    choices.group = label_of(units_of(round.pool, round.joint.formed, proposed->group));
  }
  const auto taken = household_of_group(round);
  for (matcher::GroupIndex i = 0; i < round.pool.groups.size(); ++i) {
    const auto& group = round.pool.groups[i];
    const auto* other = together_with(round, group.row.label);
    if (other != nullptr && other->household != waiting.label) continue;
    if (matcher::obstacles(*round.asked, *who, i) != 0) continue;
    GroupChoice choice;
    choice.group = group.row.label;
    choice.size = static_cast<int>(group.members.size());
    choice.score = matcher::score_terms(*round.asked, *who, i).score;
    choice.travel_minutes = round.asked->travel_of(*who, i).minutes;
    choice.now = proposed != made.end() && proposed->group == i;
    const auto at = taken.find(group.row.label);
    if (at != taken.end() && at->second != waiting.label) choice.taken_from = at->second;
    choices.groups.push_back(std::move(choice));
  }
  choices.all = choices.groups.size();
  std::ranges::stable_sort(choices.groups, std::ranges::greater{}, &GroupChoice::score);
  if (choices.groups.size() > kMostChoices) choices.groups.resize(kMostChoices);
  return choices;
}

CanBeSet can_be_set(const ComputedRound& round, const WantedByHand& wanted) {
  const auto household = waiting_called(round, wanted.household);
  if (!household || !round.asked) return not_set(NotSet::gone);
  if (wanted.as == SetAs::apart) return set_apart(round, *household, wanted.household);
  const auto& groups = round.pool.groups;
  const auto at = std::ranges::find(groups, wanted.group,
                                    [](const WaitingGroup& group) { return group.row.label; });
  if (at == groups.end()) return not_set(NotSet::gone);
  if (const auto* other = together_with(round, wanted.group);
      other != nullptr && other->household != wanted.household) {
    auto answer = not_set(NotSet::taken);
    answer.other = other->household;
    return answer;
  }
  const auto index = static_cast<matcher::GroupIndex>(at - groups.begin());
  const auto broken = matcher::obstacles(*round.asked, *household, index);
  if (broken != 0) {
    auto answer = not_set(NotSet::rule);
    for (std::size_t i = 0; i < matcher::kObstacles; ++i) {
      if ((broken >> i & 1U) != 0) answer.rules.emplace_back(matcher::kObstacleNames[i]);
    }
    return answer;
  }
  return with(round, {.as = SetAs::together,
                      .household = wanted.household,
                      .group = wanted.group,
                      .units = {wanted.group}});
}

}  // namespace samen::server
