// SPDX-License-Identifier: Apache-2.0
#include "kiosk/printing/printer.hpp"

#include <gtest/gtest.h>

#include "kiosk/printing/cups_printer.hpp"
#include "kiosk/printing/escpos_printer.hpp"

namespace samen::printing {
namespace {

using flow::PrinterState;

TEST(AnAddress, NamesADeviceWithItsLineAndItsPaper) {
  const auto usb = parse_address("escpos:/dev/usb/lp0");
  ASSERT_TRUE(usb);
  EXPECT_EQ(usb->device, "/dev/usb/lp0");
  EXPECT_EQ(usb->paper.width, 576);
  const auto line = parse_address("escpos:/dev/ttyUSB0?dots=384&baud=19200");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->device, "/dev/ttyUSB0");
  EXPECT_EQ(line->paper.width, 384);
  EXPECT_EQ(line->baud, 19'200);
}

TEST(AnAddress, NamesAQueueOfThisMachineOnly) {
  const auto queue = parse_address("ipp://localhost/printers/bon");
  ASSERT_TRUE(queue);
  EXPECT_EQ(queue->port, 631);
  EXPECT_EQ(queue->path, "/printers/bon");
  EXPECT_TRUE(parse_address("ipp://127.0.0.1:8631/ipp/print"));
  const auto six = parse_address("ipp://[::1]:8631/ipp/print");
  ASSERT_TRUE(six);
  EXPECT_EQ(six->host, "::1");
  EXPECT_EQ(six->port, 8631);
  for (const char* other : {"ipp://192.168.1.20/ipp/print", "ipp://localhost.example/x",
                            "ipp://user@printer/x", "ipp://127.0.0.2/x"}) {  // ends: list
    const auto refused = parse_address(other);
    ASSERT_FALSE(refused) << other;
    EXPECT_NE(refused.error().message.find("another machine"), std::string::npos) << other;
  }
}

TEST(AnAddress, ThatIsNoneSaysHowOneIsWritten) {
  for (const char* bad :
       {"", "lp0", "escpos:", "escpos:lp0", "escpos:/dev/lp0?", "escpos:/dev/x?a=1",
        "escpos:/dev/x?baud=1", "escpos:/dev/x?dots=100", "escpos:/dev/x?dots=2049",
        "escpos:/dev/x?dots=576&", "ipp://", "ipp://localhost", "ipp://localhost/",
        "ipp://localhost:99999/x", "ipps://localhost/x"}) {  // ends: list
    const auto refused = parse_address(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, base::Errc::invalid_input);
    EXPECT_NE(refused.error().message.find("ipp://localhost/printers/NAME"), std::string::npos);
  }
}

// Epson, "DLE EOT n": the bits of each answer.
TEST(AnswersOfAPrinter, SayWhatToMend) {
  EXPECT_EQ(state_from(0x12, 0x12, 0x12), PrinterState::ready);
  EXPECT_EQ(state_from(0x1A, 0x32, 0x12), PrinterState::no_paper);
  EXPECT_EQ(state_from(0x12, 0x12, 0x72), PrinterState::no_paper);
  EXPECT_EQ(state_from(0x1A, 0x16, 0x12), PrinterState::open);
  EXPECT_EQ(state_from(0x1A, 0x52, 0x12), PrinterState::failed);
  EXPECT_EQ(state_from(0x1A, 0x12, 0x12), PrinterState::failed) << "offline, and does not say why";
  EXPECT_EQ(state_from(0x12, 0x12, 0x1E), PrinterState::ready) << "nearly out still prints";
  EXPECT_TRUE(is_status_byte(0x12));
  EXPECT_FALSE(is_status_byte(0x00));
  EXPECT_FALSE(is_status_byte(0xFF));
}

TEST(ReasonsOfAQueue, SayWhatToMend) {
  EXPECT_EQ(state_from_reason("none"), PrinterState::ready);
  EXPECT_EQ(state_from_reason("media-empty"), PrinterState::no_paper);
  EXPECT_EQ(state_from_reason("media-needed-error"), PrinterState::no_paper);
  EXPECT_EQ(state_from_reason("media-empty-report"), PrinterState::ready);
  EXPECT_EQ(state_from_reason("media-low-warning"), PrinterState::ready);
  EXPECT_EQ(state_from_reason("cover-open-error"), PrinterState::open);
  EXPECT_EQ(state_from_reason("offline-error"), PrinterState::unreachable);
  EXPECT_EQ(state_from_reason("paused"), PrinterState::failed);
}

TEST(APageAsEscpos, IsInStripsOfAllItsRows) {
  const Bitmap page = white_page(384, 300);
  const auto bytes = escpos_page(page);
  EXPECT_EQ(bytes.size(), 2 + 3 * 8 + 300 * 48 + 3 + 4);
  EXPECT_EQ(bytes[2], 0x1D);
  EXPECT_EQ(bytes[6], 48) << "bytes a row";
  EXPECT_EQ(bytes[8], 128) << "rows of the first strip";
}

}  // namespace
}  // namespace samen::printing
