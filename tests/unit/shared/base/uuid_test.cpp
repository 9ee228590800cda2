// SPDX-License-Identifier: Apache-2.0
#include "base/uuid.hpp"

#include <set>

#include <gtest/gtest.h>

namespace samen::base {
namespace {

TEST(Uuid, IsVersionSevenOfRfc9562) {
  ManualClock clock(0x017f22e279b0);  // the example of RFC 9562, appendix A.6
  SeededRandom random(9);
  const Uuid id = make_uuid(clock, random);
  const std::string text = id.str();
  ASSERT_EQ(text.size(), 36U);
  EXPECT_EQ(text.substr(0, 13), "017f22e2-79b0");
  EXPECT_EQ(text[14], '7');
  EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos);
  EXPECT_EQ(Uuid::parse(text).value(), id);
}

TEST(Uuid, SortsByTimeWhenTheClockIsRight) {
  ManualClock clock;
  SeededRandom random(10);
  const Uuid first = make_uuid(clock, random);
  clock.advance(1);
  EXPECT_LT(first, make_uuid(clock, random));
}

TEST(Uuid, StaysUniqueWhenTheClockStandsStill) {
  const ManualClock clock(0);  // a Pi that thinks it is 1970
  SeededRandom random(11);
  std::set<Uuid> ids;
  for (int i = 0; i < 2000; ++i) ids.insert(make_uuid(clock, random));
  EXPECT_EQ(ids.size(), 2000U);
}

TEST(Uuid, ReadsOnlyItsOwnSpelling) {
  EXPECT_TRUE(Uuid::parse("0190a5f4-7c1e-7abc-8def-0123456789ab"));
  for (const char* text :
       {"", "0190a5f47c1e7abc8def0123456789ab", "0190A5F4-7C1E-7ABC-8DEF-0123456789AB",
        "0190a5f4-7c1e-7abc-8def-0123456789ag", "0190a5f4-7c1e-7abc-8def-0123456789abc",
        "0190a5f4_7c1e-7abc-8def-0123456789ab", "{190a5f4-7c1e-7abc-8def-0123456789a}"}) {
    EXPECT_FALSE(Uuid::parse(text)) << text;
  }
  EXPECT_TRUE(Uuid{}.is_nil());
}

}  // namespace
}  // namespace samen::base
