// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round.hpp"

#include <algorithm>

#include "sync/matcher/assignment.hpp"
#include "sync/matcher/candidates.hpp"
#include "sync/matcher/checker.hpp"
#include "sync/matcher/objective.hpp"
#include "sync/matcher/solver.hpp"

namespace samen::matcher {
namespace {

// The solver's problem: pairs worth proposing, with the objective's integers.
AssignmentProblem problem_of(const Instance& instance, const PairList& pairs,
                             const Objective& objective) {
  AssignmentProblem problem;
  problem.rows = static_cast<std::uint32_t>(instance.households.size());
  problem.columns = static_cast<std::uint32_t>(instance.groups.size());
  problem.row_begin.push_back(0);
  for (HouseholdIndex household = 0; household < problem.rows; ++household) {
    for (auto i = pairs.begin[household]; i < pairs.begin[household + 1]; ++i) {
      const std::int64_t value = objective(instance, household, pairs.group[i], pairs.score[i]);
      if (value <= 0) continue;
      problem.column.push_back(pairs.group[i]);
      problem.value.push_back(value);
    }
    problem.row_begin.push_back(problem.column.size());
  }
  return problem;
}

struct RowFacts {
  int feasible = 0;
  int best_score = 0;
  std::optional<int> best_other;  // the best score without the assigned group
};

RowFacts row_facts(const PairList& pairs, HouseholdIndex household, std::uint32_t assigned) {
  RowFacts facts;
  for (auto i = pairs.begin[household]; i < pairs.begin[household + 1]; ++i) {
    const int score = pairs.score[i];
    ++facts.feasible;
    facts.best_score = std::max(facts.best_score, score);
    if (pairs.group[i] != assigned)
      facts.best_other = std::max(facts.best_other.value_or(0), score);
  }
  return facts;
}

}  // namespace

base::Result<RoundResult> run_round(const Instance& instance, const Policy& policy,
                                    const RoundOptions& options) {
  SAMEN_CHECK(validate(policy));
  const Reach reach(instance, policy);
  SAMEN_TRY(const PairList pairs, all_pairs(instance, policy, reach));
  SAMEN_TRY(const Objective objective, Objective::make(policy, instance.households.size(),
                                                       instance.groups.size(), options.seed));
  const AssignmentProblem problem = problem_of(instance, pairs, objective);
  SAMEN_TRY(const AssignmentSolution solution, solve(problem, {.threads = options.threads}));
  if (auto checked = check(problem, solution); !checked) {
    return std::unexpected(
        base::Error{base::Errc::internal, checked.error().message}.context("round not certified"));
  }

  RoundResult result;
  auto& summary = result.summary;
  summary.seed = options.seed;
  summary.households = instance.households.size();
  summary.groups = instance.groups.size();
  summary.possible_pairs = pairs.size();
  summary.candidate_pairs = problem.entries();
  summary.objective = solution.value;
  summary.certified = true;
  summary.coarse_travel = reach.any_coarse();
  for (HouseholdIndex household = 0; household < instance.households.size(); ++household) {
    const std::uint32_t group = solution.column_of_row[household];
    const RowFacts facts = row_facts(pairs, household, group);
    if (group == kUnassigned) {
      result.why_not.push_back(
          explain_why_not(instance, policy, reach, household, facts.feasible, facts.best_score));
      continue;
    }
    Proposal proposal;
    proposal.household = household;
    proposal.group = group;
    proposal.explanation = explain_pair(instance, policy, household, group);
    const int days = instance.households.days_waiting[household];
    proposal.score = proposal.explanation.terms.score;
    proposal.value = pair_value(policy, proposal.score, days);
    proposal.guarantee_class = guarantee_class(policy, days);
    proposal.next_best_score = facts.best_other;
    summary.total_score += proposal.score;
    summary.lowest_score =
        result.proposals.empty() ? proposal.score : std::min(summary.lowest_score, proposal.score);
    result.proposals.push_back(std::move(proposal));
  }
  summary.proposals = result.proposals.size();
  return result;
}

}  // namespace samen::matcher
