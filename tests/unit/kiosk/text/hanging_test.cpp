// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/hanging.hpp"

#include "engine_fixture.hpp"

namespace samen::text {
namespace {

Engine& engine() {
  static const auto made = make_engine();
  return *made;
}

LayOut with(const char* language) {
  return [language](std::string_view text, float width) -> std::shared_ptr<const Layout> {
    Options options;
    options.language = language;
    options.max_width = width;
    return engine().layout(text, {20, Weight::regular}, options);
  };
}

const std::vector<ListItem> kSteps = {
    {"9.", "A short one"},
    {"10.", "A longer one that does not fit on one line of this list and goes on below itself"},
};

TEST(AHangingList, HasAllItsLinesAtOneDistance) {
  const auto list = lay_list(with("en"), kSteps, {.width = 260, .sign_gap = 8, .item_gap = 6});
  ASSERT_EQ(list.items.size(), 2U);
  EXPECT_GT(list.items[1].text->lines.size(), 1U);
  EXPECT_GE(list.indent, list.items[1].sign->width + 8) << "the widest sign decides";
  for (const auto& item : list.items) {
    EXPECT_EQ(item.sign_x, 0);
    EXPECT_EQ(item.text_x, list.indent);
    for (const Line& line : item.text->lines) EXPECT_EQ(line.left, 0);
    EXPECT_LE(item.text_x + item.text->width, 260);
    EXPECT_FLOAT_EQ(item.sign_y + item.sign->lines[0].baseline,
                    item.text_y + item.text->lines[0].baseline);
  }
  EXPECT_FLOAT_EQ(list.items[1].text_y, list.items[0].text->height + 6);
  EXPECT_FLOAT_EQ(list.height, list.items[1].text_y + list.items[1].text->height);
}

TEST(AHangingList, IsMirroredInArabic) {
  const std::vector<ListItem> points = {
      {"•", "تجمع مجموعة من خمسة جيران أو زملاء أو أصدقاء مع وافد جديد أو عائلة واحدة"}};
  const auto list =
      lay_list(with("ar"), points, {.width = 260, .sign_gap = 8, .right_to_left = true});
  const auto& item = list.items.front();
  EXPECT_FLOAT_EQ(item.sign_x + item.sign->width, 260) << "the sign at the right edge";
  ASSERT_GT(item.text->lines.size(), 1U);
  for (const Line& line : item.text->lines) {
    EXPECT_NEAR(item.text_x + line.left + line.width, 260 - list.indent, 1.0) << "lines end there";
    EXPECT_GE(item.text_x + line.left, 0);
  }
}

TEST(AHangingList, IsMeasuredWithoutAWidthToo) {
  const auto list = lay_list(with("nl"), kSteps, {.sign_gap = 8});
  EXPECT_EQ(list.items[1].text->lines.size(), 1U);
  EXPECT_FLOAT_EQ(list.width, list.indent + list.items[1].text->width);
  const auto narrow = lay_list(with("nl"), kSteps, {.width = 5, .sign_gap = 8});
  EXPECT_GT(narrow.height, list.height) << "narrower than its signs: wrapped, not endless";
}

TEST(Bullets, AreOneALine) {
  const auto items = bulleted("One.\n\nTwo.\n");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[1].sign, "•");
  EXPECT_EQ(items[1].text, "Two.");
  EXPECT_TRUE(bulleted("").empty());
}

}  // namespace
}  // namespace samen::text
