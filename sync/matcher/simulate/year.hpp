// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/scoring/candidates.hpp"

// A made-up year, replayed night after night under different rules with the same luck: who arrives
// when, who loses patience when, and which pairs would decline are drawn once.
namespace samen::matcher::simulate {

struct YearOptions {
  int households = 3000;
  int groups = 2700;
  int days = 365;
  std::uint64_t seed = 1;
  int decline_percent = 12;       // of proposed pairs, either side
  int leave_per_mille_a_day = 3;  // households and groups that stop waiting
  // Whom the policy expects: so many of the year before, of all who came then and more, in percent.
  int expected_households_percent = 100;
  int expected_groups_percent = 100;
};

// Day numbers count from 0; somebody is there on days [arrives, leaves).
struct Stay {
  int arrives = 0;
  int leaves = 0;
};

// The people of another year, of another seed: nobody can look at the year that is played.
struct YearBefore {
  std::vector<int> household_came;  // on which day
  std::vector<int> group_came;
};

struct Year {
  // Everybody who comes in the year; behind them, in both lists, those of the year before.
  Problem problem;
  PairList pairs;  // that meet all hard constraints
  YearBefore before;
  std::vector<Stay> households;
  std::vector<Stay> groups;
  YearOptions options;

  // Whether this pair would decline a proposal: always the same answer.
  bool declines(HouseholdIndex household, GroupIndex group) const;
};
// `change` may make something different about everybody, before anything is worked out of them.
base::Result<Year> make_year(const YearOptions& options, const Policy& policy, const Places& places,
                             const std::function<void(Instance&)>& change = {});

// How a night decides.
enum class Rule : std::uint8_t {
  policy,      // the objective of the policy: guarantee, value today, reserve
  greedy,      // the best pair first, then the best of the rest
  most_pairs,  // as many pairs as possible, then the best scores
};
inline constexpr std::array<std::string_view, 3> kRuleNames = {"policy", "greedy", "most_pairs"};

struct YearResult {
  Rule rule = Rule::policy;
  int matched = 0;
  int declined = 0;
  int left = 0;           // households that stopped waiting
  int still_waiting = 0;  // at the end
  std::int64_t total_score = 0;
  int lowest_score = 0;
  std::vector<int> waits;  // days of the matched, sorted
  int oldest_waiting = 0;  // days, at the end
  struct Outcome {
    int score = 0;   // 0: not matched
    int waited = 0;  // days, of the matched
    bool left = false;
    GroupIndex group = kNone;
  };
  std::vector<Outcome> households;
};
base::Result<YearResult> replay(const Year& year, Rule rule, int threads,
                                const std::function<void(int day)>& progress = {});

// By household, the score of its pair (0: none) in the pairs of greatest total score that somebody
// who knew the whole year could have chosen.
base::Result<std::vector<int>> hindsight(const Year& year, int threads);

}  // namespace samen::matcher::simulate
