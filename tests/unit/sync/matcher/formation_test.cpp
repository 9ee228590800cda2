// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/formation.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "mixed_crowd.hpp"
#include "people.hpp"
#include "problem_of.hpp"
#include "sync/matcher/formation/checker.hpp"
#include "sync/matcher/formation/value.hpp"

namespace samen::matcher::formation {
namespace {

using test::make_mixed;
using test::MixedOptions;

const FormationOptions kQuick = {.seed = 1, .threads = 1, .effort = 4};

Formation formed(const Instance& instance, const Policy& policy = {},
                 const FormationOptions& options = kQuick) {
  auto made = form_groups(test::problem_of(instance, policy), options);
  EXPECT_TRUE(made.has_value()) << made.error().message;
  const auto checked = check_formation(test::problem_of(instance, policy), *made, 20'000);
  EXPECT_TRUE(checked.has_value()) << checked.error().message;
  return std::move(*made);
}

bool same(const Formation& a, const Formation& b) {
  const auto equal = [](const FormedGroup& x, const FormedGroup& y) {
    return x.household == y.household && x.units == y.units && x.value == y.value;
  };
  return std::ranges::equal(a.groups, b.groups, equal) && a.value == b.value &&
         a.bound == b.bound && a.unit_price == b.unit_price &&
         a.household_price == b.household_price;
}

TEST(Formation, NobodyAndNothing) {
  test::World nobody;
  EXPECT_EQ(formed(nobody.build()).bound, 0);
  test::World alone;
  alone.add(test::household());
  EXPECT_TRUE(formed(alone.build()).groups.empty());
  test::World group;
  group.add(test::group_of(5));
  EXPECT_TRUE(formed(group.build()).optimal());
}

TEST(Formation, FiveNeighboursWhoSignedUpAloneBecomeAGroup) {
  test::World world;
  world.policy.reserve = 0;
  const auto h = world.add(test::household());
  GroupFacts alone;
  alone.single = true;
  for (int i = 0; i < 7; ++i) world.add({test::volunteer()}, alone);
  const auto made = formed(world.build(), world.policy);
  ASSERT_EQ(made.groups.size(), 1U);
  EXPECT_EQ(made.groups[0].household, h);
  EXPECT_EQ(made.groups[0].units.size(), 5U);  // the target, of seven
  EXPECT_TRUE(made.optimal());
}

TEST(Formation, AGroupOfTwoStaysTogetherAndGrows) {
  test::World world;
  world.policy.reserve = 0;
  world.add(test::household());
  const auto partial = world.add(test::group_of(2));
  GroupFacts alone;
  alone.single = true;
  for (int i = 0; i < 3; ++i) world.add({test::volunteer()}, alone);
  const auto made = formed(world.build(), world.policy);
  ASSERT_EQ(made.groups.size(), 1U);
  EXPECT_EQ(made.groups[0].units.size(), 4U);
  EXPECT_EQ(made.groups[0].units[0], partial);
}

TEST(Formation, WhoWaitsPastTheGuaranteeIsServedFirst) {
  test::World world;
  auto poor = test::household();
  poor.adults[0].goals = {domain::Goal::sport};
  poor.adults[0].interests = {domain::Interest::film};
  world.add(test::household(), 89);
  const auto longest = world.add(poor, 90);
  GroupFacts alone;
  alone.single = true;
  for (int i = 0; i < 5; ++i) world.add({test::volunteer()}, alone);
  const auto made = formed(world.build(), world.policy);
  ASSERT_EQ(made.groups.size(), 1U);
  EXPECT_EQ(made.groups[0].household, longest);
}

TEST(Formation, TheSameSeedGivesTheSameBytesOnAnyNumberOfThreads) {
  const auto mixed = make_mixed({.seed = 4, .households = 40, .singles = 110});
  const auto one = formed(mixed.instance);
  for (const int threads : {1, 2, 3}) {
    auto options = kQuick;
    options.threads = threads;
    EXPECT_TRUE(same(one, formed(mixed.instance, {}, options))) << threads << " threads";
  }
}

TEST(Formation, TheOrderInWhichPeopleSignedUpChangesNothing) {
  const auto named = [](const test::Mixed& mixed) {
    std::map<std::uint64_t, std::set<std::uint64_t>> groups;
    for (const auto& group : formed(mixed.instance).groups) {
      auto& members = groups[mixed.instance.households.key[group.household]];
      for (const auto unit : group.units) members.insert(mixed.instance.groups.key[unit]);
    }
    return groups;
  };
  MixedOptions options{.seed = 6, .households = 30, .singles = 80};
  const auto straight = named(make_mixed(options));
  EXPECT_GT(straight.size(), 10U);
  for (const std::uint64_t shuffle : {3U, 4U}) {
    options.shuffle = shuffle;
    EXPECT_EQ(straight, named(make_mixed(options)));
  }
}

// may_serve() is checked rule by rule elsewhere; here the records themselves are asked once more.
TEST(Formation, NobodyMeetsAcrossAHardConstraint) {
  const Policy policy;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto mixed =
        make_mixed({.seed = seed, .households = 40, .partial = 12, .singles = 90, .refused = 25});
    const auto made = formed(mixed.instance, policy);
    EXPECT_GT(made.groups.size(), 10U);
    std::set<GroupIndex> used;
    for (const auto& group : made.groups) {
      const auto& household = mixed.households[group.household];
      auto times = household.times;
      std::size_t members = 0;
      for (const auto unit : group.units) {
        EXPECT_TRUE(used.insert(unit).second);
        EXPECT_FALSE(mixed.instance.is_excluded(group.household, unit));
        for (const auto& member : mixed.units[unit].members) {
          ++members;
          if (group.units.size() == 1) continue;
          if (!household.times.empty()) times = times & member.times;
          EXPECT_LE(travel_time(household.postcode, member.postcode, {}, policy).minutes,
                    policy.travel_limit_minutes);
          if (household.company == domain::CompanyWish::women_only) {
            EXPECT_EQ(member.gender, domain::Gender::woman);
          }
        }
      }
      EXPECT_LE(members, 6U);
      EXPECT_GE(members, group.units.size() == 1 ? 3U : 4U);
      EXPECT_EQ(times.empty(), household.times.empty());
    }
  }
}

TEST(Formation, TheCheckerRefusesWhatDoesNotHold) {
  const auto mixed = make_mixed({.seed = 2,
                                 .households = 6,
                                 .complete = 1,
                                 .partial = 3,
                                 .singles = 12,
                                 .municipalities = {Municipality::haarlem}});
  const auto& instance = mixed.instance;
  const Policy policy;
  const auto honest = formed(instance, policy);
  ASSERT_GE(honest.groups.size(), 2U);
  EXPECT_TRUE(check_formation(test::problem_of(instance, policy), honest).value().every_set_priced);
  const auto refused = [&](auto&& change) {
    auto forged = honest;
    change(forged);
    const auto checked = check_formation(test::problem_of(instance, policy), forged);
    return checked ? std::string() : checked.error().message;
  };
  EXPECT_NE(refused([](Formation& f) { f.groups[0].value += 1; }), "");
  EXPECT_NE(refused([](Formation& f) { f.groups[1].units = f.groups[0].units; }), "");
  EXPECT_NE(refused([](Formation& f) { f.groups.push_back(f.groups[0]); }), "");
  EXPECT_NE(refused([](Formation& f) { f.groups.pop_back(); }), "");
  EXPECT_NE(refused([](Formation& f) { f.groups[0].units.clear(); }), "");
  EXPECT_NE(refused([](Formation& f) { f.bound = f.value - 1; }), "");
  EXPECT_NE(refused([](Formation& f) { f.bound = f.price_bound + 1; }), "");
  EXPECT_NE(refused([](Formation& f) { f.unit_price[0] -= 1; }), "");
  EXPECT_NE(refused([](Formation& f) { f.unit_price.pop_back(); }), "");
  // Prices that are too low are found by looking at every set.
  const auto household = honest.groups[0].household;
  EXPECT_NE(refused([&](Formation& f) {
              const auto cut = f.household_price[household] + f.unit_price[f.groups[0].units[0]];
              f.household_price[household] = 0;
              f.unit_price[f.groups[0].units[0]] = 0;
              f.price_bound -= cut;
              f.bound = std::min(f.bound, f.price_bound);
            }),
            "");
}

// Nobody lives at no postcode: it would be far from everywhere.
TEST(AMember, WhoSaidNoPlaceCountsWhereTheGroupWasBegun) {
  const Policy policy;
  InstanceBuilder builder(policy);
  const auto starter = test::volunteer();
  auto silent = test::volunteer();
  silent.postcode = {};
  silent.languages = {};
  const std::array<const domain::Volunteer*, 2> both{&starter, &silent};
  ASSERT_TRUE(builder.add_group(both, {}));
  const auto instance = std::move(builder).build();
  ASSERT_TRUE(instance);
  const auto home = static_cast<std::uint16_t>(starter.postcode.number());
  EXPECT_EQ(instance->members.postcode, (std::vector<std::uint16_t>{home, home}));
  EXPECT_EQ(instance->groups.postcode, std::vector<std::uint16_t>{home});
  EXPECT_NE(instance->groups.languages[0], 0U) << "what the others speak still counts";
}

TEST(Formation, WrongInputIsANamedError) {
  test::World world;
  const auto instance = world.build();
  for (const int effort : {0, 1001}) {
    const auto made = form_groups(test::problem_of(instance), {.effort = effort});
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().message, "formation: effort lies between 1 and 1000 percent");
  }
  Policy policy;
  policy.smallest_formed = 7;
  const auto made = Problem::make(instance, policy);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().message, "smallest_formed: 7 is outside 2 to 6");
  InstanceBuilder builder(policy);
  const auto someone = test::volunteer();
  const auto two = std::array{&someone, &someone};
  GroupFacts single;
  single.single = true;
  EXPECT_EQ(builder.add_group(two, single).error().message, "single: expected one volunteer");
}

}  // namespace
}  // namespace samen::matcher::formation
