// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.hpp"

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace samen::base {
namespace {

struct Spelling {
  const char* plain;
  const char* encoded;
};

TEST(Hex, FollowsRfc4648) {
  for (const auto& [plain, encoded] :
       {Spelling{"", ""}, Spelling{"f", "66"}, Spelling{"foobar", "666f6f626172"},
        Spelling{"\x7f\x01", "7f01"}}) {
    EXPECT_EQ(to_hex(as_bytes(plain)), encoded);
    EXPECT_EQ(as_text(from_hex(encoded).value()), plain);
  }
  EXPECT_EQ(from_hex("AbCd").value(), (Bytes{0xab, 0xcd}));
}

TEST(Hex, RefusesOddLengthAndOtherLetters) {
  EXPECT_FALSE(from_hex("abc"));
  EXPECT_FALSE(from_hex("0g"));
  EXPECT_FALSE(from_hex("0 "));
  EXPECT_NE(from_hex("00zz").error().message.find("position 2"), std::string::npos);
}

TEST(Base64, FollowsTheVectorsOfRfc4648) {
  for (const auto& [plain, encoded] :
       {Spelling{"", ""}, Spelling{"f", "Zg=="}, Spelling{"fo", "Zm8="}, Spelling{"foo", "Zm9v"},
        Spelling{"foob", "Zm9vYg=="}, Spelling{"fooba", "Zm9vYmE="},
        Spelling{"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(to_base64(as_bytes(plain)), encoded);
    EXPECT_EQ(as_text(from_base64(encoded).value()), plain);
  }
}

TEST(Base64, BringsEveryByteBack) {
  SeededRandom random(8);
  for (std::size_t size = 0; size < 70; ++size) {
    Bytes bytes(size);
    random.fill(bytes);
    EXPECT_EQ(from_base64(to_base64(bytes)).value(), bytes);
    EXPECT_EQ(from_hex(to_hex(bytes)).value(), bytes);
  }
}

TEST(Base64, GivesOneValueOneSpelling) {
  for (const char* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Zm9v\n", "Zm 9",
                           "Zg==Zg==", "=Zg=", "Z===", "Zm9_", "====", "Zm9vY", "Zg=A"}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

// Of all bytes in each place only the alphabet's are taken.
TEST(Encodings, TakeNoByteOutsideTheirAlphabet) {
  const std::string_view digits = "0123456789abcdefABCDEF";
  const std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    for (std::size_t place = 0; place < 4; ++place) {
      std::string text = "0000";
      text[place] = c;
      EXPECT_EQ(from_hex(text).has_value(), digits.contains(c)) << byte << " at " << place;
      text = "AAAA";
      text[place] = c;
      const bool padding = c == '=' && place == 3;
      EXPECT_EQ(from_base64(text).has_value(), letters.contains(c) || padding)
          << byte << " at " << place;
    }
  }
}

struct Utf8Case {
  const char* name;
  std::string_view text;
  bool good;
};
class Utf8 : public testing::TestWithParam<Utf8Case> {};

TEST_P(Utf8, IsJudgedByTheUnicodeTable) {
  EXPECT_EQ(is_utf8(GetParam().text), GetParam().good);
}

INSTANTIATE_TEST_SUITE_P(
    , Utf8,
    testing::Values(Utf8Case{"empty", "", true}, Utf8Case{"latin", "Zo\xc3\xab", true},
                    Utf8Case{"arabic", "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85", true},
                    Utf8Case{"ethiopic", "\xe1\x88\xb0\xe1\x88\x8b\xe1\x88\x9d", true},
                    Utf8Case{"emoji", "\xf0\x9f\x8c\xb7", true},
                    Utf8Case{"highest", "\xf4\x8f\xbf\xbf", true},
                    Utf8Case{"above_highest", "\xf4\x90\x80\x80", false},
                    Utf8Case{"lone_continuation", "\x80", false},
                    Utf8Case{"cut_off", "\xe1\x88", false},
                    Utf8Case{"overlong_slash", "\xc0\xaf", false},
                    Utf8Case{"overlong_three", "\xe0\x80\xaf", false},
                    Utf8Case{"overlong_four", "\xf0\x8f\xbf\xbf", false},
                    Utf8Case{"surrogate", "\xed\xa0\x80", false},
                    Utf8Case{"before_surrogates", "\xed\x9f\xbf", true},
                    Utf8Case{"f5", "\xf5\x80\x80\x80", false}, Utf8Case{"latin1", "Zo\xeb", false}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace samen::base
