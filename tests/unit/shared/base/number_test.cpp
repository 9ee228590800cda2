// SPDX-License-Identifier: Apache-2.0
#include "base/number.hpp"

#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace samen::base {
namespace {

TEST(Number, IsTheWholeTextOrNothing) {
  EXPECT_EQ(parse_number<int>("0"), 0);
  EXPECT_EQ(parse_number<int>("-17"), -17);
  EXPECT_EQ(parse_number<std::int64_t>("9223372036854775807"),
            std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_number<std::uint16_t>("65535"), 65535);
  for (const char* text : {"", " 1", "1 ", "+1", "1.5", "0x10", "1e3", "-", "abc", "1\n", "९"}) {
    EXPECT_FALSE(parse_number<std::int64_t>(text)) << '"' << text << '"';
  }
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "99999999999999999999"}) {
    EXPECT_FALSE(parse_number<std::int64_t>(text)) << text;
  }
  EXPECT_FALSE(parse_number<std::uint16_t>("65536"));
  EXPECT_FALSE(parse_number<std::uint16_t>("-1"));
}

}  // namespace
}  // namespace samen::base
