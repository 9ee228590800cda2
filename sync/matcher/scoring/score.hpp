// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/rules/hard_rules.hpp"

namespace samen::matcher {

// Points 0..1000 per criterion (averaged over all adults, rounded) and the score 1..1000 from the
// policy's weights, rounded once from exact integers. Defined for infeasible pairs too.
struct ScoreTerms {
  std::array<int, kCriteria> points{};
  std::array<int, kCriteria> part{};  // of the score, in whole points; together exactly the score
  int score = 0;
};
ScoreTerms score_terms(const Problem& problem, HouseholdIndex household, GroupIndex group);

// score + alpha * min(days waiting, cap) - reserve; less what waiting is worth to both.
int pair_value(const Policy& policy, int score, int days_waiting);
int pair_value(const Problem& problem, HouseholdIndex household, GroupIndex group, int score);

// So many points at most are added to any score for waiting, and taken off it.
std::int64_t most_credit(const Policy& policy);
std::int64_t most_taken_off(const Policy& policy);

// 0 = no guarantee; otherwise 1 (longest waiting class) .. guarantee_days.size().
int guarantee_class(const Policy& policy, int days_waiting);

}  // namespace samen::matcher
