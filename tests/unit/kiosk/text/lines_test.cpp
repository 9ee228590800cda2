// SPDX-License-Identifier: Apache-2.0
#include "engine_fixture.hpp"

namespace samen::text {
namespace {

using testing::ElementsAre;

class Lines : public EngineTest {
 protected:
  static Options wide(float width, int lines = 0) {
    Options options;
    options.max_width = width;
    options.max_lines = lines;
    return options;
  }
  static float width_of(std::string_view text, std::string_view language) {
    return lay(text, language)->width;
  }
};

TEST_F(Lines, AWordGoesToTheNextLineWhole) {
  const std::string text = "een twee drie";
  const auto layout = lay(text, "nl", wide(width_of("een twee", "nl") + 1));
  EXPECT_THAT(line_texts(text, *layout), ElementsAre("een twee", "drie"));
}

TEST_F(Lines, ATextFitsIntoItsOwnWidth) {
  for (const char* text : {"Waar woon je nu?", "أين تسكن الآن؟", "ኣበይ ትነብር?"}) {
    for (float size = 12; size < 60; size += 0.75F) {
      const auto one = engine().layout(text, {size, Weight::bold}, {});
      const auto again = engine().layout(text, {size, Weight::bold}, wide(one->width));
      EXPECT_EQ(again->lines.size(), 1U) << text << " at " << size;
    }
  }
}

TEST_F(Lines, SpacesAtASoftEndHangOverTheEdge) {
  const auto layout = lay("een    twee", "nl", wide(width_of("twee", "nl") + 1));
  ASSERT_EQ(layout->lines.size(), 2U);
  EXPECT_NEAR(layout->lines[0].width, width_of("een", "nl"), 0.01);
}

TEST_F(Lines, NoBreakSpacesAndCodesHoldTogether) {
  const std::string text =
      "code K7M\u2011"
      "2QX en 10\u00a0km";
  for (float width = 60; width < 300; width += 7) {
    for (const auto& line : line_texts(text, *lay(text, "nl", wide(width)))) {
      EXPECT_THAT(line, testing::Not(testing::EndsWith("10")));
      EXPECT_THAT(line, testing::Not(testing::EndsWith("K7M\u2011")));
    }
  }
}

TEST_F(Lines, EachScriptBreaksByItsOwnRules) {
  // Ethiopic word space and full stop end a line; Arabic breaks at spaces, its comma stays behind.
  const std::string tigrinya = "ሰላም፡ንዓኹም፡ኩሉኹም";
  const auto ti = lay(tigrinya, "ti", wide(width_of("ሰላም፡ንዓኹም፡", "ti") + 1));
  EXPECT_THAT(line_texts(tigrinya, *ti), ElementsAre("ሰላም፡ንዓኹም፡", "ኩሉኹም"));
  const std::string arabic = "مرحبا، كيف حالك";
  const auto ar = lay(arabic, "ar", wide(width_of("مرحبا، كيف", "ar") + 1));
  EXPECT_THAT(line_texts(arabic, *ar), ElementsAre("مرحبا، كيف", "حالك"));
}

TEST_F(Lines, AWordWiderThanTheLineIsCutBetweenGraphemes) {
  const std::string text = "Vrijwilligersovereenkomst";
  const auto layout = lay(text, "nl", wide(90));
  EXPECT_GT(layout->lines.size(), 1U);
  for (const auto& line : layout->lines) EXPECT_LE(line.width, 90.1F);
  const std::string accents = "e\u0301e\u0301e\u0301e\u0301";
  for (const auto& line : lay(accents, "nl", wide(15))->lines) EXPECT_EQ(line.begin % 3, 0U);
}

TEST_F(Lines, ASoftHyphenShowsOnlyAtTheEndOfALine) {
  const std::string text = "Vrijwilligers\u00adwerk";
  const auto whole = lay(text, "nl");
  EXPECT_FLOAT_EQ(whole->width, width_of("Vrijwilligerswerk", "nl"));
  const auto two = lay(text, "nl", wide(width_of("Vrijwilligers-", "nl") + 4));
  ASSERT_EQ(two->lines.size(), 2U);
  EXPECT_GT(two->lines[0].width, width_of("Vrijwilligers", "nl") + 2);
}

TEST_F(Lines, BrokenLinesKeepEveryCharacter) {
  const std::string text = "مرحبا بكم في Samen Hier، نحن نساعدكم (مجانا) منذ 2019 في هولندا";
  const auto whole = lay(text, "ar");
  for (float width = 40; width < 400; width += 13) {
    const auto layout = lay(text, "ar", wide(width));
    std::size_t at = 0;
    for (const auto& line : layout->lines) {
      EXPECT_EQ(line.begin, at);
      EXPECT_LE(line.width, width + 0.1F);
      at = line.end;
    }
    EXPECT_EQ(at, text.size());
    EXPECT_EQ(layout->missing_glyphs, 0);
  }
}

TEST_F(Lines, WhenLinesRunOutTheLastEndsInAnEllipsis) {
  const std::string text = "een twee drie vier vijf zes zeven";
  const auto layout = lay(text, "nl", wide(width_of("een twee drie", "nl"), 2));
  ASSERT_EQ(layout->lines.size(), 2U);
  EXPECT_TRUE(layout->truncated);
  EXPECT_LE(layout->lines[1].width, layout->box_width + 0.1F);
  const auto ellipsis = lay("…", "nl");
  EXPECT_EQ(layout->glyphs.back().glyph, ellipsis->glyphs[0].glyph);
}

TEST_F(Lines, TheEllipsisOfArabicStandsAtTheLeft) {
  const std::string text = "مرحبا بكم في هولندا وفي كل مكان";
  const auto layout = lay(text, "ar", wide(120, 1));
  ASSERT_TRUE(layout->truncated);
  const auto& ellipsis = layout->glyphs.front();
  EXPECT_EQ(ellipsis.glyph, lay("…", "ar")->glyphs[0].glyph);
  for (const auto& glyph : layout->glyphs) EXPECT_GE(glyph.x + 0.01F, ellipsis.x);
  EXPECT_GE(layout->left, -0.1F);
}

TEST_F(Lines, MixedTextIsCutInReadingOrder) {
  const std::string text = "Naam: محمد عبد الرحمن الحسيني en meer";
  const auto layout = lay(text, "nl", wide(width_of("Naam: محمد عبد", "nl") + 20, 1));
  ASSERT_TRUE(layout->truncated);
  EXPECT_TRUE(text.substr(0, layout->lines[0].end).starts_with("Naam: محمد"));
  EXPECT_FLOAT_EQ(layout->glyphs.back().x + layout->glyphs.back().advance,
                  layout->left + layout->width);
}

TEST_F(Lines, TooNarrowForAnythingShowsTheEllipsisAlone) {
  const auto layout = lay("woorden", "nl", wide(1, 1));
  EXPECT_TRUE(layout->truncated);
  EXPECT_EQ(layout->glyphs.size(), 1U);
}

TEST_F(Lines, ATextThatJustFitsIsNotShortened) {
  const std::string text = "een twee";
  const auto layout = lay(text, "nl", wide(width_of(text, "nl"), 1));
  EXPECT_FALSE(layout->truncated);
  EXPECT_EQ(layout->lines.size(), 1U);
}

TEST_F(Lines, WithoutEllipsisTheTextIsJustCut) {
  Options options = wide(60, 1);
  options.ellipsis = false;
  const auto layout = lay("een twee drie", "nl", options);
  EXPECT_TRUE(layout->truncated);
  EXPECT_NE(layout->glyphs.back().glyph, lay("…", "nl")->glyphs[0].glyph);
}

TEST_F(Lines, LineHeightSpreadsTheBaselines) {
  Options options;
  options.line_height = 2.0F;
  const auto layout = lay("a\nb", "nl", options);
  EXPECT_FLOAT_EQ(layout->lines[1].baseline - layout->lines[0].baseline, 40);
  EXPECT_FLOAT_EQ(layout->height, 80);
}

}  // namespace
}  // namespace samen::text
