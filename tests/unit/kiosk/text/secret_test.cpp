// SPDX-License-Identifier: Apache-2.0
#include "base/secret.hpp"

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "engine_fixture.hpp"

namespace samen::text {
namespace {

#ifndef SAMEN_SANITIZED  // sanitizers keep freed memory around on purpose

constexpr char16_t kMask = 0x5a5a;

// How often a text stands in the program's heap as `Unit`s, `stride` bytes apart. The text is given
// masked, so that the search does not find itself.
template <class Unit>
int count_in_heap(const std::vector<char16_t>& masked, std::size_t stride) {
  std::ifstream maps("/proc/self/maps");
  std::string line;
  int count = 0;
  while (std::getline(maps, line)) {
    if (line.find("[heap]") == std::string::npos) continue;
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR, &begin, &end) != 2) continue;
    const std::size_t length = stride * (masked.size() - 1) + sizeof(Unit);
    for (std::uintptr_t at = begin; at + length <= end; at += 2) {
      bool same = true;
      for (std::size_t i = 0; same && i < masked.size(); ++i) {
        Unit unit{};
        std::memcpy(&unit, reinterpret_cast<const void*>(at + i * stride), sizeof unit);
        same = (static_cast<std::uint32_t>(unit) ^ kMask) == masked[i];
      }
      count += same ? 1 : 0;
    }
  }
  return count;
}

// A name nobody else has in memory, made on the stack and forgotten.
__attribute__((noinline)) std::vector<char16_t> lay_out_secret(Engine& engine, bool secret,
                                                               bool keep_scanning) {
  std::vector<char16_t> masked;
  base::SecretText name;
  for (int i = 0; i < 24; ++i) {
    const char letter = static_cast<char>('a' + (i * 7 + 3) % 26);
    name.append(std::string_view(&letter, 1));
    masked.push_back(static_cast<char16_t>(static_cast<char16_t>(letter) ^ kMask));
  }
  Options options;
  options.secret = secret;
  options.carets = true;
  options.max_width = 200;
  for (int i = 0; i < 3; ++i) {
    const auto layout = engine.layout(name.view(), {28, Weight::regular}, options);
    engine.begin_frame();
    engine.quads(*layout);
    EXPECT_GT(layout->glyphs.size(), 20U);
    if (!keep_scanning) break;
  }
  return masked;
}

TEST(Secrets, LeaveNoLettersInTheHeap) {
  const auto engine = make_engine();
  engine->layout("warm up: every buffer has been used once", {28, Weight::regular}, {});
  const auto masked = lay_out_secret(*engine, true, true);
  EXPECT_EQ(count_in_heap<char16_t>(masked, 2), 0);        // our own and ICU's text
  EXPECT_EQ(count_in_heap<std::uint32_t>(masked, 20), 0);  // HarfBuzz's characters
}

TEST(Secrets, TheSearchWouldSeeLettersLeftBehind) {
  const auto engine = make_engine();
  const auto masked = lay_out_secret(*engine, false, false);
  EXPECT_GT(count_in_heap<char16_t>(masked, 2), 0);
}

#endif

TEST(Secrets, ALayoutThatIsWipedSaysNothing) {
  const auto engine = make_engine();
  Options options;
  options.secret = true;
  auto layout = engine->layout("Fatima", {28, Weight::regular}, options);
  EXPECT_TRUE(layout->secret);
  EXPECT_EQ(layout.use_count(), 1);  // nobody else keeps it
}

}  // namespace
}  // namespace samen::text
