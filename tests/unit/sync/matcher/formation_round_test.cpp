// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gtest/gtest.h>

#include "mixed_crowd.hpp"
#include "people.hpp"
#include "problem_of.hpp"
#include "sync/matcher/formation/checker.hpp"
#include "sync/matcher/formation/joint_round.hpp"
#include "sync/matcher/formation/unplaced.hpp"

namespace samen::matcher::formation {
namespace {

using test::make_mixed;
using test::World;

JointRound round_of(const Instance& instance, const Policy& policy) {
  auto made = run_joint_round(test::problem_of(instance, policy));
  EXPECT_TRUE(made.has_value()) << made.error().message;
  return std::move(*made);
}

TEST(JointRound, WithoutUnitsItIsTheOrdinaryRound) {
  World world;
  world.add(test::household());
  world.add(test::group_of(5));
  const auto instance = world.build();
  const auto made = round_of(instance, world.policy);
  EXPECT_TRUE(made.formed.formed.empty());
  EXPECT_EQ(made.formed.problem.instance.groups.size(), 1U);
  ASSERT_EQ(made.round.proposals.size(), 1U);
  EXPECT_EQ(made.round.proposals[0].score,
            run_round(test::problem_of(instance, world.policy))->proposals.at(0).score);
}

TEST(JointRound, AFormedGroupIsProposedWithReasonsAndSaysThatItIsNew) {
  World world;
  world.policy.reserve = 0;
  world.add(test::household());
  GroupFacts alone;
  alone.single = true;
  for (int i = 0; i < 5; ++i) world.add({test::volunteer()}, alone);
  const auto made = round_of(world.build(), world.policy);
  ASSERT_EQ(made.round.proposals.size(), 1U);
  const auto& proposal = made.round.proposals[0];
  ASSERT_EQ(made.formed.formed.size(), 1U);
  EXPECT_EQ(made.formed.formed[0].group, proposal.group);
  EXPECT_EQ(made.formed.formed[0].units.size(), 5U);
  EXPECT_EQ(made.formed.problem.instance.groups.members[proposal.group], 5);
  EXPECT_FALSE(proposal.explanation.reasons.empty());
  ASSERT_FALSE(proposal.explanation.cautions.empty());
  EXPECT_EQ(proposal.explanation.cautions[0].key, "caution.newly_formed");
  EXPECT_EQ(proposal.explanation.cautions[0].arguments.at(0).number, 5);
  EXPECT_TRUE(made.round.summary.certified);
}

std::vector<std::string> why_unplaced(int ordinary_people) {
  World world;
  world.policy.reserve = 0;
  world.add(test::household());
  GroupFacts alone;
  alone.single = true;
  std::vector<domain::Volunteer> people(static_cast<std::size_t>(3 + ordinary_people),
                                        test::volunteer());
  people[0].twelve_months = false;
  people[1].times = {};
  people[2].postcode = *domain::Postcode4::from_number(9999);
  for (const auto& person : people) world.add({person}, alone);
  const auto instance = world.build();
  std::vector<std::string> why;
  for (const auto& one :
       explain_unplaced(test::problem_of(instance, world.policy), round_of(instance, world.policy)))
    why.emplace_back(name_of(one.why));
  return why;
}

TEST(JointRound, WhoIsInNoProposalIsToldWhy) {
  EXPECT_EQ(why_unplaced(2),
            (std::vector<std::string>{"does_not_count", "times_not_told", "no_household",
                                      "too_few_others", "too_few_others"}));
  EXPECT_EQ(why_unplaced(7),
            (std::vector<std::string>{"does_not_count", "times_not_told", "no_household",
                                      "others_chosen", "others_chosen"}))
      << "one household takes five of seven";
}

TEST(JointRound, WhenTimeIsUpTheGroupsHoldAndTheBoundIsOnlyWider) {
  const auto mixed = make_mixed({.seed = 3, .households = 30, .singles = 80});
  const Policy policy;
  const auto patient =
      with_formed_groups(test::problem_of(mixed.instance, policy), {.effort = 20}).value();
  const auto hurried = with_formed_groups(
      test::problem_of(mixed.instance, policy),
      {.effort = 20, .spent = [asked = 0]() mutable { return ++asked / 400.0; }});
  ASSERT_TRUE(hurried) << hurried.error().message;
  EXPECT_FALSE(patient.formation.hurried);
  EXPECT_TRUE(hurried->formation.hurried);
  EXPECT_GT(hurried->formed.size(), 5U);
  EXPECT_LE(hurried->formation.value, patient.formation.bound);
  EXPECT_GE(hurried->formation.bound, patient.formation.value);
}

// The clock of the test moves with every look at it: steps that do not look would go on for ever.
TEST(JointRound, HouseholdsNobodyHadTimeForAreTheLastToHaveComeAndTheBoundHoldsForThemToo) {
  auto mixed = make_mixed({.seed = 4, .households = 30, .singles = 80});
  auto& days = mixed.instance.households.days_waiting;
  for (HouseholdIndex i = 0; i < days.size(); ++i) days[i] = static_cast<std::uint16_t>(i);
  const auto problem = test::problem_of(mixed.instance);
  const auto patient = form_groups(problem, {.effort = 10}).value();
  const auto hurried =
      form_groups(
          problem,
          {.effort = 10,
           .spent = [asked = 0]() mutable { return ++asked <= 12 ? 0.0 : 0.3 + asked / 1000.0; }})
          .value();
  EXPECT_EQ(hurried.not_looked_at, 18U);
  EXPECT_TRUE(hurried.hurried);
  EXPECT_GE(hurried.bound, patient.value);
  ASSERT_FALSE(hurried.groups.empty());
  for (const auto& group : hurried.groups) EXPECT_GE(group.household, 18U) << "waits the shortest";
  EXPECT_TRUE(check_formation(problem, hurried, 0));
}

TEST(JointRound, NobodyIsInTwoProposalsAndNoHardConstraintIsBroken) {
  const Policy policy;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto mixed = make_mixed({.seed = seed, .households = 30, .singles = 80, .refused = 20});
    const auto& instance = mixed.instance;
    auto formed =
        with_formed_groups(test::problem_of(instance, policy), {.seed = seed, .effort = 4}).value();
    EXPECT_GT(formed.formed.size(), 5U);
    const auto round = run_round(formed.problem).value();
    EXPECT_GT(round.proposals.size(), formed.formed.size() / 2);
    std::set<GroupIndex> used;
    for (const auto& proposal : round.proposals) {
      EXPECT_EQ(obstacles(formed.problem, proposal.household, proposal.group), 0U);
      std::vector<GroupIndex> units = {proposal.group};
      for (const auto& one : formed.formed) {
        if (one.group == proposal.group) units = one.units;
      }
      for (const auto unit : units) {
        EXPECT_TRUE(used.insert(unit).second) << "in two proposals";
        EXPECT_FALSE(instance.is_excluded(proposal.household, unit));
      }
    }
    // A union suits the household it was formed around by the rules of any group, too.
    for (const auto& one : formed.formed) {
      EXPECT_EQ(obstacles(formed.problem, one.household, one.group), 0U);
    }
  }
}

TEST(JointRound, MoreHouseholdsAreServedThanByCompleteGroupsAlone) {
  const auto mixed = make_mixed({.seed = 5, .households = 30, .complete = 8, .singles = 60});
  const Policy policy;
  const auto plain = run_round(test::problem_of(mixed.instance, policy)).value();
  const auto formed =
      with_formed_groups(test::problem_of(mixed.instance, policy), {.effort = 4}).value();
  const auto joint = run_round(formed.problem).value();
  EXPECT_GT(joint.proposals.size(), plain.proposals.size() + 3);
}

}  // namespace
}  // namespace samen::matcher::formation
