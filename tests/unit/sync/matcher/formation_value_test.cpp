// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "mixed_crowd.hpp"
#include "people.hpp"
#include "problem_of.hpp"
#include "sync/matcher/formation/tables.hpp"
#include "sync/matcher/formation/value.hpp"

namespace samen::matcher::formation {
namespace {

using namespace domain;
using test::volunteer;
using test::World;

// One household, one group that is still forming (two members), five single volunteers.
struct Street {
  Household household = test::household();
  std::vector<Volunteer> partial = test::group_of(2);
  std::vector<Volunteer> singles = test::group_of(5);
  GroupFacts facts;
  Policy policy;
  bool exclude_last = false;

  std::string refusal(std::vector<GroupIndex> units) const {
    World world(policy);
    const auto h = world.add(household);
    world.add(partial, facts);
    GroupFacts alone;
    alone.single = true;
    for (const auto& one : singles) world.add({one}, alone);
    world.add(test::group_of(4));  // unit 6: complete
    if (exclude_last) world.exclude(h, 5);
    const auto instance = world.build();
    const auto answer = may_serve(test::problem_of(instance, policy), h, units);
    return answer ? "" : answer.error().message;
  }
};

TEST(FormedGroup, VolunteersWhoFitMayServe) {
  EXPECT_EQ(Street{}.refusal({1, 2, 3, 4}), "");
  EXPECT_EQ(Street{}.refusal({0, 1, 2}), "");
  EXPECT_EQ(Street{}.refusal({0, 1, 2, 3, 4}), "");
  EXPECT_EQ(Street{}.refusal({6}), "");
}

TEST(FormedGroup, EveryHardConstraintIsNamedWhenItIsBroken) {
  struct Case {
    const char* words;
    std::vector<GroupIndex> units;
    void (*change)(Street&);
  };
  const Case cases[] = {
      {"no units", {}, [](Street&) {}},
      {"a unit that is not there", {1, 2, 3, 99}, [](Street&) {}},
      {"a unit stands twice", {1, 2, 3, 1}, [](Street&) {}},
      {"too few or too many members", {1, 2, 3}, [](Street&) {}},
      {"too few or too many members", {0, 1, 2, 3, 4, 5}, [](Street&) {}},
      {"a complete group is closed", {6, 1}, [](Street&) {}},
      {"an excluded pair", {1, 2, 3, 5}, [](Street& s) { s.exclude_last = true; }},
      {"not_eligible",
       {1, 2, 3, 4},
       [](Street& s) { s.household.arrival = ArrivalPeriod::longer; }},
      {"no time block",
       {1, 2, 3, 4},
       [](Street& s) { s.singles[0].times = {TimeBlock::tue_morning}; }},
      {"no time block", {1, 2, 3, 4}, [](Street& s) { s.singles[0].times = {}; }},
      {"no time block",
       {1, 2, 3, 4},
       [](Street& s) { s.household.times = {TimeBlock::fri_morning}; }},
      {"no language that all members share",
       {1, 2, 3, 4},
       [](Street& s) {
         s.singles[1].languages = {};
         s.singles[1].languages.set(Language::fr, LanguageLevel::fluent);
       }},
      {"language",
       {1, 2, 3, 4},
       [](Street& s) {
         s.household.adults[0].languages = {};
         s.household.adults[0].languages.set(Language::so, LanguageLevel::fluent);
       }},
      {"company",
       {1, 2, 3, 4},
       [](Street& s) {
         s.household.company = CompanyWish::women_only;
         s.singles[3].gender = Gender::man;
       }},
      {"company",
       {1, 2, 3, 4},
       [](Street& s) {
         s.household.company = CompanyWish::same_gender;
         s.singles[3].gender.reset();
       }},
      {"further from the household",
       {1, 2, 3, 4},
       [](Street& s) { s.singles[2].postcode = test::postcode(9711); }},
      {"size",
       {1, 2, 3, 4},
       [](Street& s) { s.household.children.assign(4, ChildBand::child_4_11); }},
      {"needs", {1, 2, 3, 4}, [](Street& s) { s.household.needs.add(Need::no_pets); }},
      {"group_not_ready",
       {1, 2, 3, 4},
       [](Street& s) { s.policy.readiness = Readiness::before_proposal; }},
  };
  for (const auto& [words, units, change] : cases) {
    Street street;
    change(street);
    const auto said = street.refusal(units);
    EXPECT_NE(said.find(words), std::string::npos) << words << " / " << said;
  }
}

TEST(FormedGroup, AGroupThatIsFormingBringsItsOwnLimitsAndOffers) {
  Street street;
  street.household.children.assign(4, ChildBand::child_4_11);
  street.household.needs.add(Need::no_pets);
  street.facts.largest_household = 6;
  EXPECT_NE(street.refusal({0, 1, 2}).find("needs"), std::string::npos);
  street.facts.offers.add(Need::no_pets);
  EXPECT_EQ(street.refusal({0, 1, 2}), "");
}

TEST(FormedGroup, TwoThatAreFormingStayApart) {
  World world;
  const auto h = world.add(test::household());
  const auto a = world.add(test::group_of(2));
  const auto b = world.add(test::group_of(2));
  const auto instance = world.build();
  const auto answer = may_serve(test::problem_of(instance, world.policy), h, std::array{a, b});
  ASSERT_FALSE(answer.has_value());
  EXPECT_NE(answer.error().message.find("two groups that are still forming"), std::string::npos);
}

TEST(FormedGroup, FiveIsTheTargetAndOffTargetCosts) {
  World world;
  const auto h = world.add(test::household());
  GroupFacts alone;
  alone.single = true;
  std::vector<GroupIndex> five;
  for (int i = 0; i < 5; ++i) five.push_back(world.add({volunteer()}, alone));
  const auto instance = world.build();
  const std::vector<GroupIndex> four(five.begin(), five.end() - 1);
  auto free = world.policy;
  free.off_target_penalty = 0;
  const auto penalty = [&](const std::vector<GroupIndex>& units) {
    return set_value(test::problem_of(instance, free), h, units) -
           set_value(test::problem_of(instance, world.policy), h, units);
  };
  EXPECT_EQ(penalty(five), 0);
  EXPECT_EQ(penalty(four), kPoint * world.policy.off_target_penalty);
}

// Whatever the set: the tables value it as the definition does, and refuse what it refuses.
TEST(FormedGroup, TablesAndDefinitionAgree) {
  Policy policy;
  policy.reserve = 300;
  policy.guarantee_days = {100, 60};
  int served = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto mixed = test::make_mixed({.seed = seed,
                                         .households = 8,
                                         .complete = 2,
                                         .partial = 4,
                                         .singles = 16,
                                         .refused = 5,
                                         .municipalities = {Municipality::haarlem}},
                                        policy);
    const auto problem = test::problem_of(mixed.instance, policy);
    const auto tables = Tables::make(problem).value();
    base::SeededRandom random(seed);
    for (int i = 0; i < 4000; ++i) {
      const auto at = static_cast<std::uint32_t>(random.below(tables.households().size()));
      std::vector<std::uint32_t> units;
      const auto count = i % 8 == 0 ? 1 : 2 + random.below(5);
      while (units.size() < count) {
        const auto unit = static_cast<std::uint32_t>(random.below(tables.units().size()));
        if (std::ranges::find(units, unit) == units.end()) units.push_back(unit);
      }
      std::vector<GroupIndex> named;
      for (const auto unit : units) named.push_back(tables.units()[unit].index);
      const auto household = tables.households()[at].index;
      std::int64_t expected = -1;
      if (may_serve(problem, household, named)) {
        const auto value = set_value(problem, household, named);
        if (value > 0) expected = value;
      }
      served += expected > 0 ? 1 : 0;
      ASSERT_EQ(tables.value(at, units), expected) << "seed " << seed;
    }
  }
  EXPECT_GT(served, 50);
}

// Among groups of the same size each further volunteer adds less: f(A+x) - f(A) >= f(B+x) - f(B)
// for A within B, measured by exchanging a volunteer who covers nothing.
TEST(FormedGroup, CoverageHasDiminishingReturns) {
  const auto mixed = test::make_mixed({.seed = 3, .households = 10, .singles = 30});
  const auto tables = Tables::make(test::problem_of(mixed.instance)).value();
  int compared = 0;
  for (const auto& household : tables.households()) {
    const auto row = tables.entries(household);
    for (std::size_t i = 0; i + 2 < row.size(); ++i) {
      Cover small = row[i].cover;
      Cover large = small;
      large.add(row[i + 1].cover);
      const auto& more = row[i + 2].cover;
      EXPECT_GE(gain_of(household.gains, small, more), gain_of(household.gains, large, more));
      EXPECT_GE(gain_of(household.gains, large, more), 0);
      ++compared;
    }
  }
  EXPECT_GT(compared, 50);
}

TEST(FormedGroup, TotalsThatCouldLeave64BitsAreRefused) {
  Policy policy;
  EXPECT_TRUE(check_range(policy, 4'000'000).has_value());
  policy.guarantee_days = {800, 700, 600, 500, 400, 300, 200, 100};
  policy.alpha = 1000;
  policy.wait_cap_days = 3650;
  const auto answer = check_range(policy, 4'000'000);
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code, base::Errc::limit);
}

}  // namespace
}  // namespace samen::matcher::formation
