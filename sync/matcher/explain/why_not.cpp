// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <string>

#include "sync/matcher/explain/explain.hpp"

namespace samen::matcher {
namespace {

using domain::Reason;

Reason plain(std::string_view key) {
  return {std::string(key), {}, 0};
}
Reason with_number(std::string_view key, std::string_view name, std::int64_t value) {
  return {std::string(key), {{std::string(name), {}, value}}, 0};
}

struct NearestMiss {
  GroupIndex group = kNone;
  Obstacles missing = 0;
  int obstacles = 0;
  int score = 0;
  bool volunteers = false;  // some who are in no group yet, not excluded
};

// Among the groups in reach the one with the fewest obstacles, then the best score, then the lowest
// index. A pair that was excluded or declined is never held out as the one that nearly fits.
NearestMiss nearest_miss(const Problem& problem, HouseholdIndex household) {
  NearestMiss best;
  for (const auto& block : problem.reach.of(household)) {
    for (auto i = block.first; i < block.last; ++i) {
      const GroupIndex group = problem.reach.ordered_groups()[i];
      if (problem.instance.groups.single[group] != 0) {
        best.volunteers = best.volunteers || !problem.instance.is_excluded(household, group);
        continue;
      }
      const Obstacles missing = obstacles(problem, household, group);
      if (missing == 0 || (missing & obstacle_of<rules::Excluded>()) != 0) continue;
      const int count = std::popcount(missing);
      if (best.group != kNone && count > best.obstacles) continue;
      const int score = score_terms(problem, household, group).score;
      const bool better = best.group == kNone || count < best.obstacles || score > best.score ||
                          (score == best.score && group < best.group);
      if (better) best = {group, missing, count, score, best.volunteers};
    }
  }
  return best;
}

void describe(const NearestMiss& miss, WhyNot& why) {
  if (miss.group == kNone) return;
  why.nearest = miss.group;
  why.nearest_score = miss.score;
  for (std::size_t i = 0; i < kObstacles; ++i) {
    if ((miss.missing >> i & 1U) == 0) continue;
    why.missing.push_back(plain("whynot.miss_" + std::string(kObstacleNames[i])));
  }
}

}  // namespace

WhyNot explain_why_not(const Problem& problem, HouseholdIndex household, const Offers& offers) {
  WhyNot why;
  why.household = household;
  const auto asks = rules::asks_of(problem.instance, problem.policy, household);
  if (const auto name = rules::broken_by_household_alone(asks); !name.empty()) {
    why.reason = plain("whynot." + std::string(name));
    return why;
  }
  if (problem.instance.groups.size() == 0) {
    why.reason = plain("whynot.no_groups");
    return why;
  }
  if (offers.feasible > 0) {
    why.reason = offers.taken > 0 ? with_number("whynot.all_taken", "count", offers.taken)
                                  : with_number("whynot.better_later", "score", offers.best_score);
    return why;
  }
  if (problem.reach.of(household).empty()) {
    why.reason = with_number("whynot.travel", "minutes", problem.reach.nearest_minutes(household));
    return why;
  }
  const NearestMiss miss = nearest_miss(problem, household);
  describe(miss, why);
  if (miss.group == kNone && miss.volunteers) {
    why.reason = plain("whynot.volunteers_forming");
  } else if (miss.group == kNone) {
    why.reason = plain("whynot.excluded");  // every group in reach was excluded or declined
  } else if (miss.obstacles == 1) {
    why.reason =
        plain("whynot." + why.missing.front().key.substr(std::string_view("whynot.miss_").size()));
  } else {
    why.reason = with_number("whynot.several", "count", miss.obstacles);
  }
  return why;
}

}  // namespace samen::matcher
