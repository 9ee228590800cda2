// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/lookahead/look_ahead.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/random.hpp"
#include "crowd.hpp"
#include "problems.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {
namespace {

// Rows of scores, 0: impossible.
Outlook outlook_of(std::vector<Foreseen> households, std::vector<Foreseen> groups,
                   const std::vector<std::vector<int>>& scores) {
  Outlook made{std::move(households), std::move(groups), {}};
  made.pairs.begin.push_back(0);
  for (const auto& row : scores) {
    for (std::uint32_t column = 0; column < row.size(); ++column) {
      if (row[column] == 0) continue;
      made.pairs.group.push_back(column);
      made.pairs.score.push_back(static_cast<std::uint16_t>(row[column]));
    }
    made.pairs.begin.push_back(made.pairs.group.size());
  }
  return made;
}

TEST(LookAhead, AHouseholdWaitsForMuchBetterGroupsThatNobodyElseNeeds) {
  const auto worth =
      worth_of_waiting({}, outlook_of({{}}, {{}, {5, 0}, {6, 0}}, {{500, 800, 800}})).value();
  EXPECT_GT(worth.households[0], 700);  // 0.2 % a day of 800
  EXPECT_LT(worth.households[0], 800);
  EXPECT_EQ(worth.groups, (std::vector<std::int32_t>{0, 0, 0})) << "nobody is expected for them";
}

TEST(LookAhead, NotForOneThatAnExpectedHouseholdNeedsMore) {
  const auto worth =
      worth_of_waiting({}, outlook_of({{}, {5, 0}}, {{}, {5, 0}}, {{500, 800}, {0, 900}})).value();
  EXPECT_LT(worth.households[0] + worth.groups[0], 500);
}

TEST(LookAhead, AGroupWaitsForTheOnlyHouseholdItCanServeBestAndItsCompanyDoesNot) {
  const auto worth =
      worth_of_waiting({}, outlook_of({{}, {9, 0}}, {{}, {}}, {{300, 280}, {900, 0}})).value();
  EXPECT_GT(worth.groups[0], 800);
  EXPECT_EQ(worth.groups[1], 0);
  EXPECT_EQ(worth.households[0], 0);
}

TEST(LookAhead, TheLongerSomebodyHasWaitedTheLessTheyWaitForMore) {
  int before = 1000;
  for (const int waited : {0, 20, 60, 89}) {
    const auto worth =
        worth_of_waiting({}, outlook_of({{0, waited}}, {{}, {30, 0}, {30, 0}}, {{500, 700, 700}}))
            .value();
    const int more = worth.households[0] - pair_value(Policy{}, 500, waited);
    EXPECT_LT(more, before) << waited;
    before = more;
  }
  EXPECT_LT(before, 0) << "after 89 days nobody waits 30 more for 200 points";
}

TEST(LookAhead, WhoComesFirstExpectsNobody) {
  const auto worth = worth_of_waiting({}, outlook_of({{0, 90}}, {{}, {1, 0}}, {{1, 1000}})).value();
  EXPECT_EQ(worth.households[0], 0);
}

TEST(LookAhead, WithoutAnybodyExpectedNobodyWaits) {
  const auto worth =
      worth_of_waiting({}, outlook_of({{}, {0, 40}}, {{}, {}}, {{500, 300}, {900, 1}})).value();
  EXPECT_EQ(worth.households, (std::vector<std::int32_t>{0, 0}));
  EXPECT_EQ(worth.groups, (std::vector<std::int32_t>{0, 0}));
}

TEST(LookAhead, DaysCountMoreForWhomFewGroupsArePossible) {
  std::vector<Foreseen> groups(40);
  std::vector<int> all(40, 500);
  std::vector<int> two(40, 0);
  two[0] = two[1] = 500;
  std::vector<int> one(40, 0);
  one[0] = 500;
  const Policy policy;
  const auto worth = worth_of_waiting(policy, outlook_of({{0, 30}, {0, 30}, {0, 30}, {0, 0}},
                                                         std::move(groups), {all, two, one, one}))
                         .value();
  const int credit = policy.alpha * 30;
  // A tenth of 40 groups are 4: with two a day counts twice, with one four times.
  EXPECT_EQ(worth.scarcity, (std::vector<std::int32_t>{0, credit, 3 * credit, 0}));
  Policy never = policy;
  never.scarcity.most_percent = 100;
  EXPECT_EQ(worth_of_waiting(never, outlook_of({{0, 30}}, {{}, {}}, {{500, 0}}))->scarcity[0], 0);
}

// Random outlooks in which a day costs nothing, so that a pair is worth its score.
Outlook random_outlook(base::Random& random) {
  const auto people = [&] {
    std::vector<Foreseen> made(2 + random.below(12));
    for (std::size_t i = 1 + random.below(made.size()); i < made.size(); ++i) {
      made[i].in_days = 1 + static_cast<int>(random.below(90));
    }
    return made;
  };
  auto households = people();
  auto groups = people();
  std::vector<std::vector<int>> scores(households.size(), std::vector<int>(groups.size(), 0));
  for (auto& row : scores) {
    for (auto& score : row) {
      if (random.below(100) < 60) score = 1 + static_cast<int>(random.below(1000));
    }
  }
  return outlook_of(std::move(households), std::move(groups), scores);
}

AssignmentProblem problem_of(const Outlook& outlook, const WaitingWorth* worth) {
  std::vector<test::Entry> entries;
  for (std::uint32_t row = 0; row < outlook.households.size(); ++row) {
    for (auto i = outlook.pairs.begin[row]; i < outlook.pairs.begin[row + 1]; ++i) {
      const auto column = outlook.pairs.group[i];
      const bool tonight =
          outlook.households[row].in_days == 0 && outlook.groups[column].in_days == 0;
      std::int64_t value = outlook.pairs.score[i];
      if (worth != nullptr) value -= worth->households[row] + worth->groups[column];
      if (worth == nullptr || (tonight && value > 0)) entries.push_back({row, column, value});
    }
  }
  return test::make_problem(static_cast<std::uint32_t>(outlook.households.size()),
                            static_cast<std::uint32_t>(outlook.groups.size()), entries);
}

// The two numbers say all that the night has to know: what everybody's optimum pairs tonight is an
// optimum of tonight alone, but for the point by which tonight comes first.
TEST(LookAhead, WithoutTheWorthOfWaitingTonightAloneChoosesWhatTheWholeWould) {
  Policy policy;
  policy.look_ahead.stay_per_mille = 1000;
  policy.look_ahead.urgency_per_mille = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    base::SeededRandom random(seed);
    const auto outlook = random_outlook(random);
    const auto worth = worth_of_waiting(policy, outlook).value();
    const auto whole = solve(problem_of(outlook, nullptr)).value();
    const auto tonight = solve(problem_of(outlook, &worth)).value();
    std::int64_t of_whole = 0;
    std::int64_t pairs = 0;
    for (std::uint32_t row = 0; row < outlook.households.size(); ++row) {
      for (auto i = outlook.pairs.begin[row]; i < outlook.pairs.begin[row + 1]; ++i) {
        const auto column = outlook.pairs.group[i];
        const bool here =
            outlook.households[row].in_days == 0 && outlook.groups[column].in_days == 0;
        if (!here || whole.column_of_row[row] != column) continue;
        of_whole += outlook.pairs.score[i] - worth.households[row] - worth.groups[column];
        ++pairs;
      }
    }
    EXPECT_GE(of_whole, pairs > 0 ? 1 : 0) << seed;
    EXPECT_LE(of_whole, tonight.value) << seed;
    const auto most =
        static_cast<std::int64_t>(std::min(outlook.households.size(), outlook.groups.size()));
    EXPECT_GE(of_whole, tonight.value - 4 * most) << seed;
  }
}

TEST(LookAhead, WritesOnlyWhatThoseWhoAreHereMayExpect) {
  auto crowd = test::make_crowd({.seed = 4, .households = 40, .groups = 30});
  auto tonight = test::make_crowd({.seed = 4, .households = 40, .groups = 30}).instance;
  EXPECT_FALSE(look_ahead(tonight, {}, {crowd.instance, {5}, {}}).has_value())
      << "other people than tonight's";
  Policy short_sighted;
  short_sighted.look_ahead.days = 0;
  EXPECT_TRUE(look_ahead(tonight, short_sighted, {crowd.instance, {5}, {}}).has_value());
  EXPECT_TRUE(look_ahead(tonight, {}, {crowd.instance, {}, {}}).has_value());
  EXPECT_EQ(std::ranges::count(tonight.households.waiting_worth, 0), 40);
  EXPECT_EQ(std::ranges::count(tonight.groups.waiting_worth, 0), 30);
}

}  // namespace
}  // namespace samen::matcher
