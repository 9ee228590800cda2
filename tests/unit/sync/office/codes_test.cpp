// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/codes.hpp"

#include <gtest/gtest.h>

namespace samen::server {
namespace {

// The key of RFC 6238, appendix B.
base::SecretBytes secret_of_the_standard() {
  const std::string_view text = "12345678901234567890";
  return {text.begin(), text.end()};
}

// Its test values have eight digits; the last six of them are the code of six.
TEST(Codes, AreThoseOfTheStandard) {
  struct Value {
    std::int64_t seconds;
    const char* code;
  };
  constexpr Value kValues[] = {{59, "287082"},         {1111111109, "081804"},
                               {1111111111, "050471"}, {1234567890, "005924"},
                               {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : kValues) {
    EXPECT_EQ(code_at(secret_of_the_standard(), seconds * 1000), code);
    EXPECT_EQ(step_of_code(secret_of_the_standard(), code, seconds * 1000, 0), seconds / 30);
  }
}

TEST(Codes, HoldForAStepBeforeAndBehindAndNoLonger) {
  const auto secret = secret_of_the_standard();
  const std::int64_t now = 1'234'567'890'000;
  const auto code = code_at(secret, now);
  for (const int off : {-30, 0, 30}) {
    EXPECT_TRUE(step_of_code(secret, code, now + off * 1000, 0)) << off;
  }
  for (const int off : {-90, -60, 60, 90}) {
    EXPECT_FALSE(step_of_code(secret, code, now + off * 1000, 0)) << off;
  }
}

TEST(Codes, AreReadWithBlanksAndNothingElse) {
  const auto secret = secret_of_the_standard();
  EXPECT_TRUE(step_of_code(secret, " 287 082 ", 59'000, 0));
  for (const auto* wrong : {"", "28708", "2870820", "287082x", "287-082", "94287082"}) {
    EXPECT_FALSE(step_of_code(secret, wrong, 59'000, 0)) << wrong;
  }
}

TEST(Codes, NoneCountsOfAStepThatWasUsed) {
  const auto secret = secret_of_the_standard();
  EXPECT_FALSE(step_of_code(secret, "287082", 59'000, 1));
  EXPECT_FALSE(step_of_code(secret, "287082", 59'000, 2));
  EXPECT_TRUE(step_of_code(secret, "287082", 59'000, 0));
}

TEST(Codes, AnAppCanBeGivenTheSecret) {
  const auto secret = secret_of_the_standard();
  EXPECT_EQ(typed_secret(secret).view(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  EXPECT_EQ(secret_uri(secret, "anna").view(),
            "otpauth://totp/Samen:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Samen&"
            "algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace samen::server
