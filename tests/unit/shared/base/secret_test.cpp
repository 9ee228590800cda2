// SPDX-License-Identifier: Apache-2.0
#include "base/secret.hpp"

#include <cstring>
#include <string>

#include <gtest/gtest.h>

namespace samen::base {
namespace {

// Looks at memory that has been given back. The arenas of locked memory stay mapped for the life of
// the program, so reading them is defined enough for a test; the first bytes hold the free list.
bool memory_holds(const char* start, std::size_t size, std::string_view text) {
  return std::string_view(start, size).find(text) != std::string_view::npos;
}

TEST(SecretText, LeavesNothingBehindWhenItEnds) {
  constexpr std::string_view kText = "Amal-Amal-Amal-Amal-Amal-Amal-Amal";
  const char* where = nullptr;
  {
    const SecretText name(kText);
    where = name.view().data();
    ASSERT_TRUE(memory_holds(where, kText.size(), kText));
  }
  EXPECT_FALSE(memory_holds(where, kText.size(), "Amal"));
  EXPECT_EQ(where[kText.size() - 1], '\0');
}

TEST(SecretText, LeavesNothingBehindWhenItIsCleared) {
  SecretText name("0612345678-0612345678-0612345678");
  const char* where = name.view().data();
  const std::size_t size = name.size();
  name.clear();
  EXPECT_TRUE(name.empty());
  EXPECT_FALSE(memory_holds(where, size, "1234"));
}

TEST(SecretText, LeavesNothingBehindWhenItGrowsAndMoves) {
  SecretText name("geheim-geheim-geheim-geheim-1234");  // 32 bytes: exactly its cell
  const char* where = name.view().data();
  name.append("x");
  ASSERT_NE(name.view().data(), where);
  EXPECT_FALSE(memory_holds(where, 32, "geheim"));
}

TEST(SecretText, ShortTextsAreOnLockedMemoryToo) {
  const SecretText name("Jo");
  const auto* object = reinterpret_cast<const char*>(&name);
  EXPECT_FALSE(name.view().data() >= object && name.view().data() < object + sizeof name);
}

struct Edit {
  std::size_t at;
  std::size_t count;
  const char* with;
  const char* result;
};

TEST(SecretText, ReplaceEditsInTheMiddleAndClampsToTheText) {
  for (const auto& edit :
       {Edit{0, 0, "x", "xabcdef"}, Edit{6, 0, "x", "abcdefx"}, Edit{2, 2, "", "abef"},
        Edit{2, 2, "123", "ab123ef"}, Edit{2, 99, "z", "abz"}, Edit{99, 5, "z", "abcdefz"},
        Edit{0, 6, "", ""}}) {
    SecretText text("abcdef");
    text.replace(edit.at, edit.count, edit.with);
    EXPECT_EQ(text.view(), edit.result);
  }
}

TEST(SecretText, ReplaceLeavesNoDeletedLettersBehindTheEnd) {
  SecretText text("Amal Haddad");
  text.replace(4, 7, "");
  ASSERT_EQ(text.view(), "Amal");
  EXPECT_FALSE(memory_holds(text.view().data(), 11, "addad"));
  text.replace(0, 4, "");
  EXPECT_FALSE(memory_holds(text.view().data(), 11, "Amal"));
}

TEST(SecretBytes, LargePiecesWorkToo) {
  SecretBytes bytes(200'000, 7);
  EXPECT_EQ(bytes.back(), 7);
  bytes.resize(300'000, 8);
  EXPECT_EQ(bytes[199'999], 7);
  EXPECT_EQ(bytes.back(), 8);
}

TEST(Wipe, OverwritesEveryByte) {
  std::array<std::uint8_t, 40> bytes{};
  bytes.fill(0xaa);
  wipe(bytes);
  for (const auto byte : bytes) EXPECT_EQ(byte, 0);
}

}  // namespace
}  // namespace samen::base
