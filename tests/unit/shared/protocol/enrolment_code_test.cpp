// SPDX-License-Identifier: Apache-2.0
#include "protocol/enrolment_code.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/human_code.hpp"
#include "vault/digest.hpp"

namespace samen::protocol {
namespace {

using base::Errc;

class EnrolmentCodes : public testing::Test {
 protected:
  base::SeededRandom random_{5};
  vault::Digest key_ = vault::sha256(base::as_bytes("a TLS public key"));
  EnrolmentCode code_ = EnrolmentCode::mint(key_, random_);
  std::string text_ = code_.str();
};

TEST_F(EnrolmentCodes, AreSixGroupsOfFive) {
  EXPECT_EQ(text_.size(), 35U);
  for (const std::size_t at : {5U, 11U, 17U, 23U, 29U}) EXPECT_EQ(text_[at], '-');
  EXPECT_EQ(code_.secret.size(), EnrolmentCode::kSecretSymbols);
}

TEST_F(EnrolmentCodes, ComeBackHoweverTheyAreTyped) {
  EXPECT_EQ(EnrolmentCode::parse(text_), code_);
  std::string lower = text_;
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  EXPECT_EQ(EnrolmentCode::parse(lower), code_);
  std::string bare = text_;
  std::erase(bare, '-');
  EXPECT_EQ(EnrolmentCode::parse("  " + bare + "\n"), code_);
  std::string mistaken = text_;
  std::ranges::replace(mistaken, '0', 'O');
  std::ranges::replace(mistaken, '1', 'l');
  EXPECT_EQ(EnrolmentCode::parse(mistaken), code_);
}

TEST_F(EnrolmentCodes, NameOneKey) {
  EXPECT_TRUE(code_.names_key(key_));
  auto other = key_;
  other[9] ^= 1;
  EXPECT_FALSE(code_.names_key(other));
  EXPECT_FALSE(code_.names_key(base::ByteView(key_).first(9)));
}

TEST_F(EnrolmentCodes, CatchEveryWrongSymbolAndEverySwapOfNeighbours) {
  std::string bare = text_;
  std::erase(bare, '-');
  for (std::size_t i = 0; i < bare.size(); ++i) {
    for (const char c : base::kCrockford) {
      if (c == bare[i]) continue;
      std::string typo = bare;
      typo[i] = c;
      EXPECT_FALSE(EnrolmentCode::parse(typo).has_value()) << i;
    }
    if (i + 1 < bare.size() && bare[i] != bare[i + 1]) {
      std::string swapped = bare;
      std::swap(swapped[i], swapped[i + 1]);
      EXPECT_FALSE(EnrolmentCode::parse(swapped).has_value()) << i;
    }
  }
}

TEST_F(EnrolmentCodes, SayWhatIsWrongWithoutRepeatingTheCode) {
  const auto message = [](std::string_view text) {
    return EnrolmentCode::parse(text).error().message;
  };
  EXPECT_EQ(message(text_.substr(0, 32)),
            "the enrolment code: 3 characters are missing; it has six groups of five");
  EXPECT_EQ(message(text_ + "00"),
            "the enrolment code: 2 characters too many; it has six groups of five");
  std::string wrong = text_;
  wrong[6] = '!';
  EXPECT_EQ(message(wrong),
            "the enrolment code: character 6 is none of the letters and digits such a code is "
            "made of");
  std::string typo = text_;
  typo[7] = typo[7] == 'A' ? 'B' : 'A';
  EXPECT_NE(message(typo).find("typing mistake"), std::string::npos);
}

TEST_F(EnrolmentCodes, OfANewerKindAskForANewerProgram) {
  std::string bare = text_;
  std::erase(bare, '-');
  bare[0] = '2';
  bare.back() = base::crockford_check(bare.substr(0, bare.size() - 1));
  EXPECT_EQ(EnrolmentCode::parse(bare).error().code, Errc::unsupported);
}

}  // namespace
}  // namespace samen::protocol
