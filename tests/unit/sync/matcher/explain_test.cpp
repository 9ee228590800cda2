// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/explain/explain.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "crowd.hpp"
#include "people.hpp"
#include "problem_of.hpp"
#include "sync/matcher/round/round.hpp"

namespace samen::matcher {
namespace {

using namespace domain;
using test::group_of;
using test::World;

const Reason* find(const std::vector<Reason>& reasons, std::string_view key) {
  const auto at = std::ranges::find(reasons, key, &Reason::key);
  return at == reasons.end() ? nullptr : &*at;
}

PairExplanation explained(const Household& household, const std::vector<Volunteer>& members,
                          int days = 10, GroupFacts facts = {}) {
  World world;
  world.add(household, days);
  world.add(members, facts);
  return explain_pair(test::problem_of(world.build(), world.policy), 0, 0);
}

WhyNot why_not(const Household& household, const std::vector<Volunteer>& members,
               GroupFacts facts = {}) {
  World world;
  world.add(household);
  world.add(members, facts);
  const auto result = run_round(test::problem_of(world.build(), world.policy)).value();
  EXPECT_EQ(result.why_not.size(), 1U);
  return result.why_not.empty() ? WhyNot{} : result.why_not.front();
}

TEST(Explain, ConsentsStillToBeAskedAreACautionAndNeverScored) {
  auto household = test::household();
  household.adults.assign(3, household.adults[0]);
  for (auto& adult : household.adults) adult.consents = {{Purpose::service, true, 1, "ar"}};
  const auto asked = explained(household, group_of(5));
  EXPECT_EQ(find(asked.cautions, "caution.consents"), nullptr);
  household.adults[1].consents.clear();
  household.adults[2].consents.clear();
  const auto made = explained(household, group_of(5));
  ASSERT_NE(find(made.cautions, "caution.consents"), nullptr);
  EXPECT_EQ(find(made.cautions, "caution.consents")->arguments[0].number, 2);
  EXPECT_EQ(made.terms.score, asked.terms.score);
}

TEST(Explain, ThePlainPairInFull) {
  const auto made = explained(test::household(), group_of(5));
  const auto* goals = find(made.reasons, "reason.goals_covered");
  ASSERT_NE(goals, nullptr);
  EXPECT_EQ(goals->arguments, (std::vector<ReasonArgument>{{"goals", {"goal.dutch"}, 0}}));
  const auto* languages = find(made.reasons, "reason.languages");
  ASSERT_NE(languages, nullptr);
  EXPECT_EQ(languages->arguments[0].terms, std::vector<std::string>{"language.en"});
  EXPECT_EQ(find(made.reasons, "reason.shared_times")->arguments[0].number, 2);
  EXPECT_EQ(find(made.reasons, "reason.travel_coarse")->arguments[0].number, 14);
  EXPECT_EQ(find(made.reasons, "reason.interests")->arguments[0].terms,
            std::vector<std::string>{"interest.cooking"});
  EXPECT_EQ(find(made.reasons, "reason.waits")->arguments[0].number, 10);
  EXPECT_NE(find(made.reasons, "reason.age"), nullptr);
  EXPECT_EQ(find(made.cautions, "caution.goals_missing")->arguments[0].terms,
            std::vector<std::string>{"goal.work"});
  EXPECT_NE(find(made.cautions, "caution.not_screened"), nullptr);
  EXPECT_TRUE(made.travel.coarse);
}

TEST(Explain, StrongestReasonFirstAndFactsLast) {
  const auto made = explained(test::household(), group_of(5));
  int previous = 1000;
  for (const auto& reason : made.reasons) {
    EXPECT_LE(reason.points, previous);
    previous = reason.points;
  }
  EXPECT_EQ(made.reasons.back().key, "reason.waits");
}

// Over a crowd: criteria give exactly the score, and no sentence has points of another fact.
TEST(Explain, ThePointsBesideTheReasonsAreTrueAndNeverMoreThanTheScore) {
  int looked = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto crowd = test::make_crowd({.seed = seed, .households = 40, .groups = 30});
    const auto problem = test::problem_of(crowd.instance);
    const auto round = run_round(problem, {.seed = seed}).value();
    for (const auto& proposal : round.proposals) {
      ++looked;
      const auto& terms = proposal.explanation.terms;
      EXPECT_EQ(std::accumulate(terms.part.begin(), terms.part.end(), 0), proposal.score);
      for (std::size_t i = 0; i < kCriteria; ++i) {
        EXPECT_NEAR(terms.part[i], terms.points[i] * problem.policy.weights[i] / 100.0, 1.01);
      }
      int sum = 0;
      for (const auto& reason : proposal.explanation.reasons) sum += reason.points;
      EXPECT_LE(sum, proposal.score);
      // Children count for half of the life stage, and no more than that stands beside them.
      if (const auto* children = find(proposal.explanation.reasons, "reason.children")) {
        EXPECT_LE(children->points,
                  problem.policy.weights[static_cast<std::size_t>(Criterion::life_stage)] * 5 + 1);
      }
    }
  }
  EXPECT_GT(looked, 150);
}

TEST(Explain, WhatNobodySaidStandsBesideNoReason) {
  auto household = test::household();
  household.adults.push_back(test::adult());
  household.adults[0].goals = {Goal::dutch};
  household.adults[1].goals = {};  // counts half, and is no goal that the group can help with
  const auto made = explained(household, group_of(5));
  const auto* goals = find(made.reasons, "reason.goals_covered");
  ASSERT_NE(goals, nullptr);
  const int both = made.terms.part[static_cast<std::size_t>(Criterion::goals)];
  const int silent = 35 * Policy{}.unsaid.goals / 100 / 2;
  EXPECT_NEAR(goals->points, both - silent, 1);
}

TEST(Explain, PlacesTurnTheRoughEstimateIntoATime) {
  Places places;
  places.set(test::postcode(2512), 52.07, 4.30);
  places.set(test::postcode(2513), 52.08, 4.30);
  World world({}, places);
  world.add(test::household());
  world.add(group_of(5));
  const auto made = explain_pair(test::problem_of(world.build(), world.policy), 0, 0);
  EXPECT_FALSE(made.travel.coarse);
  EXPECT_EQ(made.travel.minutes, 6);  // 1.11 km x 1.3 at 15 km/h
  EXPECT_NE(find(made.reasons, "reason.travel"), nullptr);
}

TEST(Explain, SectorsAreNamedOnlyForAnAdultWhoWantsWork) {
  auto household = test::household();
  household.adults[0].sectors = {Sector::care};
  auto members = group_of(5);
  members[0].sectors = {Sector::care, Sector::retail};
  EXPECT_EQ(find(explained(household, members).reasons, "reason.network")->arguments[0].terms,
            std::vector<std::string>{"sector.care"});
  household.adults[0].goals = {Goal::dutch};
  EXPECT_EQ(find(explained(household, members).reasons, "reason.network"), nullptr);
}

TEST(Explain, CautionsSayWhatToTalkAbout) {
  auto household = test::household();
  household.adults.push_back(test::adult());
  household.adults[1].languages = {};
  household.times = {TimeBlock::mon_evening};
  auto members = group_of(4);
  for (std::size_t i = 1; i < members.size(); ++i) {
    members[i].languages = {};
    members[i].languages.set(Language::nl, LanguageLevel::fluent);
  }
  const auto made = explained(household, members, 0, {.screened = true});
  EXPECT_NE(find(made.cautions, "caution.adult_without_language"), nullptr);
  EXPECT_NE(find(made.cautions, "caution.one_speaker"), nullptr);
  EXPECT_NE(find(made.cautions, "caution.one_time"), nullptr);
  EXPECT_EQ(find(made.cautions, "caution.small_group")->arguments[0].number, 4);
  EXPECT_EQ(find(made.cautions, "caution.not_screened"), nullptr);
  EXPECT_NE(find(made.cautions, "caution.not_trained"), nullptr);
  EXPECT_EQ(find(made.reasons, "reason.waits"), nullptr);  // came today
}

TEST(Explain, AnInterpreterIsACautionNotAnObstacle) {
  auto household = test::household();
  household.adults[0].languages = {};
  household.interpreter = true;
  EXPECT_NE(find(explained(household, group_of(5)).cautions, "caution.interpreter"), nullptr);
}

TEST(WhyNot, OneThingMissingIsNamed) {
  auto household = test::household();
  household.times = {TimeBlock::sun_evening};
  const auto why = why_not(household, group_of(5));
  EXPECT_EQ(why.reason.key, "whynot.times");
  EXPECT_EQ(why.nearest, GroupIndex{0});
  ASSERT_EQ(why.missing.size(), 1U);
  EXPECT_EQ(why.missing[0].key, "whynot.miss_times");
  EXPECT_GT(why.nearest_score, 0);
}

TEST(WhyNot, SeveralThingsMissingAreCounted) {
  auto household = test::household();
  household.times = {TimeBlock::sun_evening};
  household.needs = {Need::no_pets};
  const auto why = why_not(household, group_of(5));
  EXPECT_EQ(why.reason.key, "whynot.several");
  EXPECT_EQ(why.reason.arguments[0].number, 2);
  EXPECT_EQ(why.missing.size(), 2U);
}

TEST(WhyNot, TheNearestGroupTooFarSaysHowFar) {
  auto household = test::household();
  household.postcode = test::postcode(1315);
  const auto why = why_not(household, group_of(5));
  EXPECT_EQ(why.reason.key, "whynot.travel");
  EXPECT_EQ(why.reason.arguments[0].number, 150);
  EXPECT_FALSE(why.nearest.has_value());
}

TEST(WhyNot, OutsideTheProgramme) {
  auto household = test::household();
  household.arrival = ArrivalPeriod::longer;
  EXPECT_EQ(why_not(household, group_of(5)).reason.key, "whynot.not_eligible");
}

TEST(WhyNot, EveryNearGroupWasDeclined) {
  World world;
  world.add(test::household());
  world.add(group_of(5));
  world.exclude(0, 0);
  const auto result = run_round(test::problem_of(world.build(), world.policy)).value();
  EXPECT_EQ(result.why_not[0].reason.key, "whynot.excluded");
  EXPECT_FALSE(result.why_not[0].nearest.has_value());  // never held out as nearly fitting
}

}  // namespace
}  // namespace samen::matcher
