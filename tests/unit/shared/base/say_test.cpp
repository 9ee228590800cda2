// SPDX-License-Identifier: Apache-2.0
#include "base/say.hpp"

#include <gtest/gtest.h>

namespace samen::base {
namespace {

class Say : public testing::Test {
 protected:
  ~Say() override { speak_english(); }
};

TEST_F(Say, IsEnglishWithoutATable) {
  EXPECT_EQ(say("nothing is due"), "nothing is due");
  EXPECT_EQ(say("{} of {}", 3, std::string("seven")), "3 of seven");
  EXPECT_EQ(translated("nothing is due"), "nothing is due");
  EXPECT_EQ(spoken_language(), "en");
}

TEST_F(Say, TakesTheWordsAndTheOrderOfTheTable) {
  const SayTable table = {{"nothing is due", "er is niets te doen"},
                          {"{} for {}", "voor {1}: {0}"},
                          {"one day", "een dag"},
                          {"{} days", "{} dagen"}};
  speak_from(table, "nl");
  EXPECT_EQ(spoken_language(), "nl");
  EXPECT_EQ(say("nothing is due"), "er is niets te doen");
  EXPECT_EQ(say("{} for {}", "a letter", "Amal"), "voor Amal: a letter");
  EXPECT_EQ(say_count(1, "one day", "{} days"), "een dag");
  EXPECT_EQ(say_count(12, "one day", "{} days"), "12 dagen");
  EXPECT_EQ(say("not in the table: {}", 1), "not in the table: 1");
}

// What stands in an argument is never a placeholder, and a brace of its own is a brace.
TEST_F(Say, FillsInOnceAndLeavesOtherBraces) {
  EXPECT_EQ(say("{} and {}", "{}", "{0}"), "{} and {0}");
  EXPECT_EQ(say("{\"group\": 1} of {}", 2), "{\"group\": 1} of 2");
  EXPECT_EQ(say("{} {} {2} {7}", "a"), "a {} {2} {7}");
  EXPECT_EQ(say("open {", "a"), "open {");
  EXPECT_EQ(say_count(2, "one of {1}", "{0} of {1}", "five"), "2 of five");
}

}  // namespace
}  // namespace samen::base
