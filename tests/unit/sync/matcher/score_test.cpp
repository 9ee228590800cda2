// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/score.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "people.hpp"
#include "problem_of.hpp"
#include "sync/matcher/rules/criteria.hpp"

namespace samen::matcher {
namespace {

using namespace domain;
using test::group_of;
using test::World;

Obstacles between(const Household& household, const std::vector<Volunteer>& members,
                  GroupFacts facts = {}, Policy policy = {}, bool community_builder = false) {
  World world(policy);
  world.add(household, 10, community_builder);
  world.add(members, facts);
  return obstacles(test::problem_of(world.build(), world.policy), 0, 0);
}

std::array<int, kCriteria> points_under(const Unsaid& unsaid, const Household& household,
                                        const std::vector<Volunteer>& members) {
  Policy policy;
  policy.unsaid = unsaid;
  World world(policy);
  world.add(household);
  world.add(members);
  return score_terms(test::problem_of(world.build(), world.policy), 0, 0).points;
}

int points(const Household& household, const std::vector<Volunteer>& members, Criterion criterion) {
  return points_under({}, household, members)[static_cast<std::size_t>(criterion)];
}

TEST(Obstacles, ThePlainPairHasNone) {
  EXPECT_EQ(between(test::household(), group_of(5)), 0U);
}

TEST(Obstacles, TooFarByBicycle) {
  auto household = test::household();
  household.postcode = test::postcode(1315);
  EXPECT_EQ(between(household, group_of(5)), obstacle_of<rules::Travel>());
}

TEST(Obstacles, NoCommonLanguageUnlessSomebodyBridgesIt) {
  auto household = test::household();
  household.adults[0].languages = {};
  household.adults[0].languages.set(Language::ti, LanguageLevel::fluent);
  household.adults[0].languages.set(Language::en, LanguageLevel::basic);
  EXPECT_EQ(between(household, group_of(5)), obstacle_of<rules::Language>());
  EXPECT_EQ(between(household, group_of(5), {}, {}, /*community_builder=*/true), 0U);
  household.interpreter = true;
  EXPECT_EQ(between(household, group_of(5)), 0U);
}

TEST(Obstacles, AnotherLanguageOfTwoPeopleNeedNotBeTheSame) {
  auto household = test::household();
  household.adults[0].languages = {};
  household.adults[0].languages.set(Language::other, LanguageLevel::fluent);
  auto members = group_of(5);
  members[0].languages.set(Language::other, LanguageLevel::fluent);
  EXPECT_EQ(between(household, members), obstacle_of<rules::Language>());
}

TEST(Obstacles, OneAdultWithACommonLanguageIsABridge) {
  auto household = test::household();
  household.adults.push_back(test::adult());
  household.adults[1].languages = {};
  EXPECT_EQ(between(household, group_of(5)), 0U);
}

TEST(Obstacles, NoBlockInWhichEnoughMembersCan) {
  auto members = group_of(3);
  for (auto& member : members) member.times = {TimeBlock::tue_morning};
  EXPECT_EQ(between(test::household(), members), obstacle_of<rules::Times>());
  members[0].times = {TimeBlock::mon_evening};  // one member alone is not the group
  EXPECT_EQ(between(test::household(), members), obstacle_of<rules::Times>());
  members[1].times = {TimeBlock::mon_evening};
  EXPECT_EQ(between(test::household(), members), 0U);
}

TEST(Obstacles, MembersWithoutACommonBlockAreNotTakenForUnknown) {
  auto members = group_of(3);
  members[0].times = {TimeBlock::mon_evening};
  members[1].times = {TimeBlock::sat_morning};
  members[2].times = {TimeBlock::tue_morning};
  EXPECT_EQ(between(test::household(), members), obstacle_of<rules::Times>());
}

TEST(Obstacles, TimesNobodyToldExcludeNobody) {
  auto household = test::household();
  household.times = {};
  EXPECT_EQ(between(household, group_of(5)), 0U);
}

TEST(Obstacles, WomenOnlyNeedsEveryMemberToHaveSaidSo) {
  auto household = test::household();
  household.company = CompanyWish::women_only;
  auto members = group_of(5);
  EXPECT_EQ(between(household, members), 0U);
  members[4].gender = std::nullopt;
  EXPECT_EQ(between(household, members), obstacle_of<rules::Company>());
  members[4].gender = Gender::man;
  EXPECT_EQ(between(household, members), obstacle_of<rules::Company>());
}

TEST(Obstacles, SameGenderForOneAdultAndForACouple) {
  auto household = test::household();
  household.company = CompanyWish::same_gender;
  auto members = group_of(5);
  EXPECT_EQ(between(household, members), 0U);
  members[0].gender = Gender::man;
  EXPECT_EQ(between(household, members), obstacle_of<rules::Company>());
  household.adults.push_back(test::adult());
  household.adults[1].gender = Gender::man;
  EXPECT_EQ(between(household, members), 0U);  // each adult has somebody of their own
  members[0].gender = Gender::woman;
  EXPECT_EQ(between(household, members), obstacle_of<rules::Company>());
  household.adults[1].gender = std::nullopt;  // cannot be promised
  members[0].gender = Gender::man;
  EXPECT_EQ(between(household, members), obstacle_of<rules::Company>());
}

TEST(Obstacles, HouseholdLargerThanTheGroupCanWelcome) {
  auto household = test::household();
  household.children = {ChildBand::child_0_3, ChildBand::child_0_3, ChildBand::child_4_11};
  EXPECT_EQ(between(household, group_of(5), {.largest_household = 4}), 0U);
  EXPECT_EQ(between(household, group_of(5), {.largest_household = 3}), obstacle_of<rules::Size>());
}

TEST(Obstacles, EveryPracticalNeedMustBeOffered) {
  auto household = test::household();
  household.needs = {Need::step_free, Need::no_pets};
  EXPECT_EQ(between(household, group_of(5), {.offers = {Need::step_free}}),
            obstacle_of<rules::Needs>());
  EXPECT_EQ(between(household, group_of(5), {.offers = {Need::step_free, Need::no_pets}}), 0U);
}

TEST(Obstacles, ArrivalLongerAgoThanTheProgrammeAllows) {
  auto household = test::household();
  household.arrival = ArrivalPeriod::longer;
  EXPECT_EQ(between(household, group_of(5)), obstacle_of<rules::NotEligible>());
}

TEST(Obstacles, MembersWhoCannotPromiseAYearDoNotCount) {
  auto members = group_of(3);
  EXPECT_EQ(between(test::household(), members), 0U);
  members[2].twelve_months = false;
  EXPECT_EQ(between(test::household(), members), obstacle_of<rules::GroupForming>());
  members[2].twelve_months = true;
  members[2].adult = false;
  EXPECT_EQ(between(test::household(), members), obstacle_of<rules::GroupForming>());
}

TEST(Obstacles, ScreeningBindsBeforeContactOrBeforeTheProposal) {
  Policy strict;
  strict.readiness = Readiness::before_proposal;
  EXPECT_EQ(between(test::household(), group_of(5)), 0U);
  EXPECT_EQ(between(test::household(), group_of(5), {.screened = true}, strict),
            obstacle_of<rules::GroupNotReady>());
  EXPECT_EQ(between(test::household(), group_of(5), {.screened = true, .trained = true}, strict),
            0U);
}

TEST(Obstacles, ADeclinedPairNeverComesBack) {
  World world;
  world.add(test::household());
  world.add(group_of(5));
  world.add(group_of(5));
  world.exclude(0, 1);
  world.exclude(0, 1);
  const auto instance = world.build();
  EXPECT_EQ(obstacles(test::problem_of(instance, world.policy), 0, 0), 0U);
  EXPECT_EQ(obstacles(test::problem_of(instance, world.policy), 0, 1),
            obstacle_of<rules::Excluded>());
}

TEST(Score, GoalsWeighByRankAndByHowManyHelp) {
  auto household = test::household();
  household.adults[0].goals = {Goal::friends};
  auto members = group_of(5);
  for (auto& member : members) member.help = {};
  EXPECT_EQ(points(household, members, Criterion::goals), 0);
  for (const int expected : {400, 700, 1000, 1000}) {
    const auto lazy = std::ranges::find(members, domain::SetOf<Help>{}, &Volunteer::help);
    lazy->help = {Goal::friends};
    EXPECT_EQ(points(household, members, Criterion::goals), expected);
  }
  household.adults[0].goals = {Goal::friends, Goal::sport};  // 4 : 3
  EXPECT_EQ(points(household, members, Criterion::goals), 572);
  household.adults[0].goals = {Goal::sport, Goal::friends};
  EXPECT_EQ(points(household, members, Criterion::goals), 428);
}

TEST(Score, WorkIsHalfHelpAndHalfKnowingSomebody) {
  auto household = test::household();
  household.adults[0].goals = {Goal::work};
  auto members = group_of(5);
  for (auto& member : members) member.help = {Goal::work};
  EXPECT_EQ(points(household, members, Criterion::goals), 1000);
  household.adults[0].sectors = {Sector::care};
  EXPECT_EQ(points(household, members, Criterion::goals), 500);
  members[3].sectors = {Sector::care, Sector::retail};
  EXPECT_EQ(points(household, members, Criterion::goals), 1000);
}

TEST(Score, EveryAdultCountsAlike) {
  auto household = test::household();
  household.adults.push_back(test::adult());
  auto members = group_of(5);
  household.adults[0].interests = {Interest::cooking};
  household.adults[1].interests = {Interest::music};
  EXPECT_EQ(points(household, members, Criterion::interests), 200);
  std::swap(household.adults[0], household.adults[1]);
  EXPECT_EQ(points(household, members, Criterion::interests), 200);
}

TEST(Score, SkippedQuestionsAreWorthWhatThePolicySays) {
  const Unsaid unsaid{.goals = 610, .interests = 520, .life_stage = 430, .shared_time = 340};
  auto household = test::household();
  household.adults[0].interests = {};
  household.adults[0].goals = {};
  household.adults[0].age = std::nullopt;
  household.times = {};
  const auto expect_unsaid = [&](const auto& group) {
    const auto points = points_under(unsaid, household, group);
    EXPECT_EQ(points[static_cast<std::size_t>(Criterion::interests)], unsaid.interests);
    EXPECT_EQ(points[static_cast<std::size_t>(Criterion::life_stage)], unsaid.life_stage);
    EXPECT_EQ(points[static_cast<std::size_t>(Criterion::shared_time)], unsaid.shared_time);
  };
  expect_unsaid(group_of(5));
  EXPECT_EQ(points_under(unsaid, household, group_of(5))[0], unsaid.goals);
  // A group of which nobody said it is no better and no worse.
  household = test::household();
  auto members = group_of(5);
  for (auto& member : members) {
    member.interests = {};
    member.age = std::nullopt;
    member.times = {};
  }
  expect_unsaid(members);
}

TEST(Score, ChildrenOfTheSameAgesAreHalfOfLifeStage) {
  auto household = test::household();
  household.children = {ChildBand::child_0_3, ChildBand::child_4_11};
  auto members = group_of(5);
  EXPECT_EQ(points(household, members, Criterion::life_stage), 500);
  members[1].children = {ChildBand::child_4_11};
  EXPECT_EQ(points(household, members, Criterion::life_stage), 750);
  members[2].children = {ChildBand::child_0_3};
  EXPECT_EQ(points(household, members, Criterion::life_stage), 1000);
}

TEST(Score, TravelFallsFromNextDoorToTheLimit) {
  EXPECT_EQ(rules::TravelTimePoints::points(4, 30), 1000);
  EXPECT_EQ(rules::TravelTimePoints::points(10, 30), 1000);
  EXPECT_EQ(rules::TravelTimePoints::points(20, 30), 500);
  EXPECT_EQ(rules::TravelTimePoints::points(30, 30), 0);
  EXPECT_EQ(rules::TravelTimePoints::points(31, 30), 0);
}

TEST(Score, ItIsTheWeightedSumAndStaysWithin1To1000) {
  World world;
  world.add(test::household());
  world.add(group_of(5));
  const auto instance = world.build();
  const auto terms = score_terms(test::problem_of(instance, world.policy), 0, 0);
  int sum = 0;
  for (std::size_t i = 0; i < kCriteria; ++i) sum += terms.points[i] * world.policy.weights[i];
  EXPECT_NEAR(terms.score, sum / 100.0, 2.0);
  Policy only_time;
  only_time.weights = {0, 0, 0, 0, 0, 100};
  auto never = test::household();
  never.times = {TimeBlock::sun_evening};
  World other(only_time);
  other.add(never);
  other.add(group_of(5));
  EXPECT_EQ(score_terms(test::problem_of(other.build(), only_time), 0, 0).score, kLowestScore);
}

TEST(Value, WaitingRaisesItUpToTheCap) {
  Policy policy;
  policy.alpha = 10;
  policy.wait_cap_days = 60;
  policy.reserve = 600;
  EXPECT_EQ(pair_value(policy, 700, 0), 100);
  EXPECT_EQ(pair_value(policy, 500, 12), 20);
  EXPECT_EQ(pair_value(policy, 500, 60), 500);
  EXPECT_EQ(pair_value(policy, 500, 4000), 500);
}

TEST(Value, GuaranteeClassesStartAtTheLongestWait) {
  Policy policy;
  policy.guarantee_days = {180, 90};
  EXPECT_EQ(guarantee_class(policy, 89), 0);
  EXPECT_EQ(guarantee_class(policy, 90), 2);
  EXPECT_EQ(guarantee_class(policy, 180), 1);
  EXPECT_EQ(guarantee_class({}, 500), 1);
}

}  // namespace
}  // namespace samen::matcher
