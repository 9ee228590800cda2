// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/score.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "sync/matcher/rules/criteria.hpp"

namespace samen::matcher {

namespace {

// Whole points of each criterion's share, together `score`: what rounding leaves goes to the
// largest remainders (Hamilton's method), the first criterion before the others.
std::array<int, kCriteria> apportion(const std::array<std::int64_t, kCriteria>& weighted,
                                     std::int64_t whole, int score) {
  std::array<int, kCriteria> part{};
  std::array<std::size_t, kCriteria> order{};
  int left = score;
  for (std::size_t i = 0; i < kCriteria; ++i) {
    part[i] = static_cast<int>(weighted[i] / whole);
    left -= part[i];
    order[i] = i;
  }
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t i) { return weighted[i] % whole; });
  for (std::size_t i = 0; i < kCriteria && left > 0; ++i, --left) ++part[order[i]];
  return part;
}

}  // namespace

ScoreTerms score_terms(const Problem& problem, HouseholdIndex household, GroupIndex group) {
  assert(household < problem.instance.households.size() && group < problem.instance.groups.size());
  const std::int64_t each =
      std::int64_t{rules::kSteps} * rules::adults_of(problem.instance, household).count();
  ScoreTerms terms;
  std::array<std::int64_t, kCriteria> each_weighted{};
  Criteria::each([&]<class C, std::size_t I>() {
    const std::int64_t sum = C::steps(problem, household, group);
    each_weighted[I] = sum * problem.policy.weights[I];
    terms.points[I] = static_cast<int>((sum + each / 2) / each);
  });
  const std::int64_t whole = 100 * each;
  const auto weighted =
      std::accumulate(each_weighted.begin(), each_weighted.end(), std::int64_t{0});
  terms.score =
      std::clamp(static_cast<int>((weighted + whole / 2) / whole), kLowestScore, kHighestScore);
  terms.part = apportion(each_weighted, whole, terms.score);
  return terms;
}

int pair_value(const Policy& policy, int score, int days_waiting) {
  return score + policy.alpha * std::min(days_waiting, policy.wait_cap_days) - policy.reserve;
}

int pair_value(const Problem& problem, HouseholdIndex household, GroupIndex group, int score) {
  return pair_value(problem.policy, score - problem.instance.taken_off(household, group),
                    problem.instance.households.days_waiting[household]);
}

std::int64_t most_credit(const Policy& policy) {
  return std::int64_t{policy.alpha} * policy.wait_cap_days * policy.scarcity.most_percent / 100;
}

// Nobody can expect more than the best score with the whole credit for waiting.
std::int64_t most_taken_off(const Policy& policy) {
  return policy.reserve +
         (policy.look_ahead.days == 0 ? 0 : 2 * kHighestScore + most_credit(policy));
}

int guarantee_class(const Policy& policy, int days_waiting) {
  for (std::size_t i = 0; i < policy.guarantee_days.size(); ++i) {
    if (days_waiting >= policy.guarantee_days[i]) return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace samen::matcher
