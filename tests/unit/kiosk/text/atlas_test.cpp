// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/atlas.hpp"

#include <random>

#include "engine_fixture.hpp"

namespace samen::text {
namespace {

GlyphKey key(std::uint32_t number) {
  GlyphKey made;
  made.glyph = number;
  return made;
}

AtlasGlyph shape(int width, int height) {
  AtlasGlyph made;
  made.at.width = width;
  made.at.height = height;
  return made;
}

// A picture whose every byte tells which glyph it is.
std::vector<std::uint8_t> picture(std::uint32_t number, int width, int height) {
  return std::vector<std::uint8_t>(static_cast<std::size_t>(width * height),
                                   static_cast<std::uint8_t>(1 + number % 254));
}

bool shows(const Atlas& atlas, const AtlasGlyph& glyph, std::uint32_t number) {
  const auto pixels = atlas.pixels(glyph.page);
  for (int y = 0; y < glyph.at.height; ++y) {
    for (int x = 0; x < glyph.at.width; ++x) {
      const auto at =
          static_cast<std::size_t>((glyph.at.y + y) * atlas.page_size() + glyph.at.x + x);
      if (pixels[at] != 1 + number % 254) return false;
    }
  }
  return true;
}

TEST(Atlas, KeepsAWhiteSpotForShapes) {
  Atlas atlas;
  const auto side = static_cast<std::size_t>(atlas.page_size());
  const auto white = atlas.white_uv();
  const auto x = static_cast<std::size_t>(white.u * static_cast<float>(side));
  const auto y = static_cast<std::size_t>(white.v * static_cast<float>(side));
  EXPECT_EQ(atlas.pixels(0)[y * side + x], 255);
  EXPECT_EQ(atlas.pixels(0)[(y + 1) * side + x + 1], 255);
}

TEST(Atlas, TellsWhichRectangleChanged) {
  Atlas atlas;
  EXPECT_EQ(atlas.take_dirty(0).width, atlas.page_size());  // a new page is uploaded whole
  EXPECT_TRUE(atlas.dirty(0).empty());
  const auto* glyph = atlas.insert(key(1), shape(10, 12), picture(1, 10, 12));
  ASSERT_NE(glyph, nullptr);
  const auto dirty = atlas.take_dirty(0);
  EXPECT_EQ(dirty.x, glyph->at.x);
  EXPECT_EQ(dirty.y, glyph->at.y);
  EXPECT_EQ(dirty.width, 10);
  EXPECT_EQ(dirty.height, 12);
  EXPECT_TRUE(atlas.take_dirty(0).empty());
}

TEST(Atlas, UnderPressureNoGlyphOfThisFrameIsDroppedOrOverwritten) {
  AtlasLimits limits;
  limits.page_size = 128;
  limits.pages = 1;
  limits.most_pages = 2;
  Atlas atlas(limits);
  std::mt19937 random(7);
  std::vector<std::pair<int, int>> sizes;
  for (int i = 0; i < 400; ++i) {
    sizes.emplace_back(4 + static_cast<int>(random() % 24), 4 + static_cast<int>(random() % 30));
  }
  for (int frame = 0; frame < 300; ++frame) {
    atlas.begin_frame();
    std::vector<std::uint32_t> used;
    for (int i = 0; i < 25; ++i) {
      const auto number = static_cast<std::uint32_t>(random() % sizes.size());
      const auto [w, h] = sizes[number];
      const auto* glyph = atlas.find(key(number));
      if (glyph == nullptr) glyph = atlas.insert(key(number), shape(w, h), picture(number, w, h));
      if (glyph != nullptr) used.push_back(number);
    }
    EXPECT_GE(used.size(), 20U);
    for (const auto number : used) {
      const auto* glyph = atlas.find(key(number));
      ASSERT_NE(glyph, nullptr) << "frame " << frame;
      ASSERT_TRUE(shows(atlas, *glyph, number)) << "frame " << frame;
    }
    ASSERT_EQ(atlas.pixels(0)[0], 255);
  }
  EXPECT_GT(atlas.evictions(), 0U);
  EXPECT_LE(atlas.pages(), 2);
}

TEST(Atlas, AFullFrameGrowsAPageAndThenSaysNo) {
  AtlasLimits limits;
  limits.page_size = 64;
  limits.pages = 1;
  limits.most_pages = 2;
  Atlas atlas(limits);
  std::uint32_t placed = 0;
  while (atlas.insert(key(placed), shape(16, 16), picture(placed, 16, 16)) != nullptr) ++placed;
  EXPECT_EQ(atlas.pages(), 2);
  EXPECT_GE(placed, 20U);
  for (std::uint32_t i = 0; i < placed; ++i) {
    ASSERT_TRUE(shows(atlas, *atlas.find(key(i)), i));
  }
  const auto before = atlas.generation();
  atlas.begin_frame();
  EXPECT_NE(atlas.insert(key(999), shape(16, 16), picture(999, 16, 16)), nullptr);
  EXPECT_GT(atlas.generation(), before);
}

TEST(Atlas, GivesBackThePageOfAFullFrame) {
  AtlasLimits limits;
  limits.page_size = 64;
  limits.pages = 1;
  limits.most_pages = 2;
  Atlas atlas(limits);
  const auto show_many = [&atlas] {
    for (std::uint32_t i = 0; i < 18; ++i) atlas.insert(key(i), shape(16, 16), picture(i, 16, 16));
  };
  show_many();
  ASSERT_EQ(atlas.pages(), 2);
  atlas.begin_frame();  // perhaps it was only what older frames had left
  EXPECT_EQ(atlas.pages(), 1);
  show_many();
  ASSERT_EQ(atlas.pages(), 2);
  atlas.begin_frame();  // what was just shown needs both: it is left alone for a while
  EXPECT_EQ(atlas.pages(), 2);
  ASSERT_NE(atlas.find(key(17)), nullptr);
  const auto before = atlas.generation();
  atlas.begin_frame();
  EXPECT_EQ(atlas.pages(), 1);
  EXPECT_GT(atlas.generation(), before);
  EXPECT_EQ(atlas.find(key(17)), nullptr);
  const auto* again = atlas.insert(key(17), shape(16, 16), picture(17, 16, 16));
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(again->page, 0);
  EXPECT_TRUE(shows(atlas, *again, 17));
  EXPECT_EQ(atlas.take_dirty(0).width, 64);  // all of it goes to the graphics card again
  EXPECT_EQ(atlas.pixels(0)[0], 255);
}

TEST(Atlas, TheLongestUnusedShelfGoesFirst) {
  AtlasLimits limits;
  limits.page_size = 64;
  limits.pages = limits.most_pages = 1;
  Atlas atlas(limits);
  for (std::uint32_t i = 0; i < 3; ++i) atlas.insert(key(i), shape(64, 16), picture(i, 64, 16));
  atlas.begin_frame();
  EXPECT_NE(atlas.find(key(0)), nullptr);
  EXPECT_NE(atlas.find(key(2)), nullptr);
  atlas.begin_frame();
  EXPECT_NE(atlas.insert(key(9), shape(64, 16), picture(9, 64, 16)), nullptr);
  EXPECT_NE(atlas.find(key(0)), nullptr);
  EXPECT_EQ(atlas.find(key(1)), nullptr);
  EXPECT_NE(atlas.find(key(2)), nullptr);
}

TEST(Atlas, GlyphsWithoutInkTakeNoRoom) {
  Atlas atlas;
  atlas.take_dirty(0);
  const auto* glyph = atlas.insert(key(5), AtlasGlyph{}, {});
  ASSERT_NE(glyph, nullptr);
  EXPECT_TRUE(glyph->at.empty());
  EXPECT_TRUE(atlas.dirty(0).empty());
  EXPECT_EQ(atlas.find(key(5)), glyph);
}

TEST(Atlas, APictureLargerThanAPageIsRefused) {
  AtlasLimits limits;
  limits.page_size = 64;
  Atlas atlas(limits);
  EXPECT_EQ(atlas.insert(key(1), shape(65, 4), picture(1, 65, 4)), nullptr);
  EXPECT_EQ(atlas.insert(key(1), shape(4, 64), picture(1, 4, 64)), nullptr);
}

}  // namespace
}  // namespace samen::text
