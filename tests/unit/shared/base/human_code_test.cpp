// SPDX-License-Identifier: Apache-2.0
#include "base/human_code.hpp"

#include <set>

#include <gtest/gtest.h>

namespace samen::base {
namespace {

std::string without_dashes(const HumanCode& code) {
  std::string text = code.str();
  std::erase(text, '-');
  return text;
}

TEST(HumanCode, FromBeforeIsWrittenInThreeGroupsOfThree) {
  SeededRandom random(1);
  const auto code = HumanCode::mint(HumanCode::Use::any, 7, random);
  const std::string text = code.str();
  ASSERT_EQ(text.size(), 11U);
  EXPECT_EQ(text[3], '-');
  EXPECT_EQ(text[7], '-');
  EXPECT_EQ(HumanCode::parse(text).value(), code);
}

constexpr HumanCode::Use kUses[] = {HumanCode::Use::any, HumanCode::Use::own,
                                    HumanCode::Use::group};

TEST(HumanCode, SaysWithItsFirstLetterWhatItIsFor) {
  SeededRandom random(1);
  for (const auto& [use, begins] :
       {std::pair{HumanCode::Use::own, "P-"}, std::pair{HumanCode::Use::group, "G-"}}) {
    const auto code = HumanCode::mint(use, 7, random);
    EXPECT_EQ(code.use(), use);
    ASSERT_EQ(code.str().size(), 13U);
    EXPECT_TRUE(code.str().starts_with(begins));
    EXPECT_EQ(HumanCode::parse(code.str()).value(), code);
    EXPECT_EQ(HumanCode::parse(code.str()).value().use(), use);
  }
}

// An own code shared by mistake, a group code kept by mistake, the letter left out or another one
// written: none of them is a code of the other use.
TEST(HumanCode, OfOneUseNeverPassesForAnother) {
  SeededRandom random(8);
  for (int round = 0; round < 2000; ++round) {
    for (const auto use : kUses) {
      const auto code =
          HumanCode::mint(use, static_cast<std::uint32_t>(random.below(32768)), random);
      EXPECT_EQ(code.use(), use);
      const std::string text = without_dashes(code);
      const std::string body = text.substr(text.size() - HumanCode::kOldSymbols);
      const std::string letter = text.substr(0, text.size() - HumanCode::kOldSymbols);
      for (const char* other : {"", "P", "G"}) {
        if (letter == other) continue;
        EXPECT_FALSE(HumanCode::parse(other + body)) << other;
      }
    }
  }
}

TEST(HumanCode, TellsWhichKioskMintedIt) {
  SeededRandom random(2);
  for (const std::uint32_t device : {0U, 1U, 31U, 32U, 1023U, 1024U, HumanCode::kDevices - 1}) {
    for (const auto use : kUses) {
      EXPECT_EQ(HumanCode::mint(use, device, random).device_number(), device);
    }
  }
}

TEST(HumanCode, TwoKiosksNeverMintTheSameCode) {
  SeededRandom same_a(3);
  SeededRandom same_b(3);
  EXPECT_NE(HumanCode::mint(HumanCode::Use::any, 4, same_a),
            HumanCode::mint(HumanCode::Use::any, 5, same_b));
}

TEST(HumanCode, OneKioskRarelyRepeatsItself) {
  SeededRandom random(4);
  std::set<HumanCode> codes;
  for (int i = 0; i < 1000; ++i) codes.insert(HumanCode::mint(HumanCode::Use::any, 9, random));
  EXPECT_GE(codes.size(), 995U);  // 32^5 codes: about 0.015 expected repeats
}

TEST(HumanCode, CatchesEverySingleWrongCharacter) {
  SeededRandom random(5);
  for (int round = 0; round < 60; ++round) {
    const auto code =
        HumanCode::mint(kUses[round % 3], static_cast<std::uint32_t>(round * 541), random);
    const std::string good = without_dashes(code);
    for (std::size_t at = 0; at < good.size(); ++at) {
      for (const char c : kCrockford) {
        if (c == good[at]) continue;
        std::string wrong = good;
        wrong[at] = c;
        EXPECT_FALSE(HumanCode::parse(wrong)) << "position " << at;
      }
    }
  }
}

TEST(HumanCode, CatchesEverySwapOfNeighbours) {
  SeededRandom random(6);
  for (int round = 0; round < 50; ++round) {
    const std::string good = without_dashes(
        HumanCode::mint(kUses[round % 3], static_cast<std::uint32_t>(round), random));
    for (std::size_t at = 0; at + 1 < good.size(); ++at) {
      if (good[at] == good[at + 1]) continue;
      std::string wrong = good;
      std::swap(wrong[at], wrong[at + 1]);
      EXPECT_FALSE(HumanCode::parse(wrong)) << "position " << at;
    }
  }
}

TEST(HumanCode, IsForgivingAboutHowItIsTyped) {
  SeededRandom random(7);
  const auto code =
      HumanCode::mint(HumanCode::Use::any, 0x0401, random);  // device part 0 1 1 -> "011"
  std::string typed = code.str();
  ASSERT_EQ(typed.substr(0, 3), "101");
  typed.replace(0, 3, "lO i");
  for (char& c : typed) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto parsed = HumanCode::parse(" " + typed + " ");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(*parsed, code);
}

struct BadCode {
  const char* name;
  const char* text;
  const char* says;
};
class BadHumanCode : public testing::TestWithParam<BadCode> {};

TEST_P(BadHumanCode, SaysWhatIsWrongWithoutRepeatingIt) {
  const auto parsed = HumanCode::parse(GetParam().text);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, Errc::invalid_input);
  EXPECT_NE(parsed.error().message.find(GetParam().says), std::string::npos)
      << parsed.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    , BadHumanCode,
    testing::Values(BadCode{"empty", "", "ten letters and digits"},
                    BadCode{"too_short", "K7M-2QX-9F", "ten letters and digits"},
                    BadCode{"too_long", "G-K7M-2QX-9FHH", "ten letters and digits"},
                    BadCode{"very_long", "000000000000000000000000000000000", "ten letters"},
                    BadCode{"first_letter", "K-K7M-2QX-9FH", "begins with P"},
                    BadCode{"letter_u", "U7M-2QX-9FH", "only the letters"},
                    BadCode{"not_ascii", "K7M-2QX-9Fé", "only the letters"},
                    BadCode{"wrong_check", "000-000-001", "typing mistake"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(CrockfordCheck, DependsOnThePlaceOfEachSymbol) {
  EXPECT_NE(crockford_check("01"), crockford_check("10"));
  EXPECT_EQ(crockford_check("00000000"), '0');
  EXPECT_EQ(crockford_check(""), '0');
}

}  // namespace
}  // namespace samen::base
