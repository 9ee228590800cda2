// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/choose.hpp"

#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/round/objective.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

base::Result<void> certify(const Choice& choice) {
  auto checked = check(choice.problem, choice.solution);
  if (checked) return {};
  return std::unexpected(
      base::Error{base::Errc::internal, checked.error().message}.context("round not certified"));
}

// The solver's problem: pairs worth proposing, with the objective's integers.
void fill(const Problem& problem, const PairList& pairs, const Objective& objective, Choice& made) {
  auto& assignment = made.problem;
  assignment.rows = static_cast<std::uint32_t>(problem.instance.households.size());
  assignment.columns = static_cast<std::uint32_t>(problem.instance.groups.size());
  assignment.row_begin.push_back(0);
  for (HouseholdIndex household = 0; household < assignment.rows; ++household) {
    const int days = problem.instance.households.days_waiting[household];
    for (auto i = pairs.begin[household]; i < pairs.begin[household + 1]; ++i) {
      const std::int64_t value =
          objective(problem.instance, household, pairs.group[i], pairs.score[i]);
      if (value <= 0) continue;
      assignment.column.push_back(pairs.group[i]);
      assignment.value.push_back(value);
      made.scores.push_back(pairs.score[i]);
      made.points.push_back(pair_value(problem.policy, pairs.score[i], days));
    }
    assignment.row_begin.push_back(assignment.column.size());
  }
}

}  // namespace

base::Result<Choice> choose(const Problem& problem, const PairList& pairs, std::uint64_t seed,
                            int threads) {
  SAMEN_TRY(const Objective objective,
            Objective::make(problem.policy, problem.instance.households.size(),
                            problem.instance.groups.size(), seed));
  Choice made;
  fill(problem, pairs, objective, made);
  SAMEN_TRY(made.solution, solve(made.problem, {.threads = threads}));
  SAMEN_CHECK(certify(made));
  made.optimum = made.solution.value;
  FloorInput floor{made.scores, made.points, {}, problem.policy.floor_per_mille, threads};
  for (const int days : problem.instance.households.days_waiting) {
    floor.guarantee.push_back(static_cast<std::uint8_t>(guarantee_class(problem.policy, days)));
  }
  SAMEN_TRY(made.floor, raise_floor(made.problem, made.solution, floor));
  SAMEN_CHECK(certify(made));
  return made;
}

}  // namespace samen::matcher
