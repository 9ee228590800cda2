// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/shortages.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "people.hpp"
#include "problem_of.hpp"
#include "sync/matcher/round/round.hpp"

namespace samen::matcher {
namespace {

using namespace domain;
using test::World;

constexpr std::uint32_t bit(Language language) {
  return 1U << static_cast<unsigned>(language);
}

Household speaks(Language language, int postcode = 2512) {
  auto household = test::household();
  household.adults[0].languages = {};
  household.adults[0].languages.set(language, LanguageLevel::fluent);
  household.postcode = test::postcode(postcode);
  return household;
}

// A volunteer as the shortage describes them, as a sign-up.
Volunteer volunteer_of(const ImaginedMember& member, Postcode4 postcode) {
  Volunteer made;
  made.name = base::SecretText("Test volunteer");
  made.adult = true;
  made.twelve_months = true;
  made.postcode = postcode;
  for (std::size_t i = 0; i < kLanguages; ++i) {
    if ((member.languages >> i & 1U) != 0) {
      made.languages.set(static_cast<Language>(i), LanguageLevel::conversational);
    }
  }
  made.times = SetOf<TimeBlock>::from_bits(member.times);
  if (member.gender != kUnknown) made.gender = static_cast<Gender>(member.gender);
  return made;
}

// Some households and groups of which a few nearly fit; built again with more people in it.
struct Town {
  std::vector<Household> households;
  std::vector<std::vector<Volunteer>> groups;

  Instance build() const {
    World world;
    for (const auto& household : households) world.add(household);
    for (const auto& group : groups) world.add(group);
    return world.build();
  }
};

// What is missing must not depend on whether a pair is worth proposing yet.
Policy patient() {
  Policy policy;
  policy.reserve = 300;
  return policy;
}

RoundResult round_of(const Town& town) {
  return run_round(test::problem_of(town.build(), patient()), {.seed = 1, .shortages = 12}).value();
}

// The heart of the matter: those volunteers really join, and that many more get a proposal.
void expect_true(const Town& town, const RoundResult& result, const Shortage& shortage) {
  Town with = town;
  const auto instance = town.build();
  for (const auto& joining : joining_of(instance, shortage)) {
    with.groups[joining.group].push_back(volunteer_of(
        joining.member, Postcode4::from_number(instance.groups.postcode[joining.group]).value()));
  }
  EXPECT_EQ(static_cast<int>(shortage.joined.size()), shortage.needed);
  const auto then = run_round(test::problem_of(with.build(), patient()), {.seed = 1}).value();
  EXPECT_EQ(then.proposals.size(),
            result.proposals.size() + static_cast<std::size_t>(shortage.unlocked));
  for (const auto household : shortage.households) {
    EXPECT_TRUE(std::ranges::any_of(
        then.proposals, [&](const Proposal& proposal) { return proposal.household == household; }));
  }
}

TEST(Shortage, OneSpeakerOfTheirLanguageUnlocksAHousehold) {
  const Town town{{speaks(Language::ti)}, {test::group_of(4)}};
  const auto result = round_of(town);
  ASSERT_TRUE(result.proposals.empty());
  const auto at = std::ranges::find(result.shortages, ShortageKind::speaker, &Shortage::kind);
  ASSERT_NE(at, result.shortages.end());
  EXPECT_EQ(at->languages, bit(Language::ti));
  EXPECT_EQ(at->area, 25);
  EXPECT_EQ(at->needed, 1);
  EXPECT_EQ(at->unlocked, 1);
  EXPECT_EQ(at->households, std::vector<HouseholdIndex>{0});
  EXPECT_EQ(at->joined, std::vector<GroupIndex>{0});
  expect_true(town, result, *at);
}

TEST(Shortage, SomebodyWhoIsFreeWhenTheyAre) {
  Town town{{test::household()}, {test::group_of(4)}};
  town.households[0].times = {TimeBlock::sun_evening};
  town.groups[0][1].times.add(TimeBlock::sun_evening);  // one can; two are needed
  const auto result = round_of(town);
  ASSERT_TRUE(result.proposals.empty());
  const auto at = std::ranges::find(result.shortages, ShortageKind::time, &Shortage::kind);
  ASSERT_NE(at, result.shortages.end());
  EXPECT_NE(at->times & (1U << static_cast<unsigned>(TimeBlock::sun_evening)), 0U);
  expect_true(town, result, *at);
}

TEST(Shortage, OneMoreMemberMakesAGroup) {
  const Town town{{test::household()}, {test::group_of(2)}};
  const auto result = round_of(town);
  const auto at = std::ranges::find(result.shortages, ShortageKind::member, &Shortage::kind);
  ASSERT_NE(at, result.shortages.end());
  expect_true(town, result, *at);
}

TEST(Shortage, WhereAllGroupsAreTakenItTakesANewGroup) {
  const Town town{{test::household(), test::household(), test::household()}, {test::group_of(5)}};
  const auto result = round_of(town);
  ASSERT_EQ(result.proposals.size(), 1U);
  ASSERT_FALSE(result.shortages.empty());
  const auto& first = result.shortages.front();
  EXPECT_EQ(first.kind, ShortageKind::new_group);
  EXPECT_EQ(first.needed, 2);
  EXPECT_EQ(first.unlocked, 2);
  EXPECT_TRUE(first.joined.empty());
}

TEST(Shortage, WhatDoesNotHelpIsNotNamed) {
  // The only group is taken; a speaker in it would help nobody on top.
  const Town town{{test::household(), speaks(Language::ti)}, {test::group_of(4)}};
  const auto result = round_of(town);
  ASSERT_EQ(result.proposals.size(), 1U);
  for (const auto& shortage : result.shortages) {
    EXPECT_EQ(shortage.kind, ShortageKind::new_group);
    EXPECT_GT(shortage.unlocked, 0);
  }
  EXPECT_TRUE(round_of({{test::household()}, {test::group_of(5)}}).shortages.empty());
}

TEST(Shortage, WhateverIsNamedInARandomTownIsTrue) {
  base::SeededRandom random(21);
  std::size_t named = 0;
  for (int i = 0; i < 12; ++i) {
    Town town;
    const std::array languages = {Language::ti, Language::so, Language::ar, Language::en};
    for (int j = 0; j < 14; ++j) {
      town.households.push_back(
          speaks(languages[random.below(4)], static_cast<int>(2511 + random.below(6))));
      town.households.back().times = {static_cast<TimeBlock>(random.below(21)),
                                      TimeBlock::mon_evening};
    }
    for (int j = 0; j < 12; ++j) {
      town.groups.push_back(test::group_of(static_cast<int>(2 + random.below(4))));
      for (auto& member : town.groups.back()) {
        member.times = {static_cast<TimeBlock>(random.below(21)), TimeBlock::mon_evening};
      }
      town.groups.back()[0].languages.set(languages[random.below(4)], LanguageLevel::fluent);
    }
    const auto result = round_of(town);
    for (const auto& shortage : result.shortages) {
      if (shortage.kind == ShortageKind::new_group) continue;
      ++named;
      expect_true(town, result, shortage);
    }
  }
  EXPECT_GT(named, 10U);
}

}  // namespace
}  // namespace samen::matcher
