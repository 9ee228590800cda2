// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/score.hpp"

#include <algorithm>

#include "sync/matcher/rules/criteria.hpp"

namespace samen::matcher {
namespace {

using domain::CompanyWish;

domain::Postcode4 postcode(std::uint16_t number) {
  return domain::Postcode4::from_number(number).value_or(domain::Postcode4{});
}

// Women only: every member said she is a woman. Same gender: every adult has somebody of their own
// gender in the group, and for a household of one gender all members are of it. What nobody said
// cannot be promised, so it counts as not met.
bool company_met(const Households& h, HouseholdIndex i, const Groups& g, GroupIndex j) {
  constexpr unsigned kWoman = 1U << static_cast<unsigned>(domain::Gender::woman);
  switch (static_cast<CompanyWish>(h.company[i])) {
    case CompanyWish::no_wish:
      return true;
    case CompanyWish::women_only:
      return g.genders[j] == kWoman && g.gender_unsaid[j] == 0;
    case CompanyWish::same_gender:
      break;
  }
  if (h.gender_unsaid[i] != 0) return false;
  const unsigned wanted = h.genders[i];
  const unsigned there = g.genders[j];
  if (std::has_single_bit(wanted)) return there == wanted && g.gender_unsaid[j] == 0;
  return (wanted & ~there) == 0;
}

// Twentieths of points (0..20000), exact.
int goal_steps(std::uint64_t goals, std::uint32_t sectors, std::uint32_t group_help,
               std::uint32_t group_sectors) {
  const int count = criteria::goal_count(goals);
  if (count == 0) return kNeutralPoints * criteria::kGoalSteps;
  const auto& shares = criteria::kGoalShares[static_cast<std::size_t>(count)];
  int steps = 0;
  for (int rank = 0; rank < count; ++rank) {
    const unsigned goal = criteria::goal_at(goals, rank);
    int covered = criteria::kHelpSteps[criteria::helpers_of(group_help, goal)];
    if (goal == static_cast<unsigned>(domain::Goal::work) && sectors != 0) {
      covered = covered / 2 + ((sectors & group_sectors) != 0 ? criteria::kSectorSteps : 0);
    }
    steps += shares[static_cast<std::size_t>(rank)] * covered;
  }
  return steps;
}

int language_points(const Adults& a, std::size_t adult, const Groups& g, GroupIndex group) {
  std::size_t speakers = 0;
  for (std::uint32_t rest = a.conversational[adult]; rest != 0; rest &= rest - 1) {
    const auto language = static_cast<std::size_t>(std::countr_zero(rest));
    speakers = std::max<std::size_t>(speakers, g.language_speakers[language][group]);
  }
  if (speakers > 0) return criteria::kSpeakerPoints[speakers];
  return (a.basic[adult] & g.languages[group]) != 0 ? criteria::kFewWordsPoints : 0;
}

}  // namespace

Obstacles obstacles(const Instance& instance, const Policy& policy, HouseholdIndex household,
                    GroupIndex group) {
  const auto& h = instance.households;
  const auto& g = instance.groups;
  Obstacles found = 0;
  const auto note = [&found](Obstacle obstacle, bool broken) {
    if (broken) found |= obstacle_bit(obstacle);
  };
  note(Obstacle::excluded, instance.is_excluded(household, group));
  note(Obstacle::not_eligible, h.eligible[household] == 0);
  note(Obstacle::group_forming, g.single[group] != 0 || g.members[group] < policy.smallest_group);
  note(Obstacle::group_not_ready,
       policy.readiness == Readiness::before_proposal && g.ready[group] != 3);
  const auto travel = travel_time(postcode(h.postcode[household]), postcode(g.postcode[group]),
                                  instance.places, policy);
  note(Obstacle::travel, travel.minutes > policy.travel_limit_minutes);
  note(Obstacle::language,
       h.interpreter[household] == 0 && (h.languages[household] & g.languages[group]) == 0);
  note(Obstacle::times, h.times[household] != 0 && g.times[group] != 0 &&
                            (h.times[household] & g.times[group]) == 0);
  note(Obstacle::company, !company_met(h, household, g, group));
  note(Obstacle::size, h.people[household] > g.largest_household[group]);
  note(Obstacle::needs, (h.needs[household] & ~g.offers[group]) != 0);
  return found;
}

ScoreTerms score_terms(const Instance& instance, const Policy& policy, HouseholdIndex household,
                       GroupIndex group) {
  const auto& h = instance.households;
  const auto& a = instance.adults;
  const auto& g = instance.groups;
  const std::uint32_t first = h.adult_begin[household];
  const std::uint32_t last = h.adult_begin[household + 1];
  const int adults = static_cast<int>(last - first);

  // Sums over all adults in twentieths of points.
  std::array<std::int64_t, kCriteria> sums{};
  const auto sum = [&sums](Criterion c) -> std::int64_t& {
    return sums[static_cast<std::size_t>(c)];
  };
  for (std::uint32_t adult = first; adult < last; ++adult) {
    sum(Criterion::goals) +=
        goal_steps(a.goals[adult], a.sectors[adult], g.help[group], g.sectors[group]);
    sum(Criterion::interests) +=
        criteria::kGoalSteps * criteria::interest_points(a.interests[adult], g.interests[group],
                                                         g.interests_several[group]);
    const int age = a.age[adult] == kUnknown ? kNeutralPoints : g.age_fit[a.age[adult]][group];
    sum(Criterion::life_stage) +=
        criteria::kGoalSteps *
        criteria::life_stage_points(age, h.child_bands[household], g.child_bands[group]);
    sum(Criterion::languages) += criteria::kGoalSteps * language_points(a, adult, g, group);
  }
  const auto travel = travel_time(postcode(h.postcode[household]), postcode(g.postcode[group]),
                                  instance.places, policy);
  const std::int64_t each = criteria::kGoalSteps * std::int64_t{adults};
  sum(Criterion::travel) =
      each * criteria::travel_points(travel.minutes, policy.travel_limit_minutes);
  sum(Criterion::shared_time) = each * criteria::time_points(h.times[household], g.times[group]);

  ScoreTerms terms;
  std::int64_t weighted = 0;
  for (std::size_t i = 0; i < kCriteria; ++i) {
    weighted += sums[i] * policy.weights[i];
    terms.points[i] = static_cast<int>((sums[i] + each / 2) / each);
  }
  const std::int64_t whole = 100 * each;
  terms.score =
      std::clamp(static_cast<int>((weighted + whole / 2) / whole), kLowestScore, kHighestScore);
  return terms;
}

int pair_value(const Policy& policy, int score, int days_waiting) {
  return score + policy.alpha * std::min(days_waiting, policy.wait_cap_days) - policy.reserve;
}

int guarantee_class(const Policy& policy, int days_waiting) {
  for (std::size_t i = 0; i < policy.guarantee_days.size(); ++i) {
    if (days_waiting >= policy.guarantee_days[i]) return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace samen::matcher
