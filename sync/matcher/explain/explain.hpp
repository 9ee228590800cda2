// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "domain/proposal.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/scoring/candidates.hpp"
#include "sync/matcher/scoring/score.hpp"

// Plain reasons: keys of assets/locales with arguments, never finished sentences, so that every
// reader gets them in their own language, on screen or spoken.
namespace samen::matcher {

struct PairExplanation {
  ScoreTerms terms;
  TravelTime travel;
  std::vector<domain::Reason> reasons;   // strongest contribution first; facts without points last
  std::vector<domain::Reason> cautions;  // what to talk about first
};
PairExplanation explain_pair(const Problem& problem, HouseholdIndex household, GroupIndex group);

// Why a household has no proposal in this round.
struct WhyNot {
  HouseholdIndex household = kNone;
  domain::Reason reason;              // one key whynot.*: the main reason
  std::optional<GroupIndex> nearest;  // the group in reach that misses the least, best score first
  std::vector<domain::Reason> missing;  // what that group misses, one whynot.miss_* each
  int nearest_score = 0;                // what it would score, 0 without a nearest group
};

// What a household without a proposal could have had.
struct Offers {
  int feasible = 0;    // groups that meet every hard constraint
  int taken = 0;       // of these, the ones worth proposing: all of them went to other households
  int best_score = 0;  // the highest among the feasible ones
};
// Without a feasible group, every group in reach is looked at for the nearest miss.
WhyNot explain_why_not(const Problem& problem, HouseholdIndex household, const Offers& offers);

}  // namespace samen::matcher
