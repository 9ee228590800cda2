// SPDX-License-Identifier: Apache-2.0
#include "base/badge.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace samen::base {
namespace {

std::string letters_of(ByteView secret) {
  return std::string(badge_letters(secret).view());
}

TEST(Badge, ComesBackAsItWasPrintedInAnyCaseAndWithSpaces) {
  SeededRandom random(5);
  for (int i = 0; i < 200; ++i) {
    Bytes secret(kBadgeBytes);
    random.fill(secret);
    std::string text = letters_of(secret);
    EXPECT_EQ(text.size(), kBadgeLetters);
    const auto back = read_badge(text);
    ASSERT_TRUE(back);
    EXPECT_TRUE(std::ranges::equal(*back, secret));
    std::ranges::transform(text, text.begin(), [](char c) { return std::tolower(c); });
    text.insert(7, " ").insert(12, " ");
    EXPECT_TRUE(read_badge(text));
  }
}

// The keys that stay where they are on US, German, French, Belgian and Turkish keyboards.
TEST(Badge, HasOnlyLettersThatNoKeyboardLayoutMoves) {
  SeededRandom random(6);
  for (int i = 0; i < 50; ++i) {
    Bytes secret(kBadgeBytes);
    random.fill(secret);
    EXPECT_EQ(letters_of(secret).find_first_of("AMQWYZI0123456789- "), std::string::npos);
  }
}

TEST(Badge, EveryWrongLetterAndEverySwapIsNoticed) {
  SeededRandom random(7);
  Bytes secret(kBadgeBytes);
  random.fill(secret);
  const std::string good = letters_of(secret);
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (char c = 'A'; c <= 'Z'; ++c) {
      std::string bad = good;
      bad[at] = c;
      EXPECT_EQ(read_badge(bad).has_value(), c == good[at]) << "letter " << at;
    }
    if (at + 1 == good.size() || good[at] == good[at + 1]) continue;
    std::string swapped = good;
    std::swap(swapped[at], swapped[at + 1]);
    EXPECT_FALSE(read_badge(swapped)) << "swap at " << at;
  }
}

TEST(Badge, NothingElseIsOneAndTheErrorDoesNotRepeatIt) {
  SeededRandom random(8);
  Bytes secret(kBadgeBytes);
  random.fill(secret);
  const std::string good = letters_of(secret);
  for (const std::string& text :
       {std::string(), good.substr(1), good.substr(0, 42), good + "B", good + good,
        std::string("8710398500120"), std::string("https://example.org/SLEUTEL"),
        std::string(43, 'B')}) {
    const auto read = read_badge(text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Errc::invalid_input);
    EXPECT_TRUE(text.empty() || read.error().message.find(text) == std::string::npos);
  }
}

}  // namespace
}  // namespace samen::base
