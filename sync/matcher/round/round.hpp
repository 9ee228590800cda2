// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/assignment/assignment.hpp"
#include "sync/matcher/assignment/floor.hpp"
#include "sync/matcher/explain/explain.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/round/blocking.hpp"
#include "sync/matcher/round/lottery.hpp"
#include "sync/matcher/round/progress.hpp"
#include "sync/matcher/round/shortages.hpp"

namespace samen::matcher {

struct RoundOptions {
  std::uint64_t seed = 1;  // decides ties only; log it
  int threads = 1;
  int draws = 0;            // of the lottery, to learn the propensities; see Policy::lottery_draws
  int shortages = 0;        // kinds of volunteers and groups to try, each by solving again
  bool keep_proof = false;  // RoundResult::proof: as much memory as all pairs once more
  // Above so many pairs within travel reach a round keeps only those that can matter (pricing.hpp):
  // the optimum is still the one over all pairs, but there are no re-draws and no shortages, and
  // floor, blocking pairs and declines look at the kept pairs only.
  std::size_t pairs_in_memory = 20'000'000;
  // Asked from any thread: true means that time is up for what is nice to know. Pairs, optimum and
  // certificate are never cut; what is stands in RoundSummary::cut. Empty: never.
  std::function<bool()> hurry = {};
  RoundProgress progress = {};
};

// What the optimum would be if one proposal were declined: computed, not guessed
// (assignment/repair.hpp).
struct IfDeclined {
  std::optional<GroupIndex> group;  // what the household would get then; none: it waits
  int score = 0;                    // with that group
  int points = 0;                   // value today that all households together would lose
  int others_changed = 0;           // other households that would get another group
  int others_lost = 0;              // other households that would get none any more
  int others_gained = 0;            // households without a proposal that would get one
};

struct Proposal {
  HouseholdIndex household = kNone;
  GroupIndex group = kNone;
  int score = 0;                    // 1..1000
  int value = 0;                    // score + waiting - reserve - what waiting on is worth to both
  int household_waiting_worth = 0;  // points, taken off the value
  int group_waiting_worth = 0;      // likewise
  int scarcity = 0;                 // points, added to it
  int guarantee_class = 0;          // 0: none
  std::optional<int> next_best_score;  // of the household's best other possible group, if any
  std::optional<GroupIndex> next_best_group;
  std::optional<HouseholdIndex> next_best_goes_to;  // in this round, if to anybody
  std::optional<IfDeclined> if_declined;            // none: the time for it was up
  std::int32_t propensity = 0;                      // per million; 0 when nothing was drawn again
  PairExplanation explanation;
};

// What the time was too short for.
struct Cut {
  bool floor = false;         // steps that might have raised it further
  int draws = 0;              // of the lottery
  std::size_t shortages = 0;  // kinds that were not tried
  std::size_t declines = 0;   // proposals of which nobody knows what a decline would change
  bool most_points = false;   // a bound from the bins stands for the exact most
  bool any() const { return floor || draws > 0 || shortages > 0 || declines > 0 || most_points; }
};

// Numbers of a round for its log; together with seed and policy they let anyone repeat it.
struct RoundSummary {
  std::uint64_t seed = 0;
  std::size_t households = 0;
  std::size_t groups = 0;
  std::size_t possible_pairs = 0;   // pairs that meet every hard constraint
  std::size_t candidate_pairs = 0;  // of these, the ones the solver saw
  std::size_t proposals = 0;
  std::int64_t objective = 0;    // certified optimum of the integer problem, before the floor
  std::int64_t points = 0;       // value today of all proposals together
  std::int64_t most_points = 0;  // no set of pairs with as many of each guarantee class has more
  std::int64_t total_score = 0;
  int lowest_score = 0;       // among the proposals, 0 without any
  bool first = false;         // whether anybody has waited so long that they come first
  bool certified = false;     // always true in a result: an uncertified round is an error
  bool coarse_travel = true;  // at least one postcode without coordinates
  FloorReport floor;
  BlockingPairs blocking;
  int draws = 0;               // of the lottery, the carried out one included
  std::size_t randomised = 0;  // households whose group the lottery decided
  Cut cut;
};

struct RoundResult {
  std::vector<Proposal> proposals;   // by household index
  std::vector<WhyNot> why_not;       // every other household, by index
  Propensities propensities;         // empty without re-draws
  std::vector<Shortage> shortages;   // most unlocked first
  std::optional<ChoiceProof> proof;  // with keep_proof: over the kept pairs, also those that the
                                     // floor closed
  RoundSummary summary;
};

// One matching round: hard constraints, scores, optimum with certificate, independent check,
// explanations. Pure: the same problem and seed give the same result on any machine and
// any number of threads. Errors: overflow; a certificate that does not hold.
base::Result<RoundResult> run_round(const Problem& problem, const RoundOptions& options = {});

}  // namespace samen::matcher
