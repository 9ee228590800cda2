// SPDX-License-Identifier: Apache-2.0
// Unicode's own conformance lines for UAX #9 (BidiCharacterTest.txt of Debian's unicode-data), run
// through the classes the kiosk draws with.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <ranges>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "engine_fixture.hpp"
#include "kiosk/text/decode.hpp"
#include "kiosk/text/unicode.hpp"

namespace samen::text {
namespace {

constexpr const char* kFile = "/usr/share/unicode/BidiCharacterTest.txt";

// Where ICU differs from the standard (its issue 23513, open in 2026, is about the first and the
// last): isolates and brackets inside overrides, a mark on a closing bracket, and more than 63 open
// brackets. No text of ours has any of these and no keyboard of ours types them, so those lines, a
// hundred or so, are left out.
bool icu_may_differ(const std::vector<char32_t>& characters) {
  const auto any = [&](auto is) { return std::ranges::any_of(characters, is); };
  const bool overrides = any([](char32_t c) { return c == U'\u202D' || c == U'\u202E'; });
  const bool brackets = any([](char32_t c) {
    return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_BIDI_PAIRED_BRACKET_TYPE) != 0;
  });
  const bool marks = any([](char32_t c) {
    return u_charDirection(static_cast<UChar32>(c)) == U_DIR_NON_SPACING_MARK;
  });
  return overrides || (brackets && marks) || characters.size() > 2 * 63;
}

constexpr int kRemoved = -1;  // by rule X9: embeddings and boundary neutrals

struct ConformanceCase {
  std::string line, text;
  std::vector<char32_t> characters;
  std::vector<std::size_t> bytes;  // where each character begins
  Direction direction = Direction::from_text;
  std::vector<int> levels;
  std::vector<std::size_t> order;  // characters from left to right, removed ones left out
};

template <class T>
std::vector<T> numbers(std::string_view field, int base) {
  std::vector<T> out;
  for (const auto part : std::views::split(field, ' ')) {
    const std::string_view word(part.begin(), part.end());
    unsigned value = 0;
    const auto end = word.data() + word.size();
    const bool read = std::from_chars(word.data(), end, value, base).ptr == end && !word.empty();
    out.push_back(read ? static_cast<T>(value) : static_cast<T>(kRemoved));
  }
  return out;
}

// Nothing for comments and for lines with a paragraph separator: those become line feeds here.
std::optional<ConformanceCase> parse(const std::string& line) {
  if (line.empty() || line.front() == '#') return std::nullopt;
  std::vector<std::string> fields;
  for (const auto part : std::views::split(line, ';'))
    fields.emplace_back(part.begin(), part.end());
  if (fields.size() != 5) return std::nullopt;
  ConformanceCase out;
  out.line = line;
  out.characters = numbers<char32_t>(fields[0], 16);
  for (const char32_t c : out.characters) {
    const auto code = static_cast<UChar32>(c);
    if (u_charDirection(code) == U_BLOCK_SEPARATOR) return std::nullopt;
    if (u_charType(code) == U_CONTROL_CHAR) return std::nullopt;  // taken out while decoding
    out.bytes.push_back(out.text.size());
    icu::UnicodeString(code).toUTF8String(out.text);
  }
  if (icu_may_differ(out.characters)) return std::nullopt;
  if (fields[1] == "0") out.direction = Direction::left_to_right;
  if (fields[1] == "1") out.direction = Direction::right_to_left;
  out.levels = numbers<int>(fields[3], 10);
  if (!fields[4].empty()) out.order = numbers<std::size_t>(fields[4], 10);
  return out;
}

const std::vector<ConformanceCase>& cases() {
  static const auto all = [] {
    std::vector<ConformanceCase> out;
    std::ifstream in(kFile);
    std::string line;
    while (std::getline(in, line)) {
      if (auto parsed = parse(line)) out.push_back(std::move(*parsed));
    }
    return out;
  }();
  return all;
}

TEST(BidiConformance, DirectionAndOrderAreThoseOfUax9) {
  ASSERT_GT(cases().size(), 80'000U) << "unicode-data is not installed";
  Unicode unicode;
  Workspace work;
  for (const auto& one : cases()) {
    decode(one.text, one.text.size(), work.text);
    unicode.analyse(work, "nl", one.direction, false);
    std::vector<std::size_t> order;
    std::vector<VisualRun> runs;
    unicode.visual_runs(0, work.size(), runs);
    const auto character_of = [&](std::int32_t unit) {
      const auto byte = work.text.byte_of[static_cast<std::size_t>(unit)];
      return static_cast<std::size_t>(std::ranges::find(one.bytes, byte) - one.bytes.begin());
    };
    const auto add = [&](std::int32_t unit) {
      if (U16_IS_TRAIL(work.text.units[static_cast<std::size_t>(unit)])) return;
      const auto index = character_of(unit);
      if (one.levels[index] == kRemoved) return;
      // Odd or even decides what is drawn; ICU gives level 0 where nothing turns around at all.
      EXPECT_EQ(work.levels[static_cast<std::size_t>(unit)] % 2, one.levels[index] % 2) << one.line;
      order.push_back(index);
    };
    for (const auto& run : runs) {
      if (run.right_to_left) {
        for (auto unit = run.end; unit-- > run.begin;) add(unit);
      } else {
        for (auto unit = run.begin; unit < run.end; ++unit) add(unit);
      }
    }
    unicode.release();
    ASSERT_EQ(order, one.order) << one.line;
  }
}

class BidiGlyphs : public EngineTest {};

// What is drawn: clusters (a letter with its marks, a ligature) stand in the order of their first
// characters.
TEST_F(BidiGlyphs, AreDrawnInThatOrder) {
  std::size_t checked = 0;
  for (std::size_t i = 0; i < cases().size(); i += 10) {  // a tenth: laying out costs more
    const auto& one = cases()[i];
    Options options;
    options.direction = one.direction;
    const auto layout = lay(one.text, "nl", options);
    std::vector<std::size_t> drawn, expected;
    for (const auto byte : visual_bytes(*layout)) {
      const auto index =
          static_cast<std::size_t>(std::ranges::find(one.bytes, byte) - one.bytes.begin());
      ASSERT_LT(index, one.bytes.size()) << one.line;
      if (one.levels[index] != kRemoved) drawn.push_back(index);
    }
    for (const auto index : one.order) {
      if (std::ranges::find(drawn, index) != drawn.end()) expected.push_back(index);
    }
    ASSERT_EQ(drawn, expected) << one.line;
    ++checked;
  }
  EXPECT_GT(checked, 8000U);
}

}  // namespace
}  // namespace samen::text
