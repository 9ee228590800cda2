// SPDX-License-Identifier: Apache-2.0
// Somebody walks away: nothing of them may stay.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

TEST(AfterTwoMinutesOfQuiet, AWarningCountsDownTwentySeconds) {
  Kiosk kiosk;
  kiosk.start("household").type("Amal");
  kiosk.wait(119'999);
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  kiosk.wait(1);
  EXPECT_EQ(kiosk.state.overlay, Overlay::idle_warning);
  EXPECT_EQ(kiosk.state.idle_seconds_left, 20);
  kiosk.wait(1000);
  EXPECT_EQ(kiosk.state.idle_seconds_left, 19);
  kiosk.wait(18'999);
  EXPECT_EQ(kiosk.state.idle_seconds_left, 1);
  EXPECT_EQ(kiosk.text(), "Amal");
}

TEST(AfterTheWarning, AnswersLanguageTextSizeAndThemeAreGone) {
  Kiosk kiosk;
  kiosk.start("household", "ar").type("Amal").on(TextSizeOpened{}).on(TextSizeChosen{2});
  kiosk.on(ThemeChosen{Theme::dark});
  kiosk.wait(120'000).wait(20'000);
  EXPECT_TRUE(kiosk.is_wiped());
  EXPECT_EQ(kiosk.wanted<WipeSession>(), 1);
}

TEST(OneTapOnTheWarning, ContinuesAndDoesNothingElse) {
  Kiosk kiosk;
  kiosk.fill_household().wait(125'000).on(KeepGoing{});
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  kiosk.wait(119'999);
  EXPECT_EQ(kiosk.state.overlay, Overlay::none) << "the two minutes start again";
}

TEST(TheWarning, IsAnsweredByItsButtonsOnly) {
  const std::vector<Event> others = {Activity{},    ContinuePressed{},      BackPressed{},
                                     SendPressed{}, LanguagePickerOpened{}, OverlayClosed{}};
  for (const auto& other : others) {
    Kiosk kiosk;
    kiosk.fill_household().wait(125'000).on(other);
    EXPECT_EQ(kiosk.state.overlay, Overlay::idle_warning);
    kiosk.wait(15'000);
    EXPECT_TRUE(kiosk.is_wiped()) << "nor does anything else hold it up";
  }
}

TEST(StopOnTheWarning, WipesAtOnce) {
  Kiosk kiosk;
  kiosk.fill_household().wait(125'000).on(StopConfirmed{});
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(WhateverChangesTheScreen, CountsAsStillBeingHere) {
  Kiosk kiosk;
  kiosk.start("household");
  for (int i = 0; i < 5; ++i) {
    kiosk.wait(100'000).on(Activity{});
    EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  }
}

// A panel with a bad corner, a cup on a key: events for hours that change nothing, or the same
// thing over and over.
TEST(GhostTaps, HoldNobodysAnswersOnTheScreen) {
  const std::vector<std::vector<Event>> ghosts = {
      {FinishPressed{}},                    // hits nothing on this screen
      {TextBackspace{}},                    // held down in a field that is empty by then
      {CaretStepped{1}},                    // an arrow key
      {CaretStepped{-1}, CaretStepped{1}},  // changes something each time, for ever
      {TextInserted{secret("a")}},          // a key under a cup
      {TextSizeOpened{}, OverlayClosed{}},  // a header button and what appears there
      {Activity{}},                         // focus and scrolling
      {ContinuePressed{}, BackPressed{}},
      {RefreshPressed{}},
  };
  for (const auto& ghost : ghosts) {
    Kiosk kiosk;
    kiosk.start("household").type("Amal");
    std::size_t taps = 0;
    for (int i = 0; i < 8 * 72 && !kiosk.is_wiped(); ++i, ++taps) {
      kiosk.wait(25'000).on(ghost[taps % ghost.size()]).wait(25'000);
    }
    EXPECT_TRUE(kiosk.is_wiped()) << "after 8 hours, ghost " << ghost.front().index();
    EXPECT_LT(kiosk.now, 1'000'000 + 1'000'000)
        << "and within minutes, ghost " << ghost.front().index();
  }
}

TEST(GhostTaps, ThatChangeNothingAreNoActivity) {
  for (const Event& ghost :
       {Event(TextBackspace{}), Event(FinishPressed{}), Event(CaretStepped{1})}) {
    Kiosk kiosk;
    kiosk.start("household");
    const auto warned = next_deadline_ms(kiosk.state, kiosk.settings);
    kiosk.wait(25'000).on(ghost);
    EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), warned) << ghost.index();
  }
}

TEST(GhostTaps, DoNotKeepTheStaffPageOpen) {
  const std::vector<std::vector<Event>> ghosts = {
      {Activity{}},
      {RefreshPressed{}},
      {TabChosen{StaffTab::status}, TabChosen{StaffTab::proposals}},
      {StaffPressed{}},
  };
  for (const auto& ghost : ghosts) {
    Kiosk kiosk;
    kiosk.open_staff({card(1)});
    std::size_t taps = 0;
    while (kiosk.state.staff.open && kiosk.now < 86'400'000) {
      kiosk.wait(25'000).on(ghost[taps++ % ghost.size()]).wait(25'000);
    }
    EXPECT_LT(kiosk.now, 1'000'000 + 1'000'000) << "ghost " << ghost.front().index();
    EXPECT_TRUE(kiosk.state.staff.cards.empty());
    EXPECT_GE(kiosk.wanted<CloseStaff>(), 1) << "the key goes, too";
  }
}

TEST(TheStaffPage, AsksForThePinAgainHoweverBusyItIs) {
  Kiosk kiosk;
  kiosk.open_staff({card(1)});
  const std::int64_t opened = kiosk.now;
  while (kiosk.now < opened + 899'000) {
    kiosk.wait(1000).on(CardTapped{card(1).proposal}).on(BackPressed{});
    ASSERT_TRUE(kiosk.state.staff.open);
  }
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), opened + 900'000);
  kiosk.wait(1000);
  EXPECT_EQ(kiosk.state.screen, Screen::staff_pin);
  EXPECT_FALSE(kiosk.state.staff.open);
  EXPECT_EQ(kiosk.state.staff.error, "staff.pin.again");
  kiosk.pin("123456").on(StaffOpened{kiosk.state.waiting_for});
  EXPECT_TRUE(kiosk.state.staff.open) << "and opens with it";
}

TEST(ASignUpWithoutProgress, IsAskedAboutAndGoesOnWithOneTap) {
  Kiosk kiosk;
  kiosk.start("household");
  for (int i = 0; i < 6; ++i) kiosk.wait(99'000).type("a").on(TextBackspace{});
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  kiosk.wait(6'000);
  EXPECT_EQ(kiosk.state.overlay, Overlay::idle_warning) << "ten minutes at one question";
  kiosk.on(KeepGoing{}).wait(100'000).type("b");
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  EXPECT_EQ(kiosk.text(), "b");
}

// Ten minutes are for one step, not for all of them.
TEST(ASlowPerson, IsNotHurriedWhileTheyComeFurther) {
  Kiosk kiosk;
  kiosk.start("household");
  const auto filled = forms::testing_support::household(1);
  for (int i = 0; i < 5; ++i) {
    const auto asked = kiosk.state.session.current;
    if (const auto* value = filled.find(asked)) kiosk.state.session.answers.set(asked, *value);
    kiosk.wait(110'000).on(Activity{}).wait(110'000).on(ContinuePressed{});
    EXPECT_EQ(kiosk.state.overlay, Overlay::none);
    EXPECT_NE(kiosk.state.session.current, asked);
  }
}

TEST(WhatTheMachineReports, IsNotATouch) {
  Kiosk kiosk;
  kiosk.start("household").wait(100'000).ready().on(InboxChanged{});
  kiosk.wait(20'000);
  EXPECT_EQ(kiosk.state.overlay, Overlay::idle_warning);
}

TEST(AKioskThatSlept, ShowsAStrangerNothing) {
  Kiosk kiosk;
  kiosk.fill_household();
  kiosk.now += 10'000'000;  // nobody sent a Tick
  kiosk.on(LineTapped{at(form("household"), "name")});
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(ATapOnAScreenThatIsGone, StartsNothingOnTheFirstScreen) {
  const std::vector<Event> taps = {LanguageChosen{"ar"}, StaffPressed{}, LanguagePickerOpened{}};
  for (const auto& tap : taps) {
    Kiosk kiosk;
    kiosk.fill_household();
    kiosk.now += 10'000'000;
    kiosk.on(tap);
    EXPECT_TRUE(kiosk.is_wiped());
    EXPECT_EQ(kiosk.state.screen, Screen::first);
  }
}

TEST(ATapJustBeforeTheWarningCouldShow, IsStillTaken) {
  Kiosk kiosk;
  kiosk.start("household");
  kiosk.now += 121'000;  // the Tick for 120 s is late
  kiosk.type("A");
  EXPECT_EQ(kiosk.text(), "A");
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
}

TEST(TheFirstScreen, ForgetsALeftoverLanguageWithoutAWarning) {
  Kiosk kiosk;
  kiosk.ready({});
  kiosk.on(LanguagePickerOpened{}).on(LanguageChosen{"ar"}).on(TextSizeOpened{});
  kiosk.on(TextSizeChosen{3}).on(OverlayClosed{}).wait(120'000);
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(TheFirstScreen, SleepsForeverWhenNobodyComes) {
  Kiosk kiosk;
  kiosk.settings.greeting_ms = 0;
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), std::nullopt);
  kiosk.wait(86'400'000);
  EXPECT_EQ(kiosk.wanted<WipeSession>(), 0);
}

TEST(AfterAFailedSend, ThereIsTimeToFetchStaff) {
  Kiosk kiosk;
  kiosk.fill_household().on(SendPressed{});
  kiosk.on(SubmitFailed{kiosk.state.waiting_for, base::Errc::storage_full});
  kiosk.wait(599'999);
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  kiosk.wait(1);
  EXPECT_EQ(kiosk.state.overlay, Overlay::idle_warning);
  kiosk.wait(20'000);
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(StopAndClear, AsksOnce) {
  Kiosk kiosk;
  kiosk.fill_household().on(StopPressed{});
  EXPECT_EQ(kiosk.state.overlay, Overlay::stop_confirm);
  kiosk.on(KeepGoing{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  kiosk.on(StopPressed{}).on(StopConfirmed{});
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(StopAndClear, CannotBeConfirmedWithoutBeingAsked) {
  Kiosk kiosk;
  kiosk.fill_household().on(StopConfirmed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
}

TEST(StopAndClear, NeedsNoQuestionWhereNothingIsLost) {
  Kiosk kiosk;
  kiosk.on(LanguageChosen{"ar"}).on(StopPressed{});
  EXPECT_TRUE(kiosk.is_wiped());
}

// The app sleeps until the next deadline: following them must show every second and the wipe.
TEST(TheDeadlines, LeadThroughTheWholeCountdown) {
  Kiosk kiosk;
  kiosk.start("household");
  std::vector<int> seconds;
  for (int i = 0; i < 40 && !kiosk.is_wiped(); ++i) {
    const auto deadline = next_deadline_ms(kiosk.state, kiosk.settings);
    ASSERT_TRUE(deadline);
    ASSERT_GT(*deadline, kiosk.now) << "a deadline in the past would make the app spin";
    kiosk.now = *deadline;
    kiosk.on(Tick{});
    if (!kiosk.is_wiped()) seconds.push_back(kiosk.state.idle_seconds_left);
  }
  ASSERT_EQ(seconds.size(), 20U);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(seconds[static_cast<std::size_t>(i)], 20 - i);
  EXPECT_TRUE(kiosk.is_wiped());
}

}  // namespace
}  // namespace samen::flow
