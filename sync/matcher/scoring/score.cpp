// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/score.hpp"

#include <algorithm>
#include <cassert>

#include "sync/matcher/rules/criteria.hpp"

namespace samen::matcher {

ScoreTerms score_terms(const Problem& problem, HouseholdIndex household, GroupIndex group) {
  assert(household < problem.instance.households.size() &&
         group < problem.instance.groups.size());
  const std::int64_t each =
      std::int64_t{rules::kSteps} * rules::adults_of(problem.instance, household).count();
  ScoreTerms terms;
  std::int64_t weighted = 0;
  Criteria::each([&]<class C, std::size_t I>() {
    const std::int64_t sum = C::steps(problem, household, group);
    weighted += sum * problem.policy.weights[I];
    terms.points[I] = static_cast<int>((sum + each / 2) / each);
  });
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
