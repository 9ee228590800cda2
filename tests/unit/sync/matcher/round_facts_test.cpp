// SPDX-License-Identifier: Apache-2.0
// What a round says about itself: the same bytes for the same seed, and consequences that come
// true.
#include <algorithm>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "crowd.hpp"
#include "people.hpp"
#include "problem_of.hpp"
#include "sync/matcher/round/round.hpp"
#include "sync/matcher/scoring/candidates.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

void put(std::string& out, const std::vector<domain::Reason>& reasons) {
  for (const auto& reason : reasons) {
    out += reason.key + ":" + std::to_string(reason.points);
    for (const auto& argument : reason.arguments) {
      out += "," + argument.name + std::to_string(argument.number);
      for (const auto& term : argument.terms) out += term;
    }
    out += ";";
  }
}

template <class... Numbers>
void put_numbers(std::string& out, Numbers... numbers) {
  ((out += std::to_string(numbers) + " "), ...);
}

// Everything a result holds, with households and groups by their keys.
std::string bytes(const RoundResult& result, const Instance& instance) {
  const auto& household_key = instance.households.key;
  const auto& group_key = instance.groups.key;
  std::map<std::uint64_t, std::string> lines;
  const auto key_of = [&](std::optional<GroupIndex> group) {
    return group ? group_key[*group] : 0;
  };
  for (const auto& p : result.proposals) {
    std::string line;
    put_numbers(line, group_key[p.group], p.score, p.value, p.guarantee_class, p.propensity,
                p.next_best_score.value_or(-1), key_of(p.if_declined->group), p.if_declined->points,
                p.if_declined->others_changed, p.if_declined->others_lost,
                p.if_declined->others_gained);
    put(line, p.explanation.reasons);
    put(line, p.explanation.cautions);
    lines[household_key[p.household]] = line;
  }
  for (const auto& why : result.why_not) {
    std::string line = "not yet ";
    put_numbers(line, why.nearest_score);
    put(line, {why.reason});
    put(line, why.missing);
    lines[household_key[why.household]] = line;
  }
  std::string text;
  for (const auto& [key, line] : lines) text += std::to_string(key) + " " + line + "\n";
  const auto& s = result.summary;
  put_numbers(text, s.objective, s.total_score, s.lowest_score, s.floor.before, s.floor.after,
              s.floor.points_before, s.floor.points_after, s.blocking.total, s.blocking.largest,
              s.randomised, s.possible_pairs);
  for (const auto& shortage : result.shortages) {
    put_numbers(text, static_cast<int>(shortage.kind), shortage.languages, shortage.times,
                static_cast<int>(shortage.area), shortage.needed, shortage.unlocked);
  }
  return text;
}

std::string bytes_of(const test::CrowdOptions& options, int threads) {
  const auto crowd = test::make_crowd(options);
  const auto result = run_round(test::problem_of(crowd.instance),
                                {.seed = 5, .threads = threads, .draws = 8, .shortages = 4})
                          .value();
  return bytes(result, crowd.instance);
}

TEST(RoundFacts, TheSameSeedGivesTheSameBytesOnAnyNumberOfThreads) {
  const test::CrowdOptions town{.seed = 31, .households = 60, .groups = 45};
  const auto once = bytes_of(town, 1);
  EXPECT_GT(once.size(), 5000U);
  EXPECT_EQ(once, bytes_of(town, 1));
  EXPECT_EQ(once, bytes_of(town, 4));
}

TEST(RoundFacts, TheOrderOfArrivalChangesNotOneByte) {
  const auto straight = bytes_of({.seed = 32, .households = 50, .groups = 40}, 1);
  EXPECT_EQ(straight, bytes_of({.seed = 32, .households = 50, .groups = 40, .shuffle = 9}, 1));
}

TEST(RoundFacts, ARoundThatDoesNotKeepAllPairsFindsTheSameOptimum) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto crowd = test::make_crowd({.seed = seed, .households = 120, .groups = 90});
    const auto all = run_round(test::problem_of(crowd.instance), {.seed = seed}).value();
    const auto some = run_round(test::problem_of(crowd.instance),
                                {.seed = seed, .draws = 3, .pairs_in_memory = 0})
                          .value();
    EXPECT_EQ(some.summary.objective, all.summary.objective);
    EXPECT_EQ(some.summary.possible_pairs, all.summary.possible_pairs);
    EXPECT_LT(some.summary.candidate_pairs, all.summary.candidate_pairs);
    EXPECT_EQ(some.proposals.size(), all.proposals.size());
    EXPECT_EQ(some.why_not.size(), all.why_not.size());
    for (std::size_t i = 0; i < some.why_not.size() && i < all.why_not.size(); ++i) {
      EXPECT_EQ(some.why_not[i].reason.key, all.why_not[i].reason.key);
    }
    EXPECT_EQ(some.summary.draws, 0);
  }
}

// "N groups fit, but they go to other households": each of the N does.
TEST(RoundFacts, GroupsThatWereSaidToGoToOthersDo) {
  int said = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const auto crowd = test::make_crowd({.seed = seed, .households = 40, .groups = 22});
    Policy policy;
    policy.floor_per_mille = seed % 2 == 0 ? 2 : 100;
    policy.reserve = seed % 3 == 0 ? 300 : 600;
    const auto problem = test::problem_of(crowd.instance, policy);
    const auto result = run_round(problem, {.seed = seed}).value();
    const auto pairs = all_pairs(problem).value();
    std::vector<bool> taken(crowd.instance.groups.size(), false);
    for (const auto& proposal : result.proposals) taken[proposal.group] = true;
    for (const auto& why : result.why_not) {
      if (why.reason.key != "whynot.all_taken") continue;
      ++said;
      const int days = crowd.instance.households.days_waiting[why.household];
      int fit = 0;
      int gone = 0;
      for (auto i = pairs.begin[why.household]; i < pairs.begin[why.household + 1]; ++i) {
        const bool worth =
            pair_value(policy, pairs.score[i], days) > 0 || guarantee_class(policy, days) > 0;
        fit += worth ? 1 : 0;
        gone += worth && taken[pairs.group[i]] ? 1 : 0;
      }
      const auto count = why.reason.arguments.at(0).number;
      EXPECT_GE(gone, count) << seed;
      EXPECT_GE(fit, count) << seed;
      EXPECT_GT(count, 0);
    }
  }
  EXPECT_GT(said, 20);
}

// "No set of pairs has more than N points on top": what the best set has is found another way.
TEST(RoundFacts, NoSetOfPairsHasMorePointsThanIsSaid) {
  bool any_left = false;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto crowd = test::make_crowd({.seed = seed, .households = 40, .groups = 30});
    Policy policy;
    if (seed % 2 == 0) policy.guarantee_days = {};
    const auto result = run_round(test::problem_of(crowd.instance, policy), {.seed = seed}).value();
    Policy plain = policy;
    plain.lottery_bin = 0;
    plain.floor_per_mille = 0;
    const auto best = run_round(test::problem_of(crowd.instance, plain), {.seed = seed}).value();
    std::int64_t points = 0;
    for (const auto& proposal : best.proposals) points += proposal.value;
    EXPECT_EQ(result.summary.most_points, points) << seed;
    std::int64_t own = 0;
    for (const auto& proposal : result.proposals) own += proposal.value;
    EXPECT_EQ(result.summary.points, own) << seed;
    EXPECT_LE(own, points) << seed;
    any_left = any_left || own < points;
    const auto priced =
        run_round(test::problem_of(crowd.instance, policy), {.seed = seed, .pairs_in_memory = 1})
            .value();
    EXPECT_GE(priced.summary.most_points, points) << "a bound where not all pairs are kept";
  }
  EXPECT_TRUE(any_left) << "bins and floor cost something, or nothing was tested";
}

// Declined for real: the pair is excluded and the round solved again.
TEST(RoundFacts, WhatADeclineWasSaidToDoIsWhatItDoes) {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    auto crowd = test::make_crowd({.seed = seed, .households = 40, .groups = 30});
    const Policy policy;
    const auto before = run_round(test::problem_of(crowd.instance, policy), {.seed = seed}).value();
    std::map<HouseholdIndex, GroupIndex> had;
    for (const auto& proposal : before.proposals) had[proposal.household] = proposal.group;
    for (const auto& declined : before.proposals) {
      crowd.instance.excluded = {{declined.household, declined.group}};
      const auto after =
          run_round(test::problem_of(crowd.instance, policy), {.seed = seed}).value();
      // The floor is looked for anew after a decline and may move other pairs too.
      if (before.summary.floor.parts_raised > 0 || after.summary.floor.parts_raised > 0) continue;
      ++compared;
      IfDeclined seen;
      std::map<HouseholdIndex, GroupIndex> has;
      for (const auto& proposal : after.proposals) {
        has[proposal.household] = proposal.group;
        seen.points -= proposal.value;
        if (proposal.household == declined.household) {
          seen.group = proposal.group;
          seen.score = proposal.score;
          continue;
        }
        const auto old = had.find(proposal.household);
        if (old == had.end()) {
          ++seen.others_gained;
        } else if (old->second != proposal.group) {
          ++seen.others_changed;
        }
      }
      for (const auto& proposal : before.proposals) {
        seen.points += proposal.value;
        if (proposal.household != declined.household && !has.contains(proposal.household)) {
          ++seen.others_lost;
        }
      }
      const auto& said = declined.if_declined.value();
      EXPECT_EQ(said.group, seen.group);
      EXPECT_EQ(said.score, seen.score);
      EXPECT_EQ(said.points, seen.points);
      EXPECT_EQ(said.others_changed, seen.others_changed);
      EXPECT_EQ(said.others_lost, seen.others_lost);
      EXPECT_EQ(said.others_gained, seen.others_gained);
    }
  }
  EXPECT_GT(compared, 15);
}

// What is left out when time is up is counted, and is never the pairs.
TEST(RoundFacts, AHurriedRoundHasThePairsOfTheOptimumAndCountsWhatItLeftOut) {
  const auto crowd = test::make_crowd({.seed = 7, .households = 60, .groups = 40});
  const auto problem = test::problem_of(crowd.instance);
  const RoundOptions patient{.draws = 30, .shortages = 4};
  for (const int looks : {0, 5, 25, 60}) {
    auto hurried = patient;
    hurried.hurry = [looks, asked = 0]() mutable { return ++asked > looks; };
    const auto told = run_round(problem, hurried).value();
    const auto& cut = told.summary.cut;
    EXPECT_TRUE(told.summary.certified);
    EXPECT_TRUE(cut.any());
    EXPECT_EQ(told.summary.draws + cut.draws, 31);
    EXPECT_EQ(cut.draws % 10, 0) << "as many for every household";
    std::size_t unknown = 0;
    for (const auto& proposal : told.proposals) unknown += proposal.if_declined ? 0 : 1;
    EXPECT_EQ(unknown, cut.declines);
    const auto whole = run_round(problem, patient).value();
    EXPECT_FALSE(whole.summary.cut.any());
    EXPECT_EQ(told.summary.objective, whole.summary.objective);
    EXPECT_EQ(told.proposals.size(), whole.proposals.size());
    EXPECT_GE(told.summary.most_points, whole.summary.most_points);
    if (looks == 0) {
      EXPECT_EQ(cut.draws, 30);
      EXPECT_EQ(cut.declines, told.proposals.size());
      EXPECT_TRUE(told.shortages.empty());
    }
  }
}

// Sixty random populations, mixed policies: whatever is proposed may meet, by the records
// themselves.
TEST(RoundFacts, NoHardConstraintIsEverBrokenOverRandomPopulations) {
  int proposals = 0;
  for (std::uint64_t seed = 100; seed < 160; ++seed) {
    Policy policy;
    policy.reserve = seed % 3 == 0 ? 0 : 600;
    policy.lottery_bin = seed % 4 == 0 ? 0 : 25;
    policy.floor_per_mille = seed % 2 == 0 ? 0 : 50;
    policy.guarantee_days = seed % 5 == 0 ? std::vector<int>{100, 60, 20} : std::vector<int>{90};
    auto crowd = test::make_crowd({.seed = seed, .households = 25, .groups = 20}, policy);
    base::SeededRandom random(seed);
    for (int i = 0; i < 30; ++i) {
      crowd.instance.excluded.emplace_back(static_cast<HouseholdIndex>(random.below(25)),
                                           static_cast<GroupIndex>(random.below(20)));
    }
    std::ranges::sort(crowd.instance.excluded);
    const auto unique = std::ranges::unique(crowd.instance.excluded);
    crowd.instance.excluded.erase(unique.begin(), unique.end());
    const auto result = run_round(test::problem_of(crowd.instance, policy), {.seed = seed}).value();
    for (const auto& proposal : result.proposals) {
      ++proposals;
      EXPECT_FALSE(crowd.instance.is_excluded(proposal.household, proposal.group));
      EXPECT_TRUE(test::may_meet(crowd.households[proposal.household], crowd.groups[proposal.group],
                                 policy));
      if (proposal.if_declined->group) {
        EXPECT_TRUE(test::may_meet(crowd.households[proposal.household],
                                   crowd.groups[*proposal.if_declined->group], policy));
      }
    }
  }
  EXPECT_GT(proposals, 500);
}

}  // namespace
}  // namespace samen::matcher
