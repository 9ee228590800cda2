// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <iostream>

#include <gmock/gmock.h>

#include "sync/server/cases/round_desk.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t kPageBytes = 100'000;  // of the design, images aside

// How the office's round looks to whom, in each of its states.
class Rounds : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.viewer = {StaffRole::coordinator, "", "office:cora"};
    context.account = "cora";
  }

  static PreviewPair pair_number(int number) {
    PreviewPair pair{.household = "H-" + std::to_string(number + 100),
                     .centre = number % 3 == 0 ? "Noord" : "De Linde",
                     .group = number % 4 == 0 ? "" : "G-" + std::to_string(number + 100)};
    pair.group_size = 3 + number % 3;
    pair.adults = 1 + number % 2;
    pair.children = number % 3;
    pair.waiting_days = 400 - number;
    pair.travel_minutes = 8 + number % 30;
    pair.score = 450 + number % 300;
    pair.cautions = number % 5 == 0;
    return pair;
  }
  static RoundPreview preview(int pairs, std::size_t not_yet) {
    RoundPreview made;
    for (int i = 0; i < pairs; ++i) {
      made.pairs.push_back(pair_number(i));
      made.summary.total_score += made.pairs.back().score;
    }
    made.summary.proposals = made.pairs.size();
    made.summary.households = made.pairs.size() + not_yet;
    made.summary.lowest_score = pairs == 0 ? 0 : 450;
    made.summary.points = made.summary.most_points = 12'000;
    made.not_yet = not_yet;
    if (not_yet > 0) {
      made.longest_left = 61;
      made.why_not = {
          {{"whynot.language", {}, 0}, not_yet - 1, false, 61, "H-7Q2"},
          {{"whynot.travel", {{"minutes", {}, 48}}, 0}, 1, true, 12, "H-9XK"},
      };
    }
    made.waiting_for_word = 3;
    made.last = {.round = 6,
                 .made_ms = 0,
                 .households = 31,
                 .proposals = 9,
                 .mean_score = 588,
                 .lowest_score = 402};
    return made;
  }
  static RoundPreview full() {
    auto made = preview(12, 8);
    made.held = 1;
    made.unplaced = 4;
    made.synthetic = true;
    made.summary.first = true;
    made.summary.most_points += 40;
    made.summary.cut.draws = 3;
    using Kind = matcher::ShortageKind;
    made.shortages = {
        {Kind::speaker,
         {"language.ar", "language.ti"},
         "weekday evenings",
         false,
         13,
         2,
         3,
         {"H-7Q2", "H-9XK", "H-4MX"}},
        {Kind::new_group, {"language.so"}, "", true, 35, 1, 1, {"H-2AB"}},
        {Kind::member, {}, "", false, 10, 1, 1, {"H-2AC"}},
        {Kind::time, {}, "weekends", false, 10, 1, 1, {"H-2AD"}},
    };
    return made;
  }
  DeskLook look(DeskState state, const RoundPreview& what) {
    now();
    DeskLook made;
    made.state = state;
    made.by = made.computed_by = "cora";
    made.begun_ms = made.computed_ms = context.now_ms - 190'000;
    if (state == DeskState::computed) made.result = "77";
    made.preview = std::make_shared<const RoundPreview>(what);
    return made;
  }
  std::string shown(const std::string& name, const DeskLook& look, const RoundAsked& asked = {}) {
    return kept(name, pages->round(now(), look, asked)).html;
  }
};

TEST_F(Rounds, EveryStateIsMadeInDutchAndInEnglish) {
  const auto one_of_each = [this] {
    shown("round-1-nothing", {});
    auto working = look(DeskState::computing, {});
    for (const char* step : {"read", "formation", "lottery", "explain"}) {
      working.step = step;
      EXPECT_THAT(shown(std::string("round-2-") + step, working),
                  HasSubstr("aria-current=\"step\""));
    }
    shown("round-3-result", look(DeskState::computed, full()));
    shown("round-3-none", look(DeskState::computed, preview(0, 2)));
    shown("round-3-all", look(DeskState::computed, preview(2, 0)));
    auto refused = look(DeskState::computed, preview(12, 8));
    refused.result.clear();
    for (const auto why : {NotPublished::changed, NotPublished::other_round,
                           NotPublished::other_rules, NotPublished::other_day}) {
      refused.published = {.why_not = why, .round = 7};
      const auto page = shown("round-4-refused-" + std::to_string(static_cast<int>(why)), refused);
      EXPECT_THAT(page, Not(HasSubstr("/round/publish")));
    }
    kept("round-5-question",
         pages->round_question(now(), look(DeskState::computed, preview(12, 8))));
    shown("round-6-publishing", look(DeskState::publishing, {}));
    auto done = look(DeskState::published, {});
    done.published = {.why_not = NotPublished::none, .round = 7, .proposals = 12, .came = 2};
    shown("round-7-published", done);
    shown("round-8-failed", look(DeskState::failed, {}));
    shown("round-9-busy", look(DeskState::computed, preview(12, 8)), {.refused = true});
  };
  one_of_each();
  context.language = "en";
  one_of_each();
}

TEST_F(Rounds, TheResultSaysWhatItIs) {
  context.language = "en";
  const auto page = shown("result", look(DeskState::computed, full()));
  for (const char* words : {"H-100", "New group", "Talk about first", "3 minutes ago",
                            "2 volunteers who speak", "in which somebody speaks", "Noord",
                            "by 40 points at most", "have waited longest come first",
                            "3 more proposals", "Made-up people", "/round/publish", "Such as: "}) {
    EXPECT_THAT(page, HasSubstr(words));
  }
  const auto empty = shown("result", look(DeskState::computed, preview(0, 2)));
  EXPECT_THAT(empty, HasSubstr("No proposal: no pair is good enough now."));
}

TEST_F(Rounds, AreForWhoSeesAllCentresAndKeepsTheMatcher) {
  const auto result = look(DeskState::computed, preview(12, 8));
  for (const auto& row : kRoles) {
    for (const std::string centre : {"", "De Linde"}) {
      context.viewer = {row.role, centre, "office:somebody"};
      const int status = row.role == StaffRole::coordinator && centre.empty() ? 200 : 403;
      const auto page = pages->round(now(), result, {});
      EXPECT_EQ(page.status, status) << domain::name_of(row.role) << centre;
      EXPECT_EQ(page.html.find("H-100") == std::string::npos, status == 403);
      const auto question = pages->round_question(now(), result);
      EXPECT_EQ(question.status, status) << domain::name_of(row.role) << centre;
      EXPECT_EQ(question.html.find("name=\"result\"") == std::string::npos, status == 403);
    }
  }
}

TEST_F(Rounds, AThousandHouseholdsAreSeveralPages) {
  const auto result = look(DeskState::computed, preview(400, 600));
  const auto begun = std::chrono::steady_clock::now();
  const auto first = shown("round-many", result, {.page = 1});
  const auto took = std::chrono::steady_clock::now() - begun;
  std::cout << "round page, 1000 households, 400 proposals: "
            << std::chrono::duration_cast<std::chrono::microseconds>(took).count() << " us, "
            << first.size() << " bytes\n";
  EXPECT_LT(first.size(), kPageBytes);
  EXPECT_THAT(first, AllOf(HasSubstr("H-100<"), HasSubstr("H-149<"), Not(HasSubstr("H-150<"))));
  const auto last = shown("round-many-last", result, {.page = 99});
  EXPECT_THAT(last, AllOf(HasSubstr("H-499<"), Not(HasSubstr("H-449<"))));
}

TEST_F(Rounds, WhatWasSetByHandIsListedWithItsPrice) {
  const auto changed = [this] {
    auto made = look(DeskState::computed, preview(11, 9));
    made.unchanged = std::make_shared<const RoundPreview>(preview(12, 8));
    made.by_hand = {
        {.household = "H-7Q2", .group = "G-101", .name = "cora"},
        {.as = SetAs::together, .household = "H-9XK", .group = "G-4MX", .name = "dirk"},
        {.household = "H-2AB", .group = std::string(kNewGroupOf) + "4", .name = "dirk"}};
    return made;
  };
  kept("round-a-changed", pages->round(now(), changed(), {}));
  context.language = "en";
  auto made = changed();
  const auto page = shown("round-a-changed", made);
  for (const char* words : {"Changed by hand", "not together in this round", "H-7Q2", "G-101",
                            "H-9XK", "G-4MX", "New group", "dirk", "holds under what was changed",
                            "value=\"H-2AB\"", "Longest wait without"}) {
    EXPECT_THAT(page, HasSubstr(words));
  }
  EXPECT_THAT(kept("round-a-question", pages->round_question(now(), made)).html,
              HasSubstr("3 changes by hand"));
  made.result.clear();
  EXPECT_THAT(shown("round-a-gone", made), Not(HasSubstr("value=\"apart\"")));
}

TEST_F(Rounds, TheGroupsOfOneHouseholdSayWhatTheyCost) {
  context.language = "en";
  GroupChoices choices{.household = "H-7Q2", .people = 3, .waiting_days = 61, .group = "G-101"};
  choices.groups = {{.group = "G-101", .size = 4, .score = 700, .travel_minutes = 8, .now = true},
                    {.group = "G-102", .size = 5, .score = 690, .taken_from = "H-9XK"},
                    {.group = "G-103", .size = 3, .score = 600}};
  choices.all = 5;
  const auto result = look(DeskState::computed, preview(12, 8));
  CanBeSet broken;
  broken.why_not = NotSet::rule;
  broken.rules = {"travel"};
  const auto page = kept("round-b-groups", pages->round_groups(now(), result, choices, broken));
  EXPECT_EQ(page.status, 409);
  for (const char* words : {"This is the proposal now", "loses this group", "H-9XK", "Nothing: the",
                            "2 more groups fit", "too far by bicycle"}) {
    EXPECT_THAT(page.html, HasSubstr(words));
  }
  EXPECT_EQ(pages->round_groups(now(), result, std::nullopt, {}).status, 404);
  EXPECT_EQ(pages->round_groups(now(), look(DeskState::computing, {}), choices, {}).status, 409);
}

TEST_F(Rounds, WhoWaitsWithoutAProposalIsListedAPageAtATime) {
  auto many = preview(0, 600);
  for (int i = 0; i < 600; ++i) {
    many.waiting.push_back({.household = "H-" + std::to_string(1000 + i),
                            .centre = "De Linde",
                            .people = 3,
                            .waiting_days = 600 - i,
                            .reason = {"whynot.travel", {{"minutes", {}, 48}}, 0}});
  }
  const auto page =
      kept("round-c-waiting", pages->round_waiting(now(), look(DeskState::computed, many), 2));
  EXPECT_LT(page.html.size(), kPageBytes);
  EXPECT_THAT(page.html, AllOf(HasSubstr("H-1050<"), Not(HasSubstr("H-1049<"))));
  context.viewer.centre = "De Linde";
  EXPECT_EQ(pages->round_waiting(now(), look(DeskState::computed, many), 1).status, 403);
  EXPECT_EQ(pages->round_groups(now(), look(DeskState::computed, many), GroupChoices{}, {}).status,
            403);
}

TEST_F(Rounds, NothingIsAskedOfAResultThatIsGone) {
  const auto gone = pages->round_question(now(), look(DeskState::computing, {}));
  EXPECT_EQ(gone.status, 409);
  EXPECT_THAT(gone.html, Not(HasSubstr("name=\"result\"")));
}

}  // namespace
}  // namespace samen::server
