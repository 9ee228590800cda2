// SPDX-License-Identifier: Apache-2.0
#include "forms/programme.hpp"

#include <string>

#include <gtest/gtest.h>

namespace samen::forms {
namespace {

base::Result<Programme> said(const std::string& more) {
  return Programme::read(R"({"latest_arrival": "under_2_years", "kept_months": 24)" + more + "}",
                         "programme.json");
}
std::string refusal(const std::string& more) {
  const auto read = said(more);
  return read ? std::string() : read.error().message;
}

TEST(AProgramme, SaysWhoIsResponsibleAndWhereToComplainOrThatNobodyFilledItIn) {
  const auto filled = said(R"(, "responsible": {"name": "Stichting Één", "reach": "036 1"},
                               "complaints": {"name": "AP", "reach": "ap.nl"})");
  ASSERT_TRUE(filled) << filled.error().message;
  EXPECT_EQ(filled->latest_arrival, domain::ArrivalPeriod::under_2_years);
  EXPECT_EQ(filled->responsible, (Office{"Stichting Één", "036 1"}));
  EXPECT_EQ(filled->complaints, (Office{"AP", "ap.nl"}));
  const auto empty = said(R"(, "responsible": {}, "complaints": {})");
  ASSERT_TRUE(empty) << empty.error().message;
  EXPECT_EQ(empty->responsible, Office{});
}

TEST(AProgramme, IsRefusedWithTheLineAndWhatToMend) {
  const std::string rest = R"(, "complaints": {})";
  EXPECT_TRUE(refusal(rest).contains("\"responsible\""));
  EXPECT_TRUE(refusal(R"(, "responsible": {"name": "A"})" + rest).contains("or neither: {}"));
  EXPECT_TRUE(refusal(R"(, "responsible": {"name": " ", "reach": "b"})" + rest)
                  .contains("one line of 1 to 60 characters"));
  EXPECT_TRUE(refusal(R"(, "responsible": {"name": ")" + std::string(61, 'x') +
                      R"(", "reach": "b"})" + rest)
                  .contains("one line of 1 to 60 characters"));
  EXPECT_TRUE(refusal(R"(, "responsible": {"name": "a\u0007", "reach": "b"})" + rest)
                  .contains("control character"));
  EXPECT_TRUE(refusal(R"(, "responsible": {"email": "b"})" + rest).contains("email"));
  EXPECT_TRUE(refusal(R"(, "responsible": {}, "complaint": {})").starts_with("programme.json:1"));
}

}  // namespace
}  // namespace samen::forms
