// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <type_traits>

#include <gtest/gtest.h>

#include "base/log.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

namespace samen::base {
namespace {

// Misuse must not compile: what may hold a name cannot become a log value.
static_assert(!std::is_constructible_v<LogValue, SecretText>);
static_assert(!std::is_constructible_v<LogValue, std::string>);
static_assert(!std::is_constructible_v<LogValue, std::string_view>);
static_assert(!std::is_constructible_v<LogValue, const char*>);
static_assert(std::is_constructible_v<LogValue, Uuid>);
static_assert(std::is_constructible_v<LogValue, int>);

std::string logged(auto write) {
  testing::internal::CaptureStderr();
  write();
  return testing::internal::GetCapturedStderr();
}

TEST(Log, WritesOneLineWithNamesAndValues) {
  const std::string line = logged([] {
    log(LogLevel::warning, "disk.low",
        {{"free", 12}, {"code", Errc::storage_full}, {"note", "two words"}, {"ok", false}});
  });
  EXPECT_NE(line.find(" warning disk.low free=12 code=storage_full note=\"two words\" ok=false\n"),
            std::string::npos)
      << line;
}

TEST(Log, APathCannotForgeASecondLine) {
  const std::string line =
      logged([] { log(LogLevel::error, "file", {{"path", LogValue::public_text("a\nb\"c\\")}}); });
  EXPECT_EQ(std::ranges::count(line, '\n'), 1);
  EXPECT_NE(line.find(R"(path="a b\"c\\")"), std::string::npos) << line;
}

TEST(Log, StaysQuietBelowTheChosenLevel) {
  EXPECT_EQ(logged([] { log(LogLevel::debug, "detail"); }), "");
}

TEST(SeededRandom, GivesTheSameBytesOnEveryMachine) {
  SeededRandom random(0);
  EXPECT_EQ(random.next_u64(), 0xe220a8397b1dcdafULL);  // SplitMix64's published first value
}

TEST(Random, BelowIsUniformWithinItsBound) {
  SeededRandom random(12);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7000; ++i) ++seen.at(random.below(7));
  for (const int count : seen) EXPECT_NEAR(count, 1000, 150);
}

TEST(SystemRandom, DoesNotRepeat) {
  SystemRandom random;
  EXPECT_NE(random.next_u64(), random.next_u64());
}

}  // namespace
}  // namespace samen::base
