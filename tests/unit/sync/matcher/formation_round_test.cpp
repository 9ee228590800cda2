// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gtest/gtest.h>

#include "mixed_crowd.hpp"
#include "people.hpp"
#include "sync/matcher/formation/joint_round.hpp"

namespace samen::matcher::formation {
namespace {

using test::make_mixed;
using test::World;

JointRound round_of(const Instance& instance, const Policy& policy) {
  auto made = run_joint_round(instance, policy);
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
  EXPECT_EQ(made.formed.instance.groups.size(), 1U);
  ASSERT_EQ(made.round.proposals.size(), 1U);
  EXPECT_EQ(made.round.proposals[0].score,
            run_round(instance, world.policy)->proposals.at(0).score);
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
  EXPECT_EQ(made.formed.instance.groups.members[proposal.group], 5);
  EXPECT_FALSE(proposal.explanation.reasons.empty());
  ASSERT_FALSE(proposal.explanation.cautions.empty());
  EXPECT_EQ(proposal.explanation.cautions[0].key, "caution.newly_formed");
  EXPECT_EQ(proposal.explanation.cautions[0].arguments.at(0).number, 5);
  EXPECT_TRUE(made.round.summary.certified);
}

TEST(JointRound, NobodyIsInTwoProposalsAndNoHardConstraintIsBroken) {
  const Policy policy;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto mixed = make_mixed({.seed = seed, .households = 30, .singles = 80, .refused = 20});
    const auto& instance = mixed.instance;
    auto formed = with_formed_groups(instance, policy, {.seed = seed, .effort = 4}).value();
    EXPECT_GT(formed.formed.size(), 5U);
    const auto round = run_round(formed.instance, policy).value();
    EXPECT_GT(round.proposals.size(), formed.formed.size() / 2);
    std::set<GroupIndex> used;
    for (const auto& proposal : round.proposals) {
      EXPECT_EQ(obstacles(formed.instance, policy, proposal.household, proposal.group), 0U);
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
      EXPECT_EQ(obstacles(formed.instance, policy, one.household, one.group), 0U);
    }
  }
}

TEST(JointRound, MoreHouseholdsAreServedThanByCompleteGroupsAlone) {
  const auto mixed = make_mixed({.seed = 5, .households = 30, .complete = 8, .singles = 60});
  const Policy policy;
  const auto plain = run_round(mixed.instance, policy).value();
  const auto formed = with_formed_groups(mixed.instance, policy, {.effort = 4}).value();
  const auto joint = run_round(formed.instance, policy).value();
  EXPECT_GT(joint.proposals.size(), plain.proposals.size() + 3);
}

}  // namespace
}  // namespace samen::matcher::formation
