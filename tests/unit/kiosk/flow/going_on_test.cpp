// SPDX-License-Identifier: Apache-2.0
// What goes on by itself, and what never does; and the questions that may be left for later.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

constexpr std::int64_t kSeen = 350;

Kiosk at_the_arrival() {
  Kiosk kiosk;
  kiosk.start("household").type("Amal").on(ContinuePressed{});
  kiosk.on(ChannelTapped{domain::ContactChannel::phone}).type("0612345678").on(ContinuePressed{});
  kiosk.type("1315").continue_to("arrival");
  kiosk.settings.go_on_ms = kSeen;
  return kiosk;
}

TEST(ASingleChoice, GoesOnWhenItWasSeen) {
  Kiosk kiosk = at_the_arrival();
  kiosk.on(OptionTapped{1});
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), kiosk.now + kSeen);
  kiosk.wait(kSeen - 1);
  EXPECT_EQ(kiosk.current_question(), "arrival") << "long enough to see what was chosen";
  kiosk.wait(1);
  EXPECT_EQ(kiosk.current_question(), "company");
  EXPECT_EQ(kiosk.state.session.goes_on_ms, 0);
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.value<forms::Choice>().option, 1) << "and Back is always there";
}

TEST(ASingleChoice, WaitsForTheLastOneThatWasTapped) {
  Kiosk kiosk = at_the_arrival();
  kiosk.on(OptionTapped{1}).wait(200);
  kiosk.on(OptionTapped{2}).wait(200);
  EXPECT_EQ(kiosk.current_question(), "arrival");
  kiosk.wait(150);
  EXPECT_EQ(kiosk.current_question(), "company");
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.value<forms::Choice>().option, 2);
}

TEST(ASingleChoice, ThatWasMadeBeforeStays) {
  Kiosk kiosk = at_the_arrival();
  kiosk.on(OptionTapped{1}).wait(kSeen);
  kiosk.on(BackPressed{}).wait(10'000);
  EXPECT_EQ(kiosk.current_question(), "arrival") << "looking back is no choice";
  kiosk.on(OptionTapped{2}).wait(10'000);
  EXPECT_EQ(kiosk.current_question(), "arrival") << "who changes a choice goes on themselves";
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "company");
  Kiosk check;
  check.fill_household();
  check.settings.go_on_ms = kSeen;
  check.on(LineTapped{at(form("household"), "arrival")}).on(OptionTapped{2}).wait(10'000);
  EXPECT_EQ(check.current_question(), "arrival") << "also from the check page";
}

TEST(ASingleChoice, StaysForWhoeverDoesSomethingElse) {
  for (const Event& other :
       std::vector<Event>{Activity{}, LanguagePickerOpened{}, StopPressed{}, TextSizeOpened{}}) {
    Kiosk kiosk = at_the_arrival();
    kiosk.on(OptionTapped{1}).on(other).wait(10'000);
    kiosk.on(OverlayClosed{}).wait(10'000);
    EXPECT_EQ(kiosk.current_question(), "arrival");
    EXPECT_EQ(kiosk.value<forms::Choice>().option, 1);
  }
  Kiosk back = at_the_arrival();
  back.on(OptionTapped{1}).on(BackPressed{}).wait(10'000);
  EXPECT_EQ(back.current_question(), "children");
}

TEST(ASingleChoice, IsTheSameAfterADoubleTap) {
  Kiosk kiosk;
  kiosk.fill_household();
  kiosk.settings.go_on_ms = kSeen;
  kiosk.on(TellMorePressed{}).continue_to("age", 0);
  kiosk.on(OptionTapped{2}).wait(100);
  kiosk.on(OptionTapped{2}).wait(kSeen);
  EXPECT_EQ(kiosk.current_question(), "audio") << "the second tap took nothing back";
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.value<forms::Choice>().option, 2);
  kiosk.on(OptionTapped{2});
  EXPECT_TRUE(forms::is_empty(*current_value(kiosk.state))) << "who comes back may";
}

TEST(ASingleChoice, ANoThatEndsTheSignUpIsSeenToo) {
  Kiosk kiosk;
  kiosk.settings.go_on_ms = kSeen;
  kiosk.start("single").on(YesNoTapped{false}).wait(kSeen);
  EXPECT_EQ(kiosk.state.screen, Screen::notice);
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.current_question(), "adult");
}

TEST(ASingleChoice, ThatIsTooLateIsNobodysTapOnTheNextQuestion) {
  Kiosk kiosk = at_the_arrival();
  kiosk.on(OptionTapped{1});
  kiosk.now += kSeen + 50;  // the clock was looked at late
  kiosk.on(OptionTapped{0});
  EXPECT_EQ(kiosk.current_question(), "company");
  EXPECT_TRUE(forms::is_empty(*current_value(kiosk.state)));
}

TEST(OtherQuestions, NeverGoOnByThemselves) {
  Kiosk kiosk;
  kiosk.settings.go_on_ms = kSeen;
  kiosk.fill_household();
  kiosk.on(TellMorePressed{});
  ASSERT_EQ(kiosk.current_question(), "needs");
  kiosk.on(OptionTapped{0}).wait(10'000);
  EXPECT_EQ(kiosk.current_question(), "needs");
  kiosk.continue_to("goals", 0).on(OptionTapped{0}).wait(10'000);
  EXPECT_EQ(kiosk.current_question(), "goals");
}

TEST(WhatIsForLater, MayBeLeftOutAndIsAbsent) {
  Kiosk kiosk;
  kiosk.fill_household();
  EXPECT_EQ(kiosk.state.session.untold.size(), 7U);
  kiosk.on(SendPressed{});
  const auto& household = std::get<domain::Household>(kiosk.last<Submit>()->record.body);
  EXPECT_TRUE(household.times.empty());
  EXPECT_TRUE(household.needs.empty());
  EXPECT_FALSE(household.prefers_audio);
  EXPECT_EQ(household.adults[0].age, std::nullopt);
  EXPECT_TRUE(household.adults[0].goals.empty());
}

TEST(WhatIsForLater, IsAskedInTurnAndComesBackToTheCheckPage) {
  Kiosk kiosk;
  kiosk.fill_household(2).on(TellMorePressed{});
  EXPECT_EQ(kiosk.state.session.step, 1);
  EXPECT_EQ(kiosk.state.session.steps, 11) << "counted by itself";
  std::vector<std::string> asked;
  for (int i = 0; i < 50 && kiosk.state.screen == Screen::question; ++i) {
    asked.push_back(kiosk.current_question());
    kiosk.on(ContinuePressed{});
  }
  EXPECT_EQ(asked.size(), 11U);
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_TRUE(kiosk.state.session.untold.empty());
  EXPECT_EQ(kiosk.state.session.summary.size(), 13U + 11U) << "seen and left open";
}

TEST(WhatIsForLater, GoesBackToTheCheckPageAndOffersTheRestAgain) {
  Kiosk kiosk;
  kiosk.fill_household().on(TellMorePressed{}).on(ContinuePressed{}).on(BackPressed{});
  EXPECT_EQ(kiosk.current_question(), "needs");
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.untold.size(), 5U);
  kiosk.on(TellMorePressed{});
  EXPECT_EQ(kiosk.current_question(), "goals") << "from the first that was not opened";
  kiosk.on(BackPressed{}).on(BackPressed{}).on(BackPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.current_question(), "consent") << "and not round in a circle";
}

}  // namespace
}  // namespace samen::flow
