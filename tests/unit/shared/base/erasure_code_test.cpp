// SPDX-License-Identifier: Apache-2.0
#include "base/erasure_code.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "base/random.hpp"

namespace samen::base {
namespace {

TEST(ErasureCode, IsTheBeginningOfTheHashAndIsReadBackHoweverItIsTyped) {
  SystemRandom random;
  for (int i = 0; i < 1000; ++i) {
    std::array<std::uint8_t, 32> hash{};
    random.fill(hash);
    const auto code = erasure_code(hash);
    ASSERT_EQ(code.size(), 13U);
    ASSERT_TRUE(code.starts_with("E-")) << code;
    const auto bytes = parse_erasure_code(code);
    ASSERT_TRUE(bytes) << bytes.error().message;
    EXPECT_TRUE(std::equal(bytes->begin(), bytes->end(), hash.begin()));
    std::string low;
    for (const char c : code) low += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
    EXPECT_EQ(parse_erasure_code(low).value(), *bytes);
  }
}

TEST(ErasureCode, AnyWrongLetterAndAnySwapOfNeighboursIsSaid) {
  const auto code = erasure_code(std::array<std::uint8_t, 32>{7, 8, 9, 200, 17});
  for (std::size_t at = 2; at < code.size(); ++at) {
    if (code[at] == '-') continue;
    auto wrong = code;
    wrong[at] = code[at] == '4' ? '5' : '4';
    EXPECT_FALSE(parse_erasure_code(wrong)) << wrong;
    const std::size_t next = at + 1 < code.size() && code[at + 1] == '-' ? at + 2 : at + 1;
    if (next >= code.size() || code[at] == code[next]) continue;
    auto swapped = code;
    std::swap(swapped[at], swapped[next]);
    EXPECT_FALSE(parse_erasure_code(swapped)) << swapped;
  }
  for (const char* no_code :
       {"", "E", "P-K7M-2QX-9FH", "E-K7M-2QX-9F", "E-K7M-2QX-9FHH", "E-K7M-2QX-9F!"}) {
    EXPECT_FALSE(parse_erasure_code(no_code)) << no_code;
  }
}

}  // namespace
}  // namespace samen::base
