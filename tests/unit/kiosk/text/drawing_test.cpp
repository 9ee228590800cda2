// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine_fixture.hpp"

namespace samen::text {
namespace {

// The layout as the renderer would show it, at whole pixels.
std::vector<std::uint8_t> painted(Engine& engine, const Layout& layout, int width, int height) {
  std::vector<std::uint8_t> out(static_cast<std::size_t>(width * height), 0);
  const int side = engine.atlas().page_size();
  for (const auto& quad : engine.quads(layout)) {
    const auto pixels = engine.atlas().pixels(quad.page);
    const auto u = static_cast<int>(std::lround(quad.u0 * static_cast<float>(side)));
    const auto v = static_cast<int>(std::lround(quad.v0 * static_cast<float>(side)));
    for (int y = 0; y < static_cast<int>(quad.y1 - quad.y0); ++y) {
      for (int x = 0; x < static_cast<int>(quad.x1 - quad.x0); ++x) {
        const int to_x = static_cast<int>(quad.x0) + x;
        const int to_y = static_cast<int>(quad.y0) + y;
        if (to_x < 0 || to_y < 0 || to_x >= width || to_y >= height) continue;
        auto& pixel = out[static_cast<std::size_t>(to_y * width + to_x)];
        pixel = std::max(pixel, pixels[static_cast<std::size_t>((v + y) * side + u + x)]);
      }
    }
  }
  return out;
}

std::vector<std::uint8_t> painted(Engine& engine, const Layout& layout) {
  return painted(engine, layout, static_cast<int>(layout.box_width) + 2,
                 static_cast<int>(layout.height));
}

class Drawing : public EngineTest {};

TEST_F(Drawing, InkOnThePageIsWhereTheLayoutSays) {
  const auto layout = lay("Ég", "nl");
  const auto picture = painted(engine(), *layout);
  const int width = static_cast<int>(layout->box_width) + 2;
  int top = static_cast<int>(layout->height);
  int bottom = 0;
  for (std::size_t i = 0; i < picture.size(); ++i) {
    if (picture[i] < 64) continue;
    top = std::min(top, static_cast<int>(i) / width);
    bottom = std::max(bottom, static_cast<int>(i) / width + 1);
  }
  EXPECT_NEAR(static_cast<float>(top), layout->ink.y0, 1.5F);
  EXPECT_NEAR(static_cast<float>(bottom), layout->ink.y1, 1.5F);
}

TEST_F(Drawing, LettersStandOnTheBaseline) {
  const auto layout = lay("H", "nl");
  const auto picture = painted(engine(), *layout);
  const int width = static_cast<int>(layout->box_width) + 2;
  const auto row = [&](float y) {
    const auto* begin = picture.data() + static_cast<std::ptrdiff_t>(y) * width;
    return *std::max_element(begin, begin + width);
  };
  EXPECT_GT(row(layout->lines[0].baseline - 1), 200);
  EXPECT_EQ(row(layout->lines[0].baseline), 0);
}

TEST(DrawingUnderPressure, CachedLayoutsNeverShowAnotherGlyph) {
  EngineLimits tiny;
  tiny.atlas.page_size = 128;
  tiny.atlas.pages = 1;
  tiny.atlas.most_pages = 1;
  const auto small = make_engine(tiny);
  const auto roomy = make_engine();
  std::vector<std::shared_ptr<const Layout>> layouts, truth;
  const char* texts[] = {"Welkom", "مرحبا", "ሰላም", "Привіт", "Jan 12", "xyz", "QWE", "ضصثق"};
  for (const char* text : texts) {
    for (const float size : {14.0F, 18.0F, 23.0F}) {
      layouts.push_back(small->layout(text, {size, Weight::regular}, {}));
      truth.push_back(roomy->layout(text, {size, Weight::regular}, {}));
    }
  }
  for (std::size_t frame = 0; frame < 60; ++frame) {
    small->begin_frame();
    const std::size_t a = frame * 7 % layouts.size();
    const std::size_t b = frame * 5 % layouts.size();
    const auto first = painted(*small, *layouts[a]);
    const auto second = painted(*small, *layouts[b]);
    EXPECT_EQ(first, painted(*roomy, *truth[a])) << "frame " << frame;
    EXPECT_EQ(second, painted(*roomy, *truth[b])) << "frame " << frame;
    // What was drawn first in this frame is still there at its end.
    EXPECT_EQ(first, painted(*small, *layouts[a]));
  }
  EXPECT_GT(small->atlas().evictions(), 0U);
  EXPECT_EQ(small->counters().not_drawn, 0U);
}

TEST(DrawingUnderPressure, WhatFoundNoRoomIsDrawnInALaterFrame) {
  EngineLimits tiny;
  tiny.atlas.page_size = 64;
  tiny.atlas.pages = tiny.atlas.most_pages = 1;
  const auto small = make_engine(tiny);
  small->begin_frame();
  const auto first = small->layout("ABCDEFGHIJ", {28, Weight::regular}, {});
  EXPECT_LT(small->quads(*first).size(), 10U);
  EXPECT_GT(small->counters().not_drawn, 0U);
  small->begin_frame();
  const auto second = small->layout("K", {28, Weight::regular}, {});
  EXPECT_EQ(small->quads(*second).size(), 1U);
}

TEST(DrawingCounters, ARepeatedFrameDrawsAndShapesNothing) {
  const auto engine = make_engine();
  const auto frame = [&] {
    engine->begin_frame();
    for (const char* text : {"Waar woon je?", "أين تسكن؟", "Verder"}) {
      engine->quads(*engine->layout(text, {24, Weight::bold}, {}));
    }
    engine->quads(*engine->icon("home", 48));
  };
  frame();
  for (int page = 0; page < engine->atlas().pages(); ++page) engine->atlas().take_dirty(page);
  const auto before = engine->counters();
  frame();
  EXPECT_EQ(engine->counters().rasterised, before.rasterised);
  EXPECT_EQ(engine->counters().layout_misses, before.layout_misses);
  EXPECT_EQ(engine->counters().layout_hits, before.layout_hits + 4);
  EXPECT_TRUE(engine->atlas().dirty(0).empty());
}

TEST(DrawingCounters, MeasuringTakesNoAtlasRoom) {
  const auto engine = make_engine();
  engine->layout("Waar woon je?", {24, Weight::bold}, {});
  EXPECT_EQ(engine->counters().rasterised, 0U);
}

TEST(DrawingCounters, TheCacheKeepsTheMostRecentLayouts) {
  EngineLimits limits;
  limits.cached_layouts = 3;
  const auto engine = make_engine(limits);
  const auto ask = [&](const char* text) {
    const auto misses = engine->counters().layout_misses;
    engine->layout(text, {20, Weight::regular}, {});
    return engine->counters().layout_misses == misses;
  };
  EXPECT_FALSE(ask("a"));
  EXPECT_FALSE(ask("b"));
  EXPECT_FALSE(ask("c"));
  EXPECT_TRUE(ask("a"));
  EXPECT_FALSE(ask("d"));  // pushes "b" out
  EXPECT_TRUE(ask("a"));
  EXPECT_FALSE(ask("b"));
  engine->clear_cache();
  EXPECT_FALSE(ask("a"));
}

TEST(DrawingCounters, EverythingALayoutDependsOnTellsItApart) {
  const auto engine = make_engine();
  Options base;
  std::vector<Options> all(8, base);
  all[1].max_width = 50;
  all[2].max_lines = 1;
  all[3].language = "ar";
  all[4].align = Align::end;
  all[5].carets = true;
  all[6].direction = Direction::right_to_left;
  all[7].line_height = 2;
  for (const auto& options : all) engine->layout("Dag allemaal", {20, Weight::regular}, options);
  engine->layout("Dag allemaal", {20, Weight::bold}, base);
  engine->layout("Dag allemaal", {21, Weight::regular}, base);
  EXPECT_EQ(engine->counters().layout_misses, 10U);
  EXPECT_EQ(engine->counters().layout_hits, 0U);
}

TEST_F(Drawing, GlyphsLargerThanThePageAreStretched) {
  EngineLimits tiny;
  tiny.atlas.page_size = 128;
  const auto engine = make_engine(tiny);
  engine->begin_frame();
  const auto layout = engine->layout("W", {200, Weight::bold}, {});
  const auto quads = engine->quads(*layout);
  ASSERT_EQ(quads.size(), 1U);
  EXPECT_NEAR(quads[0].x1 - quads[0].x0, layout->ink.x1 - layout->ink.x0, 12);
  EXPECT_EQ(engine->counters().not_drawn, 0U);
}

TEST_F(Drawing, SecretsAreNotRemembered) {
  Options options;
  options.secret = true;
  options.carets = true;
  const auto before = engine().counters();
  const auto first = engine().layout("Fatima", {20, Weight::regular}, options);
  const auto second = engine().layout("Fatima", {20, Weight::regular}, options);
  EXPECT_NE(first, second);
  EXPECT_EQ(engine().counters().layout_misses, before.layout_misses);
  EXPECT_EQ(engine().counters().layout_hits, before.layout_hits);
  EXPECT_EQ(first->glyphs.size(), 6U);
  EXPECT_EQ(first->carets.size(), 7U);
  EXPECT_FLOAT_EQ(first->width, engine().layout("Fatima", {20, Weight::regular}, {})->width);
}

TEST_F(Drawing, ASecretAfterALongTextShapesTheSame) {
  Options options;
  options.secret = true;
  for (const char* name : {"محمد", "Jan", "Олександр", "ሃይለ"}) {
    const auto plain = engine().layout(name, {20, Weight::regular}, {});
    engine().layout(std::string(3000, 'x'), {20, Weight::regular}, options);
    const auto secret = engine().layout(name, {20, Weight::regular}, options);
    ASSERT_EQ(secret->glyphs.size(), plain->glyphs.size());
    for (std::size_t i = 0; i < plain->glyphs.size(); ++i) {
      EXPECT_EQ(secret->glyphs[i].glyph, plain->glyphs[i].glyph);
      EXPECT_FLOAT_EQ(secret->glyphs[i].x, plain->glyphs[i].x);
    }
  }
}

}  // namespace
}  // namespace samen::text
