// SPDX-License-Identifier: Apache-2.0
#include "base/receipt_secret.hpp"

#include <array>
#include <cctype>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/human_code.hpp"

namespace samen::base {
namespace {

std::string symbols_of(const ReceiptSecret& secret) {
  return std::string(secret.symbols());
}

TEST(ReceiptSecret, ReadsWellInFiveGroupsOfFourAndIsReadBackAsItIsSaid) {
  SeededRandom random(1);
  for (int i = 0; i < 500; ++i) {
    const auto secret = ReceiptSecret::mint(random);
    const auto text = secret.shown();
    ASSERT_EQ(text.size(), 24U);
    EXPECT_EQ(text.view().front(), 'S');
    for (const std::size_t dash : {4U, 9U, 14U, 19U}) EXPECT_EQ(text.view()[dash], '-');
    EXPECT_EQ(ReceiptSecret::parse(text.view()).value(), secret);
    std::string sloppy;
    for (char c : text.view()) {
      if (c == '-') c = ' ';
      if (c == '0') c = 'o';
      if (c == '1') c = 'l';
      sloppy += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    EXPECT_EQ(ReceiptSecret::parse(sloppy).value(), secret);
  }
}

TEST(ReceiptSecret, CatchesEveryTwoWrongCharactersAndEverySwap) {
  SeededRandom random(2);
  const std::string right = symbols_of(ReceiptSecret::mint(random));
  const auto passes = [](const std::string& text) {
    return ReceiptSecret::parse(text).has_value();
  };
  for (std::size_t a = 1; a < right.size(); ++a) {
    for (std::size_t b = a; b < right.size(); ++b) {
      std::string swapped = right;
      std::swap(swapped[a], swapped[b]);
      EXPECT_EQ(passes(swapped), swapped == right);
      for (int i = 0; i < 40; ++i) {
        std::string wrong = right;
        wrong[a] = kCrockford[random.below(32)];
        wrong[b] = kCrockford[random.below(32)];
        EXPECT_EQ(passes(wrong), wrong == right) << a << " " << b;
      }
    }
  }
}

TEST(ReceiptSecret, NeitherItNorACodeOfTenPassesForTheOther) {
  SeededRandom random(3);
  for (int i = 0; i < 2000; ++i) {
    const auto secret = ReceiptSecret::mint(random);
    for (const auto use : {HumanCode::Use::any, HumanCode::Use::own, HumanCode::Use::group}) {
      const auto code = HumanCode::mint(use, 7, random);
      EXPECT_FALSE(ReceiptSecret::parse(code.str()));
      EXPECT_FALSE(ReceiptSecret::parse(code.str() + code.str()));
    }
    const std::string symbols = symbols_of(secret);
    EXPECT_FALSE(HumanCode::parse(symbols));
    EXPECT_FALSE(HumanCode::parse(symbols.substr(0, HumanCode::kSymbols)))
        << "what fits into the field of a group's code";
  }
}

TEST(ReceiptSecret, IsNeverTheSameTwiceAndNotShorterThanPromised) {
  SeededRandom random(4);
  std::set<std::string> seen;
  std::array<std::set<char>, ReceiptSecret::kSymbols> at;
  for (int i = 0; i < 5000; ++i) {
    const std::string symbols = symbols_of(ReceiptSecret::mint(random));
    EXPECT_TRUE(seen.insert(symbols).second);
    for (std::size_t k = 0; k < symbols.size(); ++k) at[k].insert(symbols[k]);
  }
  for (std::size_t k = 1; k < at.size(); ++k) EXPECT_EQ(at[k].size(), 32U) << k;
  EXPECT_GE(ReceiptSecret::kBits, 80);
}

TEST(ReceiptSecret, RefusesWhatIsTooShortTooLongOrNoCodeAtAll) {
  SeededRandom random(5);
  const std::string right = symbols_of(ReceiptSecret::mint(random));
  for (std::size_t n = 0; n < right.size(); ++n) {
    EXPECT_FALSE(ReceiptSecret::parse(right.substr(0, n)));
  }
  EXPECT_FALSE(ReceiptSecret::parse(right + "0"));
  EXPECT_FALSE(ReceiptSecret::parse(right + "\n"));
  EXPECT_FALSE(ReceiptSecret::parse(right.substr(0, 19) + "U"));
  const auto wrong = ReceiptSecret::parse(right.substr(0, 17) + "000");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message.find(right.substr(0, 4)), std::string::npos)
      << "what was typed is not repeated";
}

}  // namespace
}  // namespace samen::base
