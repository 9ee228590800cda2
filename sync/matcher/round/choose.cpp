// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/choose.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/floor_climb.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/round/objective.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

base::Result<void> certify(const Choice& choice) {
  auto checked = check(choice.problem, choice.solution);
  if (checked) return {};
  return std::unexpected(base::Error{base::Errc::internal, checked.error().message}.context(
      base::say("round not certified")));
}

// The solver's problem: pairs worth proposing, with the objective's integers.
void fill(const Problem& problem, const PairList& pairs, Choice& made) {
  auto& assignment = made.problem;
  assignment.rows = static_cast<std::uint32_t>(problem.instance.households.size());
  assignment.columns = static_cast<std::uint32_t>(problem.instance.groups.size());
  assignment.row_begin.reserve(std::size_t{assignment.rows} + 1);
  assignment.column.reserve(pairs.size());
  assignment.value.reserve(pairs.size());
  made.scores.reserve(pairs.size());
  made.points.reserve(pairs.size());
  assignment.row_begin.push_back(0);
  for (HouseholdIndex household = 0; household < assignment.rows; ++household) {
    for (auto i = pairs.begin[household]; i < pairs.begin[household + 1]; ++i) {
      const std::int64_t value =
          made.objective(problem.instance, household, pairs.group[i], pairs.score[i]);
      if (value <= 0) continue;
      assignment.column.push_back(pairs.group[i]);
      assignment.value.push_back(value);
      made.scores.push_back(pairs.score[i]);
      made.points.push_back(pair_value(problem, household, pairs.group[i], pairs.score[i]));
    }
    assignment.row_begin.push_back(assignment.column.size());
  }
}

base::Result<Choice> choose_from(const Problem& problem, const PairList& pairs, std::uint64_t seed,
                                 int threads, const Choice* like) {
  Choice made;
  SAMEN_TRY(made.objective, Objective::make(problem.policy, problem.instance.households.size(),
                                            problem.instance.groups.size(), seed));
  fill(problem, pairs, made);
  if (like == nullptr) {
    SAMEN_TRY(made.solution, solve(made.problem, {.threads = threads}));
  } else {
    auto start = like->before_floor;
    for (auto* prices : {&start.row_price, &start.column_price}) {
      for (auto& price : *prices) price = like->objective.translate(price, made.objective);
    }
    SAMEN_TRY(made.solution, solve_from(made.problem, std::move(start), {.threads = threads}));
  }
  SAMEN_CHECK(certify(made));
  made.optimum = made.solution.value;
  made.before_floor = made.solution;
  return made;
}

template <class Visit>
void each_chosen(const Choice& choice, const AssignmentSolution& solution, Visit visit) {
  const auto& problem = choice.problem;
  for (const auto entry :
       entries_at(problem.row_begin, problem.column, solution.column_of_row, kUnassigned)) {
    if (entry != kNoEntry) visit(entry);
  }
}

base::Result<void> raise(const Problem& problem, int threads, const std::function<bool()>& hurry,
                         Choice& made) {
  FloorInput floor{made.scores, made.points, {}, problem.policy.floor_per_mille, threads, hurry};
  for (const int days : problem.instance.households.days_waiting) {
    floor.guarantee.push_back(static_cast<std::uint8_t>(guarantee_class(problem.policy, days)));
  }
  SAMEN_TRY(made.floor, raise_floor(made.problem, made.solution, floor));
  return made.floor.parts_raised == 0 ? base::Result<void>{} : certify(made);
}

}  // namespace

base::Result<Choice> choose(const Problem& problem, const PairList& pairs, std::uint64_t seed,
                            int threads, const RoundProgress& progress,
                            const std::function<bool()>& hurry) {
  progress.begin(step::kSolve);
  SAMEN_TRY(auto made, choose_from(problem, pairs, seed, threads, nullptr));
  progress.begin(step::kFloor);
  SAMEN_CHECK(raise(problem, threads, hurry, made));
  return made;
}

base::Result<Choice> choose_like(const Problem& problem, const PairList& pairs, std::uint64_t seed,
                                 int threads, const Choice& like,
                                 const std::function<bool()>& hurry) {
  SAMEN_TRY(auto made, choose_from(problem, pairs, seed, threads, &like));
  SAMEN_CHECK(raise(problem, threads, hurry, made));
  return made;
}

base::Result<std::int64_t> most_points(const Problem& problem, const PairList& pairs, int threads) {
  Choice plain;
  Policy policy = problem.policy;
  policy.lottery_bin = 0;
  SAMEN_TRY(plain.objective, Objective::make(policy, problem.instance.households.size(),
                                             problem.instance.groups.size(), 0));
  fill(problem, pairs, plain);
  SAMEN_TRY(plain.solution, solve(plain.problem, {.threads = threads}));
  SAMEN_CHECK(certify(plain));
  std::int64_t sum = 0;
  each_chosen(plain, plain.solution, [&](std::uint64_t entry) { sum += plain.points[entry]; });
  return sum;
}

std::int64_t most_points_by_bins(const Choice& choice) {
  std::int64_t sum = 0;
  each_chosen(choice, choice.before_floor, [&](std::uint64_t entry) {
    sum += choice.objective.end_of_bin(choice.points[entry]);
  });
  return sum;
}

}  // namespace samen::matcher
