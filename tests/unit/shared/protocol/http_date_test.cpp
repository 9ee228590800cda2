// SPDX-License-Identifier: Apache-2.0
#include "protocol/http_date.hpp"

#include <gtest/gtest.h>

namespace samen::protocol {
namespace {

TEST(HttpDate, WritesWhatItReads) {
  EXPECT_EQ(http_date(784'111'777'999), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(parse_http_date(http_date(4'102'444'799'000)), 4'102'444'799);
}

TEST(HttpDate, ReadsTheOneFormThatServersSend) {
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784'111'777);
  EXPECT_EQ(parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT"), 0);
  EXPECT_EQ(parse_http_date("Sun, 29 Feb 2032 23:59:60 GMT"), 1'961'712'000);
  for (const char* wrong : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET",
                            "Sun, 31 Feb 2026 08:49:37 GMT", "Sun, 06 Abc 1994 08:49:37 GMT",
                            "Sun, 06 anF 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
                            "Sun, -6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:3x GMT"}) {
    EXPECT_EQ(parse_http_date(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace samen::protocol
