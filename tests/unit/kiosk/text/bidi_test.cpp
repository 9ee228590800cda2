// SPDX-License-Identifier: Apache-2.0
#include "engine_fixture.hpp"

namespace samen::text {
namespace {

class Bidi : public EngineTest {};

// Isolates take no room but have clusters; leave them out of what is seen.
std::string without_isolates(std::string text) {
  for (const char* mark : {"\u2068", "\u2069", "\u2066", "\u2067"}) {
    for (std::size_t at = 0; (at = text.find(mark)) != std::string::npos;) text.erase(at, 3);
  }
  return text;
}

TEST_F(Bidi, ArabicRunsFromRightToLeft) {
  const std::string text = "باب";
  const auto layout = lay(text, "ar");
  EXPECT_TRUE(layout->right_to_left);
  EXPECT_EQ(visual_bytes(*layout), (std::vector<std::size_t>{4, 2, 0}));
}

TEST_F(Bidi, APhoneNumberInArabicStaysLeftToRightInsideItsIsolate) {
  const std::string isolated = "اتصل على \u2068+31 6 12345678\u2069 الآن";
  EXPECT_THAT(without_isolates(seen(isolated, *lay(isolated, "ar"))),
              testing::HasSubstr("+31 6 12345678"));
  // Without the isolate the groups of digits change places: the reason for the rule.
  const std::string bare = "اتصل على +31 6 12345678 الآن";
  EXPECT_THAT(seen(bare, *lay(bare, "ar")), testing::Not(testing::HasSubstr("+31 6 12345678")));
}

TEST_F(Bidi, ACodeKeepsItsOrderInArabic) {
  const std::string text = "رمزك \u2068K7M-2QX-9FH\u2069.";
  const auto shown = without_isolates(seen(text, *lay(text, "ar")));
  EXPECT_THAT(shown, testing::HasSubstr("K7M-2QX-9FH"));
  EXPECT_EQ(shown.front(), '.');  // the full stop ends the sentence, at the left
}

TEST_F(Bidi, AnArabicNameInDutchDoesNotPullTheCommaAlong) {
  const std::string text = "Dag \u2068محمد\u2069, 12 dagen";
  const auto shown = without_isolates(seen(text, *lay(text, "nl")));
  EXPECT_EQ(shown, "Dag دمحم, 12 dagen");
}

TEST_F(Bidi, BracketsMirror) {
  const auto arabic = lay("(ب)", "ar");
  const auto dutch = lay("(b)", "nl");
  // The glyph at the far left is the closing bracket in memory, drawn as an opening one.
  EXPECT_EQ(arabic->glyphs.front().byte, 3U);
  EXPECT_EQ(dutch->glyphs.front().byte, 0U);
}

TEST_F(Bidi, DirectionFollowsTheLanguageOrTheTextAsAsked) {
  Options from_text;
  from_text.direction = Direction::from_text;
  EXPECT_TRUE(lay("12", "ar")->right_to_left);
  EXPECT_FALSE(lay("Jan", "ar", from_text)->right_to_left);
  EXPECT_TRUE(lay("محمد", "nl", from_text)->right_to_left);
  EXPECT_TRUE(lay("", "fa", from_text)->right_to_left);
  Options forced;
  forced.direction = Direction::left_to_right;
  EXPECT_FALSE(lay("محمد", "ar", forced)->right_to_left);
  EXPECT_TRUE(lay("x", "prs")->right_to_left);
}

TEST_F(Bidi, EachParagraphOfATypedTextHasItsOwnDirection) {
  Options options;
  options.direction = Direction::from_text;
  const auto layout = lay("Jan\nمحمد\n", "nl", options);
  ASSERT_EQ(layout->lines.size(), 3U);
  EXPECT_FALSE(layout->lines[0].right_to_left);
  EXPECT_TRUE(layout->lines[1].right_to_left);
  EXPECT_FALSE(layout->lines[2].right_to_left);
}

TEST_F(Bidi, StartAndEndFollowTheDirection) {
  Options options;
  options.max_width = 400;
  const auto at = [&](const char* text, const char* language, Align align) {
    options.align = align;
    const auto layout = lay(text, language, options);
    EXPECT_FLOAT_EQ(layout->box_width, 400);
    return std::pair(layout->left, 400 - layout->left - layout->width);  // room left and right
  };
  EXPECT_NEAR(at("Dag", "nl", Align::start).first, 0, 0.01);
  EXPECT_NEAR(at("Dag", "nl", Align::end).second, 0, 0.01);
  EXPECT_NEAR(at("مرحبا", "ar", Align::start).second, 0, 0.01);
  EXPECT_NEAR(at("مرحبا", "ar", Align::end).first, 0, 0.01);
  const auto [left, right] = at("مرحبا", "ar", Align::center);
  EXPECT_NEAR(left, right, 0.01);
}

}  // namespace
}  // namespace samen::text
