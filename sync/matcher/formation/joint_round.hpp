// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/formation/formation.hpp"
#include "sync/matcher/round/round.hpp"

// A round that may form groups: the units are brought together first, then the round runs over
// complete and formed groups alike. So everything a round gives (certificate, guarantee, lottery,
// reasons, what a decline costs, why not yet) holds for formed groups as for all others.
namespace samen::matcher::formation {

struct FormedUnion {
  GroupIndex group = kNone;          // its number in FormedProblem::problem
  HouseholdIndex household = kNone;  // whom it was formed around; the round may find a better one
  std::vector<GroupIndex> units;     // the forming group first, then volunteers by key
};

struct FormedProblem {
  // The given one with the unions as further groups. What they are made of is taken out of the
  // round; other units, households and indices stay as they were.
  Problem problem;
  std::vector<FormedUnion> formed;  // by group
  Formation formation;              // value, bound and prices of the joint problem
};

// Forms groups and has the result checked. A union may not meet a household that any of its units
// may not meet; it offers and welcomes what its forming group does, or what the policy says of
// volunteers alone; it is screened and trained when all its units are.
base::Result<FormedProblem> with_formed_groups(const Problem& problem,
                                               const FormationOptions& options = {});

// Whether there are volunteers on their own: two groups that are still forming are never merged, so
// without them nothing can be put together.
bool anybody_to_place(const Problem& problem);

struct JointRound {
  FormedProblem formed;
  // Groups are numbers in formed.problem. A proposal of a formed group carries the caution
  // "caution.newly_formed" (of so many volunteers) or "caution.joined_group" (so many would join a
  // group that exists): they have yet to be asked.
  RoundResult round;
};

// With nobody to place, the same as plain_round(). Seed and threads are those of
// `options`, whatever `forming` says.
base::Result<JointRound> run_joint_round(const Problem& problem, const RoundOptions& options = {},
                                         FormationOptions forming = {});

// A round over the groups that are there; nothing is formed.
base::Result<JointRound> plain_round(const Problem& problem, const RoundOptions& options = {});

}  // namespace samen::matcher::formation
