// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/set_by_hand.hpp"

#include <algorithm>
#include <utility>

#include "base/say.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kAllTaken = "whynot.all_taken";

matcher::HouseholdIndex household_called(const WaitingPool& pool, std::string_view label) {
  const auto at = std::ranges::find(pool.households, label, &WaitingHousehold::label);
  return at == pool.households.end()
             ? matcher::kNone
             : static_cast<matcher::HouseholdIndex>(at - pool.households.begin());
}

// Groups that people started, and volunteers behind them, as in an instance.
matcher::GroupIndex unit_called(const WaitingPool& pool, std::string_view label) {
  for (std::size_t i = 0; i < pool.groups.size(); ++i) {
    if (pool.groups[i].row.label == label) return static_cast<matcher::GroupIndex>(i);
  }
  for (std::size_t i = 0; i < pool.singles.size(); ++i) {
    if (pool.singles[i].row.label == label)
      return static_cast<matcher::GroupIndex>(pool.groups.size() + i);
  }
  return matcher::kNone;
}

struct PairSet {
  matcher::HouseholdIndex household = matcher::kNone;
  matcher::GroupIndex group = matcher::kNone;
  bool here() const { return household != matcher::kNone && group != matcher::kNone; }
};

PairSet pair_set(const WaitingPool& pool, const SetByHand& set) {
  if (set.as != SetAs::together) return {};
  return {household_called(pool, set.household), unit_called(pool, set.group)};
}

bool worth_choosing(const matcher::Problem& problem, matcher::HouseholdIndex household,
                    matcher::GroupIndex group) {
  const int score = matcher::score_terms(problem, household, group).score;
  const int days = problem.instance.households.days_waiting[household];
  return matcher::guarantee_class(problem.policy, days) > 0 ||
         matcher::pair_value(problem, household, group, score) > 0;
}

// They are left with each other only: whatever is worth anything is then chosen.
void leave_alone(const PairSet& pair, matcher::Instance& instance) {
  for (matcher::GroupIndex group = 0; group < instance.groups.size(); ++group) {
    if (group != pair.group) instance.excluded.emplace_back(pair.household, group);
  }
  for (matcher::HouseholdIndex other = 0; other < instance.households.size(); ++other) {
    if (other != pair.household) instance.excluded.emplace_back(other, pair.group);
  }
}

Result<int> set_together(const matcher::Problem& asked, const PairSet& pair,
                         matcher::Instance& instance) {
  const auto [household, group] = pair;
  if (matcher::obstacles(asked, household, group) != 0) {
    return fail(Errc::conflict, say("a pair that was set by hand breaks a rule of every round"));
  }
  leave_alone(pair, instance);
  if (worth_choosing(asked, household, group)) return 0;
  const int score = matcher::score_terms(asked, household, group).score;
  const int added = 1 - matcher::pair_value(asked, household, group, score);
  instance.households.waiting_worth[household] -= added;
  return added;
}

// How many of the groups that were set together with others it could have had.
std::int64_t taken_from(const matcher::Problem& asked, std::span<const PairSet> pairs,
                        matcher::HouseholdIndex household) {
  return std::ranges::count_if(pairs, [&](const PairSet& pair) {
    return pair.household != household && matcher::obstacles(asked, household, pair.group) == 0 &&
           worth_choosing(asked, household, pair.group);
  });
}

void say_taken(std::int64_t taken, matcher::WhyNot& why) {
  if (taken == 0) return;
  if (why.reason.key == kAllTaken) {
    why.reason.arguments.front().number += taken;
    return;
  }
  why.reason = {std::string(kAllTaken), {{"count", {}, taken}}, 0};
  why.nearest.reset();
  why.missing.clear();
}

}  // namespace

Result<std::shared_ptr<const matcher::Problem>> constrained(
    const std::shared_ptr<const matcher::Problem>& asked, const WaitingPool& pool,
    std::vector<SetByHand>& by_hand) {
  if (by_hand.empty()) return asked;
  matcher::Instance instance = asked->instance;
  for (auto& set : by_hand) {
    if (const auto pair = pair_set(pool, set); pair.here()) {
      SAMEN_TRY(set.points_added, set_together(*asked, pair, instance));
    }
    const auto household = household_called(pool, set.household);
    if (set.as != SetAs::apart || household == matcher::kNone) continue;
    for (const auto& label : set.units) {
      const auto unit = unit_called(pool, label);
      if (unit != matcher::kNone) instance.excluded.emplace_back(household, unit);
    }
  }
  auto& excluded = instance.excluded;
  std::ranges::sort(excluded);
  excluded.erase(std::ranges::unique(excluded).begin(), excluded.end());
  SAMEN_TRY(auto made, matcher::Problem::make(std::move(instance), asked->policy));
  return std::make_shared<const matcher::Problem>(std::move(made));
}

Result<void> tell_as_set(const matcher::Problem& asked, const WaitingPool& pool,
                         std::span<const SetByHand> by_hand, matcher::RoundResult& round) {
  std::vector<PairSet> pairs;
  for (const auto& set : by_hand) {
    const auto pair = pair_set(pool, set);
    if (!pair.here()) continue;
    pairs.push_back(pair);
    const auto made =
        std::ranges::find(round.proposals, pair.household, &matcher::Proposal::household);
    if (made == round.proposals.end() || made->group != pair.group) {
      return fail(Errc::internal, say("a pair that was set by hand was not chosen"));
    }
    made->value -= set.points_added;
    made->household_waiting_worth += set.points_added;
    made->if_declined.reset();  // the next round knows nothing of what was set in this one
    round.summary.points -= set.points_added;
    round.summary.most_points -= set.points_added;
  }
  for (auto& why : round.why_not) say_taken(taken_from(asked, pairs, why.household), why);
  return {};
}

}  // namespace samen::server
