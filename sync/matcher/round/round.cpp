// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/round.hpp"

#include <algorithm>
#include <string>

#include "base/hurry.hpp"
#include "base/say.hpp"
#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/assignment/repair.hpp"
#include "sync/matcher/round/choose.hpp"
#include "sync/matcher/round/objective.hpp"
#include "sync/matcher/round/pricing.hpp"
#include "sync/matcher/scoring/candidates.hpp"

namespace samen::matcher {
namespace {

struct RowFacts {
  int feasible = 0;
  int best_score = 0;
  std::optional<int> best_other;  // the best score without the assigned group
  GroupIndex best_other_group = kNone;
};

RowFacts row_facts(const PairList& pairs, HouseholdIndex household, std::uint32_t assigned) {
  RowFacts facts;
  for (auto i = pairs.begin[household]; i < pairs.begin[household + 1]; ++i) {
    const int score = pairs.score[i];
    ++facts.feasible;
    facts.best_score = std::max(facts.best_score, score);
    if (pairs.group[i] == assigned || score <= facts.best_other.value_or(0)) continue;
    facts.best_other = score;
    facts.best_other_group = pairs.group[i];
  }
  return facts;
}

// Those that the optimum could have chosen. Of a row that got none each went to another row: else
// choosing it would have been worth more.
int open_entries(const AssignmentProblem& problem, std::uint32_t row) {
  const auto first = problem.value.begin() + static_cast<std::ptrdiff_t>(problem.row_begin[row]);
  const auto last = problem.value.begin() + static_cast<std::ptrdiff_t>(problem.row_begin[row + 1]);
  return static_cast<int>(std::count_if(first, last, [](auto value) { return value > 0; }));
}

std::uint64_t entry_of(const AssignmentProblem& problem, std::uint32_t row, std::uint32_t column) {
  auto entry = problem.row_begin[row];
  while (problem.column[entry] != column) ++entry;
  return entry;
}

IfDeclined if_declined(const Choice& choice, Repair& optimum, HouseholdIndex household) {
  IfDeclined made;
  const auto& problem = choice.problem;
  for (const auto& [row, column] : optimum.without_pair_of(household)) {
    const auto before = choice.solution.column_of_row[row];
    if (before != kUnassigned) made.points += choice.points[entry_of(problem, row, before)];
    if (column != kUnassigned) {
      const auto entry = entry_of(problem, row, column);
      made.points -= choice.points[entry];
      if (row == household) made.score = choice.scores[entry];
    }
    if (row == household) {
      if (column != kUnassigned) made.group = column;
    } else {
      ++(column == kUnassigned   ? made.others_lost
         : before == kUnassigned ? made.others_gained
                                 : made.others_changed);
    }
  }
  return made;
}

// The pairs a round looks at closely.
struct Pool {
  PairList pairs;
  bool complete = true;  // every possible pair; else those that can matter, proven by prices
  std::size_t possible = 0;
  std::vector<std::uint32_t> possible_of;  // by household, unless complete
};

base::Result<Pool> pool_of(const Problem& problem, const RoundOptions& options) {
  std::size_t in_reach = 0;
  for (HouseholdIndex household = 0; household < problem.instance.households.size(); ++household) {
    for (const auto& block : problem.reach.of(household)) in_reach += block.last - block.first;
  }
  Pool pool;
  if (in_reach <= options.pairs_in_memory) {
    SAMEN_TRY(pool.pairs, all_pairs(problem, options.threads));
    pool.possible = pool.pairs.size();
    return pool;
  }
  SAMEN_TRY(const Objective objective,
            Objective::make(problem.policy, problem.instance.households.size(),
                            problem.instance.groups.size(), options.seed));
  SAMEN_TRY(auto priced, solve_over_all_pairs(problem, objective, {.threads = options.threads}));
  pool.complete = false;
  pool.possible = priced.possible;
  pool.pairs = std::move(priced.pairs);
  pool.possible_of = std::move(priced.possible_of);
  return pool;
}

// With what pairs were worth before the floor closed some.
ChoiceProof proof_of(const Problem& problem, const Choice& choice) {
  const auto& instance = problem.instance;
  ChoiceProof made{choice.problem, choice.before_floor, choice.solution.column_of_row,
                   instance.households.key, instance.groups.key};
  auto& pairs = made.problem;
  for (HouseholdIndex household = 0; household < pairs.rows; ++household) {
    for (auto e = pairs.row_begin[household]; e < pairs.row_begin[household + 1]; ++e) {
      pairs.value[e] = choice.objective(instance, household, pairs.column[e], choice.scores[e]);
    }
  }
  return made;
}

// By group: which household it goes to.
std::vector<HouseholdIndex> takers(const AssignmentSolution& solution, std::size_t groups) {
  std::vector<HouseholdIndex> taker_of(groups, kNone);
  for (HouseholdIndex household = 0; household < solution.column_of_row.size(); ++household) {
    const auto group = solution.column_of_row[household];
    if (group != kUnassigned) taker_of[group] = household;
  }
  return taker_of;
}

// All but what declining it would change and how likely it was.
Proposal proposal_of(const Problem& problem, HouseholdIndex household, GroupIndex group,
                     const RowFacts& facts, const std::vector<HouseholdIndex>& taker_of) {
  Proposal proposal;
  proposal.household = household;
  proposal.group = group;
  proposal.explanation = explain_pair(problem, household, group);
  const int days = problem.instance.households.days_waiting[household];
  proposal.score = proposal.explanation.terms.score;
  proposal.value = pair_value(problem, household, group, proposal.score);
  proposal.household_waiting_worth = problem.instance.households.waiting_worth[household];
  proposal.scarcity = problem.instance.households.scarcity[household];
  proposal.group_waiting_worth = problem.instance.groups.waiting_worth[group];
  proposal.guarantee_class = guarantee_class(problem.policy, days);
  proposal.next_best_score = facts.best_other;
  if (facts.best_other) {
    proposal.next_best_group = facts.best_other_group;
    const auto taker = taker_of[facts.best_other_group];
    if (taker != kNone) proposal.next_best_goes_to = taker;
  }
  return proposal;
}

RoundSummary summary_of(const Problem& problem, const RoundOptions& options, const Pool& pool,
                        const Choice& choice) {
  RoundSummary summary;
  summary.seed = options.seed;
  summary.households = problem.instance.households.size();
  summary.groups = problem.instance.groups.size();
  summary.possible_pairs = pool.possible;
  summary.candidate_pairs = choice.problem.entries();
  summary.objective = choice.optimum;
  summary.certified = true;
  summary.coarse_travel = problem.reach.any_coarse();
  summary.floor = choice.floor;
  summary.blocking = blocking_pairs(choice);
  summary.points = choice.floor.points_after;
  return summary;
}

// A bound from the bins where not all pairs are there, or time is up.
base::Result<std::int64_t> most_points_of(const Problem& problem, const RoundOptions& options,
                                          const Pool& pool, const Choice& choice, Cut& cut) {
  cut.most_points = pool.complete && base::is_up(options.hurry);
  if (!pool.complete || cut.most_points) return most_points_by_bins(choice);
  return most_points(problem, pool.pairs, options.threads);
}

}  // namespace

base::Result<RoundResult> run_round(const Problem& problem, const RoundOptions& options) {
  const RoundProgress& progress = options.progress;
  progress.begin(step::kScan);
  progress.tell(base::say("looking at all pairs of {} households and {} groups",
                          problem.instance.households.size(), problem.instance.groups.size()));
  SAMEN_TRY(const Pool pool, pool_of(problem, options));
  const PairList& pairs = pool.pairs;
  progress.tell(base::say("choosing among {} pairs", pairs.size()));
  SAMEN_TRY(const Choice choice,
            choose(problem, pairs, options.seed, options.threads, progress, options.hurry));
  const auto& solution = choice.solution;

  RoundResult result;
  if (options.keep_proof) result.proof = proof_of(problem, choice);
  Cut cut{.floor = choice.floor.hurried};
  if (pool.complete && options.draws > 0) {
    progress.begin(step::kLottery);
    progress.tell(base::say("drawing the lottery again, {} times", options.draws));
    SAMEN_TRY(result.propensities, draw_again(problem, pairs, choice, options.seed, options.draws,
                                              options.threads, options.hurry));
  }
  if (pool.complete && options.shortages > 0) {
    progress.begin(step::kShortages);
    progress.tell(base::say("trying who is missing"));
    SAMEN_TRY(auto shortages, find_shortages(problem, pairs, choice, options.seed,
                                             options.shortages, options.threads, options.hurry));
    result.shortages = std::move(shortages.found);
    cut.shortages = shortages.not_tried;
  }
  progress.begin(step::kExplain);
  SAMEN_TRY(Repair optimum, Repair::start(choice.problem, solution));
  auto& summary = result.summary;
  summary = summary_of(problem, options, pool, choice);
  SAMEN_TRY(summary.most_points, most_points_of(problem, options, pool, choice, cut));
  summary.draws = result.propensities.draws;
  if (summary.draws > 0 && problem.policy.lottery_bin > 1)
    cut.draws = options.draws + 1 - summary.draws;
  summary.randomised = result.propensities.randomised;
  const auto taker_of = takers(solution, problem.instance.groups.size());
  for (HouseholdIndex household = 0; household < problem.instance.households.size(); ++household) {
    const std::uint32_t group = solution.column_of_row[household];
    RowFacts facts = row_facts(pairs, household, group);
    if (!pool.complete) facts.feasible = static_cast<int>(pool.possible_of[household]);
    if (group == kUnassigned) {
      const Offers offers{facts.feasible, open_entries(choice.problem, household),
                          facts.best_score};
      result.why_not.push_back(explain_why_not(problem, household, offers));
      continue;
    }
    Proposal proposal = proposal_of(problem, household, group, facts, taker_of);
    if (base::is_up(options.hurry)) {
      ++cut.declines;
    } else {
      proposal.if_declined = if_declined(choice, optimum, household);
    }
    summary.first = summary.first || proposal.guarantee_class > 0;
    if (summary.draws > 0) proposal.propensity = result.propensities.this_group[household];
    summary.total_score += proposal.score;
    summary.lowest_score =
        result.proposals.empty() ? proposal.score : std::min(summary.lowest_score, proposal.score);
    result.proposals.push_back(std::move(proposal));
  }
  summary.proposals = result.proposals.size();
  summary.cut = cut;
  return result;
}

}  // namespace samen::matcher
