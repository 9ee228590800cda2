// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "engine_fixture.hpp"

namespace samen::text {
namespace {

class Caret : public EngineTest {
 protected:
  static std::shared_ptr<const Layout> field(std::string_view text,
                                             std::string_view language = "nl", float width = 0) {
    Options options;
    options.carets = true;
    options.direction = Direction::from_text;
    options.max_width = width;
    return lay(text, language, options);
  }
};

TEST_F(Caret, StopsStandAtEveryGraphemeAndAtTheEnd) {
  struct Case {
    const char* text;
    std::vector<std::size_t> bytes;
  };
  for (const auto& [text, bytes] :
       std::initializer_list<Case>{{"", {0}},
                                   {"abc", {0, 1, 2, 3}},
                                   {"e\u0301x", {0, 3, 4}},  // a letter and its accent are one
                                   {"مَد", {0, 4, 6}},  // so are an Arabic letter and its vowel
                                   {"لا", {0, 2, 4}},  // a ligature has a stop inside
                                   {"ሰላም", {0, 3, 6, 9}},
                                   {"a\nb", {0, 1, 2, 3}},
                                   {"ok ", {0, 1, 2, 3}}}) {
    std::vector<std::size_t> seen_bytes;
    for (const auto& stop : field(text)->carets) seen_bytes.push_back(stop.byte);
    EXPECT_EQ(seen_bytes, bytes) << text;
  }
}

TEST_F(Caret, LatinStopsGrowToTheRightAndArabicToTheLeft) {
  const auto latin = field("Jan de Boer");
  const auto arabic = field("محمد عبد");
  for (std::size_t i = 1; i < latin->carets.size(); ++i) {
    EXPECT_GT(latin->carets[i].x, latin->carets[i - 1].x);
  }
  for (std::size_t i = 1; i < arabic->carets.size(); ++i) {
    EXPECT_LT(arabic->carets[i].x, arabic->carets[i - 1].x);
  }
  EXPECT_NEAR(latin->carets.front().x, 0, 0.01);
  EXPECT_NEAR(latin->carets.back().x, latin->width, 0.01);
  EXPECT_NEAR(arabic->carets.front().x, arabic->width, 0.01);
  EXPECT_NEAR(arabic->carets.back().x, 0, 0.01);
}

TEST_F(Caret, TheStopInsideALigatureDividesIt) {
  const auto layout = field("لا");
  EXPECT_NEAR(layout->carets[1].x, layout->width / 2, 0.01);
}

TEST_F(Caret, ATypedSpaceAtTheEndMovesTheCaret) {
  EXPECT_GT(field("Jan ")->carets.back().x, field("Jan")->carets.back().x + 2);
  EXPECT_NEAR(field("محمد ")->carets.back().x, 0, 0.01);
  EXPECT_GT(field("محمد ")->width, field("محمد")->width + 2);
}

TEST_F(Caret, HitTestFindsEveryStopAgain) {
  for (const char* text : {"Jan de Boer", "محمد عبد الرحمن", "Olena Їжак", "ሃይለ ገብረስላሴ",
                           "Naam محمد 12 slot", "محمد Jan 06-12 عبد", "e\u0301e\u0301 لا مَ"}) {
    const auto layout = field(text);
    for (const auto& stop : layout->carets) {
      const std::size_t hit = hit_test(*layout, stop.x, (stop.top + stop.bottom) / 2);
      // At a change of direction two stops share one place; either is right.
      EXPECT_NEAR(caret_at(*layout, hit).x, stop.x, 0.01) << text << " byte " << stop.byte;
    }
  }
}

TEST_F(Caret, AHitInTheLeftHalfOfALetterIsItsLeftSide) {
  const auto layout = field("mmm");
  const float step = layout->width / 3;
  EXPECT_EQ(hit_test(*layout, step * 1.3F, 5), 1U);
  EXPECT_EQ(hit_test(*layout, step * 1.7F, 5), 2U);
  EXPECT_EQ(hit_test(*layout, -50, 5), 0U);
  EXPECT_EQ(hit_test(*layout, 500, 5), 3U);
}

TEST_F(Caret, HitsFindTheirLine) {
  const std::string text = "een twee drie";
  const auto layout = field(text, "nl", 60);
  ASSERT_GE(layout->lines.size(), 2U);
  const auto& second = layout->lines[1];
  EXPECT_EQ(hit_test(*layout, 0, second.top + 1), second.begin);
  EXPECT_EQ(hit_test(*layout, 500, 10'000), text.size());
  EXPECT_EQ(caret_at(*layout, second.begin).line, 1);
}

TEST_F(Caret, ReadingOrderVisitsEveryStopOnce) {
  const std::string text = "Naam محمد e\u0301 12";
  const auto layout = field(text);
  std::size_t at = 0;
  std::size_t steps = 0;
  for (; next_caret(*layout, at) != at; ++steps) at = next_caret(*layout, at);
  EXPECT_EQ(at, text.size());
  EXPECT_EQ(steps + 1, layout->carets.size());
  for (std::size_t i = 0; i < steps; ++i) at = previous_caret(*layout, at);
  EXPECT_EQ(at, 0U);
  EXPECT_EQ(previous_caret(*layout, 0), 0U);
}

TEST_F(Caret, ArrowKeysVisitEveryStopOnce) {
  for (const char* text : {"Jan", "محمد", "Naam محمد slot", "محمد Jan عبد"}) {
    const auto layout = field(text);
    std::size_t at = 0;
    for (std::size_t i = 0; i < 100; ++i) at = caret_left_of(*layout, at);
    std::set<std::size_t> visited{at};
    for (std::size_t i = 0; i < layout->carets.size(); ++i) {
      const float x = caret_at(*layout, at).x;
      at = caret_right_of(*layout, at);
      EXPECT_GE(caret_at(*layout, at).x, x) << text;
      visited.insert(at);
    }
    EXPECT_EQ(visited.size(), layout->carets.size()) << text;
  }
}

TEST_F(Caret, ArrowKeysGoOnToTheNextLine) {
  const auto layout = field("ab\ncd");
  EXPECT_EQ(caret_right_of(*layout, 2), 3U);
  EXPECT_EQ(caret_left_of(*layout, 3), 2U);
  EXPECT_EQ(caret_left_of(*layout, 0), 0U);
  EXPECT_EQ(caret_right_of(*layout, 5), 5U);
}

TEST_F(Caret, ALayoutWithoutStopsAnswersWithoutCrashing) {
  const auto layout = lay("abc", "nl");
  EXPECT_TRUE(layout->carets.empty());
  EXPECT_EQ(hit_test(*layout, 5, 5), 0U);
  EXPECT_EQ(next_caret(*layout, 1), 1U);
  EXPECT_EQ(caret_at(*layout, 2).byte, 0U);
  EXPECT_EQ(caret_left_of(*layout, 2), 2U);
}

}  // namespace
}  // namespace samen::text
