// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/synthetic/population.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "crowd.hpp"
#include "problem_of.hpp"
#include "sync/matcher/round/round.hpp"

namespace samen::matcher {
namespace {

using namespace domain;

std::string_view name_in(const Record& record) {
  struct {
    std::string_view operator()(const Household& h) { return h.name.view(); }
    std::string_view operator()(const GroupStart& g) { return g.coordinator.name.view(); }
    std::string_view operator()(const GroupMember& m) { return m.member.name.view(); }
    std::string_view operator()(const SingleVolunteer& s) { return s.volunteer.name.view(); }
    std::string_view operator()(const Decision&) { return ""; }
    std::string_view operator()(const ReceiptRequest&) { return ""; }
  } name;
  return std::visit(name, record.body);
}

TEST(Population, EveryRecordIsOneAKioskCouldSendAndSaysItIsMadeUp) {
  const auto people =
      make_population({.seed = 2, .households = 300, .groups = 200, .singles = 50}).value();
  std::set<base::Uuid> ids;
  std::set<base::HumanCode> receipts;
  for (const auto& sign_up : people) {
    const auto valid = validate(sign_up.record);
    EXPECT_TRUE(valid.has_value()) << sign_up.record.form << ": " << valid.error().message;
    EXPECT_TRUE(name_in(sign_up.record).starts_with("Demo "));
    EXPECT_TRUE(ids.insert(sign_up.record.id).second);
    EXPECT_TRUE(receipts.insert(sign_up.record.receipt).second);
    EXPECT_EQ(sign_up.record.made.wall_ms, 1'767'225'600'000 - sign_up.days_ago * 86'400'000LL);
  }
}

TEST(Population, SomeSkipWhatMayBeSkippedAndEveryRecordIsStillValid) {
  const auto people =
      make_population(
          {.seed = 2, .households = 300, .groups = 60, .singles = 50, .unanswered_percent = 40})
          .value();
  int households = 0;
  int without_goals = 0;
  int volunteers = 0;
  int without_help = 0;
  for (const auto& sign_up : people) {
    EXPECT_TRUE(validate(sign_up.record).has_value());
    if (const auto* household = std::get_if<Household>(&sign_up.record.body)) {
      ++households;
      without_goals += household->adults[0].goals.empty() ? 1 : 0;
    } else if (const auto* member = std::get_if<GroupMember>(&sign_up.record.body)) {
      ++volunteers;
      without_help += member->member.help.empty() ? 1 : 0;
    }
  }
  EXPECT_NEAR(without_goals, households * 0.4, 30);
  EXPECT_NEAR(without_help, volunteers * 0.42, 30);  // some have nothing to offer anyhow
  EXPECT_FALSE(make_population({.unanswered_percent = 101}).has_value());
}

TEST(Population, GroupsHaveFourToSixMembersUnderOneCode) {
  const auto people =
      make_population({.seed = 3, .households = 0, .groups = 150, .singles = 10}).value();
  std::map<base::HumanCode, int> sizes;
  int singles = 0;
  for (const auto& sign_up : people) {
    if (const auto* start = std::get_if<GroupStart>(&sign_up.record.body))
      ++sizes[start->join_code];
    if (const auto* next = std::get_if<GroupMember>(&sign_up.record.body)) {
      ASSERT_TRUE(sizes.contains(next->join_code)) << "a member before the group";
      ++sizes[next->join_code];
    }
    if (std::holds_alternative<SingleVolunteer>(sign_up.record.body)) ++singles;
  }
  EXPECT_EQ(sizes.size(), 150U);
  EXPECT_EQ(singles, 10);
  for (const auto& [code, size] : sizes) {
    EXPECT_GE(size, 4);
    EXPECT_LE(size, 6);
  }
}

TEST(Population, TheSameSeedGivesTheSamePeople) {
  const PopulationOptions options{.seed = 4, .households = 40, .groups = 30, .singles = 5};
  const auto first = make_population(options).value();
  const auto second = make_population(options).value();
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].record, second[i].record);
  auto other = options;
  other.seed = 5;
  EXPECT_NE(make_population(other).value().front().record, first.front().record);
}

TEST(Population, LanguagesFollowTheSharesOfArrivals) {
  const auto people =
      make_population({.seed = 6, .households = 4000, .groups = 0, .singles = 0}).value();
  int arabic = 0;
  int tigrinya = 0;
  for (const auto& sign_up : people) {
    const auto& adult = std::get<Household>(sign_up.record.body).adults.front();
    if (adult.languages.level(Language::ar) == LanguageLevel::fluent) ++arabic;
    if (adult.languages.level(Language::ti) == LanguageLevel::fluent) ++tigrinya;
  }
  EXPECT_NEAR(arabic / 40.0, 46, 3);  // Syria 37 + Yemen 6 + Iraq 3 in a hundred
  EXPECT_NEAR(tigrinya / 40.0, 5, 1.5);
}

TEST(Population, StaysInTheMunicipalitiesAskedFor) {
  PopulationOptions options{.seed = 7, .households = 100, .groups = 60, .singles = 20};
  options.municipalities = {Municipality::haarlem};
  const auto people = make_population(options).value();
  for (const auto& sign_up : people) {
    if (const auto* household = std::get_if<Household>(&sign_up.record.body)) {
      EXPECT_EQ(household->postcode.number() / 100, 20);
    }
  }
}

TEST(Population, ADemoRoundGivesProposalsAPersonCanJudge) {
  const auto crowd = test::make_crowd({.seed = 1, .households = 60, .groups = 45});
  const auto result = run_round(test::problem_of(crowd.instance)).value();
  EXPECT_GE(result.proposals.size(), 35U);
  EXPECT_GE(result.summary.total_score / static_cast<int>(result.proposals.size()), 450);
  for (const auto& proposal : result.proposals) EXPECT_GE(proposal.explanation.reasons.size(), 3U);
  std::set<std::string> why;
  for (const auto& entry : result.why_not) why.insert(entry.reason.key);
  EXPECT_GE(why.size(), 2U);  // not one answer for everybody
}

TEST(Population, CountsOutOfRangeAreRefused) {
  EXPECT_FALSE(make_population({.households = -1}).has_value());
  EXPECT_FALSE(make_population({.groups = 2'000'000}).has_value());
  EXPECT_FALSE(make_population({.municipalities = {}}).has_value());
}

TEST(Population, WhoIsMadeDoesNotDependOnTheClock) {
  PopulationOptions options;
  const auto now = make_population(options).value();
  options.now_wall_ms += 40'000'000'007;
  const auto later = make_population(options).value();
  ASSERT_EQ(now.size(), later.size());
  for (std::size_t i = 0; i < now.size(); ++i) {
    EXPECT_EQ(now[i].record.id, later[i].record.id);
    EXPECT_EQ(now[i].record.receipt, later[i].record.receipt);
    EXPECT_EQ(now[i].record.made.wall_ms + 40'000'000'007, later[i].record.made.wall_ms);
  }
}

}  // namespace
}  // namespace samen::matcher
