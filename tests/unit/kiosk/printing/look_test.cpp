// SPDX-License-Identifier: Apache-2.0
#include "kiosk/printing/look.hpp"

#include <string>

#include <gtest/gtest.h>

namespace samen::printing {
namespace {

using flow::PrinterState;

TEST(WhatThePrinterSays, IsReadWithThePaperItHas) {
  const Look look = read_look("no_paper 850 11.81\n");
  EXPECT_EQ(look.state, PrinterState::no_paper);
  EXPECT_EQ(look.paper.width, 850);
  EXPECT_FLOAT_EQ(look.paper.dots_per_mm, 11.81F);
}

TEST(WhatThePrinterSays, IsReadAsItWasWritten) {
  for (const PrinterState state : {PrinterState::ready, PrinterState::open, PrinterState::failed}) {
    const Look look = read_look(write_look({state, {850, 11.81F}}));
    EXPECT_EQ(look.state, state);
    EXPECT_EQ(look.paper.width, 850);
    EXPECT_FLOAT_EQ(look.paper.dots_per_mm, 11.81F);
    EXPECT_EQ(read_state(write_state(state)), state);
  }
  EXPECT_EQ(read_state("printed\n"), PrinterState::unreachable);
}

TEST(WhatThePrinterSays, IsAPrinterOutOfReachWhenItIsAnythingElse) {
  for (const char* bad : {"", "ready", "ready 576", "ready 576 ", "ready 576 8.00x",
                          "ready 99 8.00", "ready 99999 8.00", "ready 576 nan", "ready 576 0",
                          "ready 576 1e9", "ready -576 8", "hello 576 8"}) {  // ends: list
    const Look look = read_look(bad);
    EXPECT_EQ(look.state, PrinterState::unreachable) << bad;
    EXPECT_EQ(look.paper.width, 576) << bad;
  }
}

}  // namespace
}  // namespace samen::printing
