// SPDX-License-Identifier: Apache-2.0
// What ends a session works only on a screen that somebody has seen.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

// A kiosk whose screens arm as they do in a library.
Kiosk at_the_library() {
  Kiosk kiosk;
  kiosk.settings = Settings{};
  return kiosk;
}

void walk_to_receipt(Kiosk& kiosk) {
  kiosk.fill_household().on(SendPressed{});
  kiosk.on(Submitted{kiosk.state.waiting_for, {}});
  ASSERT_EQ(kiosk.state.screen, Screen::receipt);
}

// "Send" tapped again and again: "Finish, clear all" lies where it was. Events that waited in a
// queue come without any time between.
TEST(TheReceipt, OutlivesTheSecondTapOfADoubleTap) {
  for (const int gap_ms : {0, 16, 80, 250, 340}) {
    for (const Event& ending : {Event(FinishPressed{}), Event(StopPressed{})}) {
      Kiosk kiosk = at_the_library();
      walk_to_receipt(kiosk);
      for (int i = 0; i < 3; ++i) {
        kiosk.now += i == 0 ? gap_ms : 1;
        kiosk.on(ending);
        EXPECT_EQ(kiosk.state.screen, Screen::receipt) << gap_ms << " ms after it appeared";
        EXPECT_TRUE(kiosk.state.receipt);
      }
      kiosk.now += kiosk.settings.arming_ms;
      kiosk.on(ending);
      EXPECT_TRUE(kiosk.is_wiped()) << "then it works";
    }
  }
}

TEST(ADoubleTapOnStop, DoesNotConfirmItself) {
  Kiosk kiosk = at_the_library();
  kiosk.fill_household();
  kiosk.now += 5000;
  kiosk.on(StopPressed{});
  kiosk.now += 200;
  kiosk.on(StopConfirmed{});
  EXPECT_EQ(kiosk.state.overlay, Overlay::stop_confirm);
  EXPECT_FALSE(kiosk.is_wiped());
  kiosk.now += 500;
  kiosk.on(StopConfirmed{});
  EXPECT_TRUE(kiosk.is_wiped());
}

// Every event a person can cause, at once after the screen appeared: none of them ends a session.
TEST(NothingEndsASession, OnAScreenThatHasJustAppeared) {
  const std::vector<Event> endings = {FinishPressed{}, StopPressed{}, StopConfirmed{},
                                      BackPressed{},   KeepGoing{},   StaffClosePressed{}};
  const auto arrive = [](Kiosk& kiosk, Screen screen) {
    switch (screen) {
      case Screen::role:
        kiosk.on(LanguageChosen{"ar"});
        break;
      case Screen::receipt:
        walk_to_receipt(kiosk);
        break;
      case Screen::notice:
        kiosk.start("single").continue_to("adult");
        kiosk.on(YesNoTapped{false}).on(ContinuePressed{});
        break;
      case Screen::staff_pin:
        kiosk.on(StaffPressed{});
        break;
      default:
        kiosk.on(StaffPressed{}).pin("123456").on(StaffOpened{kiosk.state.waiting_for});
    }
    ASSERT_EQ(kiosk.state.screen, screen);
  };
  for (const Screen screen :
       {Screen::role, Screen::receipt, Screen::notice, Screen::staff_pin, Screen::staff_home}) {
    for (const Event& ending : endings) {
      Kiosk kiosk = at_the_library();
      arrive(kiosk, screen);
      const int wipes = kiosk.wanted<WipeSession>();
      kiosk.on(ending);
      EXPECT_EQ(kiosk.wanted<WipeSession>(), wipes) << to_string(screen) << ending.index();
    }
  }
}

}  // namespace
}  // namespace samen::flow
