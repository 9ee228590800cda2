// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/scan/profile.hpp"

#include "sync/matcher/rules/criteria.hpp"

namespace samen::matcher::scan {
namespace {

constexpr std::int32_t kStep = criteria::kGoalSteps;
constexpr auto kWork = static_cast<unsigned>(domain::Goal::work);

std::int32_t weight(const Policy& policy, Criterion criterion) {
  return policy.weights[static_cast<std::size_t>(criterion)];
}

}  // namespace

void Profile::read(const Instance& instance, const Policy& policy, HouseholdIndex household) {
  const auto& h = instance.households;
  const auto& a = instance.adults;
  const std::uint32_t first = h.adult_begin[household];
  const std::uint32_t last = h.adult_begin[household + 1];
  adults = static_cast<std::int32_t>(last - first);
  constant = 0;
  sectors.clear();
  each.clear();
  interest_weight = kStep * weight(policy, Criterion::interests);
  life_weight = kStep * weight(policy, Criterion::life_stage);
  language_weight = kStep * weight(policy, Criterion::languages);
  travel_weight = kStep * adults * weight(policy, Criterion::travel);
  time_weight = kStep * adults * weight(policy, Criterion::shared_time);

  const std::int32_t goal_weight = weight(policy, Criterion::goals);
  std::array<std::int32_t, kGoals> asked{};  // per half step
  for (std::uint32_t adult = first; adult < last; ++adult) {
    each.push_back({a.interests[adult], a.conversational[adult], a.basic[adult], a.age[adult]});
    const int count = criteria::goal_count(a.goals[adult]);
    if (count == 0) constant += kNeutralPoints * kStep * goal_weight;
    for (int rank = 0; rank < count; ++rank) {
      const unsigned goal = criteria::goal_at(a.goals[adult], rank);
      const std::int32_t share =
          goal_weight *
          criteria::kGoalShares[static_cast<std::size_t>(count)][static_cast<std::size_t>(rank)];
      // Work counts half for help, half for knowing somebody in a sector the adult named.
      const bool by_sector = goal == kWork && a.sectors[adult] != 0;
      asked[goal] += by_sector ? share : 2 * share;
      if (by_sector) sectors.push_back({a.sectors[adult], share * criteria::kSectorSteps});
    }
  }
  goals.clear();
  for (std::uint32_t goal = 0; goal < kGoals; ++goal) {
    if (asked[goal] != 0) goals.push_back({goal, asked[goal]});
  }

  languages = h.languages[household];
  times = h.times[household];
  people = h.people[household];
  needs = h.needs[household];
  child_bands = h.child_bands[household];
  company = h.company[household];
  genders = h.genders[household];
  gender_unsaid = h.gender_unsaid[household] != 0;
  interpreter = h.interpreter[household] != 0;
  eligible = h.eligible[household] != 0;
}

}  // namespace samen::matcher::scan
