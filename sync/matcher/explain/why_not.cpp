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
NearestMiss nearest_miss(const Instance& instance, const Policy& policy, const Reach& reach,
                         HouseholdIndex household) {
  NearestMiss best;
  for (const auto& block : reach.of(household)) {
    for (auto i = block.first; i < block.last; ++i) {
      const GroupIndex group = reach.ordered_groups()[i];
      if (instance.groups.single[group] != 0) {
        best.volunteers = best.volunteers || !instance.is_excluded(household, group);
        continue;
      }
      const Obstacles missing = obstacles(instance, policy, household, group);
      if (missing == 0 || (missing & obstacle_bit(Obstacle::excluded)) != 0) continue;
      const int count = std::popcount(missing);
      if (best.group != kNone && count > best.obstacles) continue;
      const int score = score_terms(instance, policy, household, group).score;
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

WhyNot explain_why_not(const Instance& instance, const Policy& policy, const Reach& reach,
                       HouseholdIndex household, int feasible, int best_score) {
  WhyNot why;
  why.household = household;
  const auto& h = instance.households;
  if (h.eligible[household] == 0) {
    why.reason = plain("whynot.not_eligible");
    return why;
  }
  if (instance.groups.size() == 0) {
    why.reason = plain("whynot.no_groups");
    return why;
  }
  if (feasible > 0) {
    const int value = pair_value(policy, best_score, h.days_waiting[household]);
    const bool waits = value <= 0 && guarantee_class(policy, h.days_waiting[household]) == 0;
    why.reason = waits ? with_number("whynot.better_later", "score", best_score)
                       : with_number("whynot.all_taken", "count", feasible);
    return why;
  }
  if (reach.of(household).empty()) {
    why.reason = with_number("whynot.travel", "minutes", reach.nearest_minutes(household));
    return why;
  }
  const NearestMiss miss = nearest_miss(instance, policy, reach, household);
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
