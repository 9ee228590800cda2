// SPDX-License-Identifier: Apache-2.0
#include "base/form_code.hpp"

#include <set>

#include <gtest/gtest.h>

#include "base/human_code.hpp"
#include "base/random.hpp"
#include "base/receipt_secret.hpp"

namespace samen::base {
namespace {

TEST(FormCode, OfEveryFormIsReadBackHoweverItIsTyped) {
  std::set<std::string> codes;
  for (const auto form : kPosterForms) {
    const auto code = form_code(form);
    EXPECT_TRUE(codes.insert(code).second) << code;
    ASSERT_EQ(code.size(), kFormSymbols + 2) << code;
    EXPECT_EQ(parse_form_code(code).value(), form);
    std::string low;
    for (const char c : code) {
      low += c == '-' ? ' ' : c == '0' ? 'o' : static_cast<char>(std::tolower(c));
    }
    EXPECT_EQ(parse_form_code(low).value(), form) << low;
  }
  EXPECT_EQ(form_code("household"), "") << "nobody is recruited to flee";
  EXPECT_EQ(form_code(""), "");
}

TEST(FormCode, StaysAsItWasPrinted) {
  EXPECT_EQ(form_code("single"), "F-001-EM");
  EXPECT_EQ(form_code("group"), "F-002-V3");
}

TEST(FormCode, OneOrTwoWrongSymbolsAreNoCode) {
  for (const auto form : kPosterForms) {
    const auto code = form_code(form);
    for (std::size_t one = 0; one < code.size(); ++one) {
      for (std::size_t two = one; two < code.size(); ++two) {
        if (code[one] == '-' || code[two] == '-') continue;
        for (const char a : kCrockford) {
          for (const char b : kCrockford) {
            auto wrong = code;
            wrong[one] = a;
            wrong[two] = b;
            if (wrong == code) continue;
            ASSERT_FALSE(parse_form_code(wrong)) << wrong;
          }
        }
      }
    }
  }
}

TEST(FormCode, IsNoCodeOfAnotherKindNorTheOtherWayRound) {
  for (const auto form : kPosterForms) {
    EXPECT_FALSE(HumanCode::parse(form_code(form)));
    EXPECT_FALSE(ReceiptSecret::parse(form_code(form)));
  }
  SeededRandom random(5);
  for (int i = 0; i < 2000; ++i) {
    EXPECT_FALSE(parse_form_code(HumanCode::mint(HumanCode::Use::any, 7, random).str()));
    EXPECT_FALSE(parse_form_code(HumanCode::mint(HumanCode::Use::group, 7, random).str()));
    EXPECT_FALSE(parse_form_code(ReceiptSecret::mint(random).shown().view()));
  }
}

TEST(FormCode, GarbageIsNone) {
  SeededRandom random(6);
  int some = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text(random.below(24), ' ');
    for (char& c : text) c = static_cast<char>(random.below(256));
    if (parse_form_code(text)) ++some;
  }
  EXPECT_EQ(some, 0) << "two in 2^30, if it were six symbols each time";
}

}  // namespace
}  // namespace samen::base
