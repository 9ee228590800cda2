// SPDX-License-Identifier: Apache-2.0
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

class Printing : public ::testing::Test {
 protected:
  Printing() { kiosk.settings.printer = true; }

  void up_to_the_receipt() {
    kiosk.ready().fill_household().on(SendPressed{});
    kiosk.on(Submitted{kiosk.state.waiting_for, Receipt{}});
    ASSERT_EQ(kiosk.state.screen, Screen::receipt);
  }
  std::uint32_t ticket() const { return kiosk.state.printing->ticket; }

  Kiosk kiosk;
};

TEST_F(Printing, IsOfferedWhereThereIsAPrinterAndItIsLookedAtFirst) {
  up_to_the_receipt();
  ASSERT_TRUE(kiosk.state.printing);
  EXPECT_EQ(kiosk.wanted<LookAtPrinter>(), 1);
  kiosk.on(PrinterLooked{ticket(), PrinterState::no_paper});
  EXPECT_EQ(kiosk.state.printing->state, PrinterState::no_paper);
  EXPECT_EQ(kiosk.wanted<PrintReceipt>(), 0);
}

TEST_F(Printing, IsNotSpokenOfWithoutAPrinter) {
  kiosk.settings.printer = false;
  up_to_the_receipt();
  EXPECT_FALSE(kiosk.state.printing);
  kiosk.on(PrintPressed{});
  EXPECT_EQ(kiosk.wanted<LookAtPrinter>() + kiosk.wanted<PrintReceipt>(), 0);
}

TEST_F(Printing, PrintsOnceHoweverOftenItIsPressedMeanwhile) {
  up_to_the_receipt();
  for (int i = 0; i < 5; ++i) kiosk.on(PrintPressed{});
  EXPECT_EQ(kiosk.wanted<PrintReceipt>(), 1);
  kiosk.on(Printed{ticket(), PrinterState::ready});
  EXPECT_EQ(kiosk.state.printing->pages, 1);
  EXPECT_FALSE(kiosk.state.printing->busy);
}

TEST_F(Printing, AnAnswerToTheLookDoesNotEndThePageThatWasAskedForMeanwhile) {
  up_to_the_receipt();
  const auto look = ticket();
  kiosk.on(PrintPressed{}).on(PrinterLooked{look, PrinterState::ready});
  EXPECT_TRUE(kiosk.state.printing->busy);
  kiosk.on(Printed{ticket(), PrinterState::no_paper});
  EXPECT_FALSE(kiosk.state.printing->busy);
  EXPECT_EQ(kiosk.state.printing->state, PrinterState::no_paper);
  EXPECT_EQ(kiosk.state.printing->pages, 0);
}

TEST_F(Printing, MayBeTriedAgainWhenThePrinterSaidNo) {
  up_to_the_receipt();
  kiosk.on(PrinterLooked{ticket(), PrinterState::no_paper}).on(PrintPressed{});
  EXPECT_EQ(kiosk.wanted<PrintReceipt>(), 1);
}

TEST_F(Printing, EndsAtThreePapersOfOneReceipt) {
  up_to_the_receipt();
  for (int i = 0; i < 6; ++i) {
    kiosk.on(PrintPressed{});
    kiosk.on(Printed{ticket(), PrinterState::ready});
  }
  EXPECT_EQ(kiosk.wanted<PrintReceipt>(), 3);
}

TEST_F(Printing, APageThatComesOutForWhoHasLeftChangesNothingForTheNext) {
  up_to_the_receipt();
  kiosk.on(PrintPressed{});
  const auto page = ticket();
  kiosk.on(FinishPressed{}).on(Printed{page, PrinterState::ready});
  EXPECT_FALSE(kiosk.state.printing);
  up_to_the_receipt();
  kiosk.on(Printed{page, PrinterState::ready});
  EXPECT_EQ(kiosk.state.printing->pages, 0);
}

}  // namespace
}  // namespace samen::flow
