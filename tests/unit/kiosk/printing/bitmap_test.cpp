// SPDX-License-Identifier: Apache-2.0
#include "kiosk/printing/bitmap.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace samen::printing {
namespace {

base::Result<Bitmap> read(const std::string& text) {
  return read_pbm(base::ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

TEST(APage, ComesBackAsItWasWhateverItsWidth) {
  base::SeededRandom random(20261129);
  for (const int width : {1, 7, 8, 9, 384, 575, 576, Bitmap::kMostWidth}) {  // ends: list
    Bitmap page = white_page(width, 33);
    for (int i = 0; i < 500; ++i) {
      page.set_black(static_cast<int>(random.below(static_cast<std::uint64_t>(width))),
                     static_cast<int>(random.below(33)));
    }
    const auto back = read_pbm(write_pbm(page));
    ASSERT_TRUE(back) << width;
    EXPECT_TRUE(*back == page) << width;
  }
}

TEST(APage, IsReadAsOthersWriteIt) {
  const auto page = read(std::string("P4\n# made by hand\n 9\t# wide\n2\n\x80\x80\x01\x00", 34));
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->black(0, 0));
  EXPECT_TRUE(page->black(8, 0));
  EXPECT_FALSE(page->black(1, 0));
  EXPECT_TRUE(page->black(7, 1));
}

TEST(WhatIsNoPage, IsRefusedWithWhatOneIs) {
  for (const std::string& bad :  // ends: list
       {std::string(), std::string("P4"), std::string("P1\n1 1\n1"), std::string("P4\n8 1"),
        std::string("P4\n8 1\n"), std::string("P4\n8 1\nab"), std::string("P4\n0 1\n"),
        std::string("P4\n-8 1\na"), std::string("P4\n2049 1\n") + std::string(257, 'a'),
        std::string("P4\n8 16385\n"), std::string("P4\n99999999999999999999 1\na"),
        std::string("P4\n# never ends")}) {
    const auto page = read(bad);
    ASSERT_FALSE(page) << bad;
    EXPECT_EQ(page.error().code, base::Errc::invalid_input);
    EXPECT_NE(page.error().message.find("a raw PBM picture (P4)"), std::string::npos);
  }
}

}  // namespace
}  // namespace samen::printing
