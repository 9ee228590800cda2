// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/tokens.hpp"

#include <gtest/gtest.h>

namespace samen::ui {
namespace {

class EveryTheme : public ::testing::TestWithParam<flow::Theme> {};

TEST_P(EveryTheme, HasReadableText) {
  const Palette& p = palette(GetParam());
  for (const Color ground : {p.canvas, p.surface}) {
    EXPECT_GE(contrast(p.ink, ground), 10);
    EXPECT_GE(contrast(p.ink_soft, ground), 10);
  }
  for (const Task task : {Task::neutral, Task::newcomer, Task::volunteer, Task::staff}) {
    const TaskColors& tones = p.of(task);
    EXPECT_GE(contrast(p.on_primary, tones.primary), 10);
    EXPECT_GE(contrast(p.on_primary, tones.pressed), 10);
    EXPECT_GE(contrast(p.ink, tones.tint), 10);
    EXPECT_GE(contrast(tones.primary, p.surface), 10);
    EXPECT_GE(contrast(tones.accent, p.surface), 3);  // pictograms and rings
  }
  EXPECT_GE(contrast(p.danger, p.danger_tint), 7);
  EXPECT_GE(contrast(p.danger, p.surface), 10);
  EXPECT_GE(contrast(p.on_primary, p.danger), 10);
  for (const Color ground : {p.danger_tint, p.caution_tint, p.good_tint}) {
    EXPECT_GE(contrast(p.ink, ground), 10);
  }
  EXPECT_GE(contrast(p.on_lit, p.lit), 10);
  for (const Task task : {Task::neutral, Task::newcomer, Task::volunteer, Task::staff}) {
    const RailInk rail = p.rail(task);
    EXPECT_GE(contrast(rail.ink, rail.ground), 10);
    EXPECT_GE(contrast(rail.ink, rail.pressed), 10);
  }
  EXPECT_GE(contrast(p.edge, p.surface), 3);
  EXPECT_GE(contrast(p.edge, p.canvas), 3);
  EXPECT_GE(contrast(p.line_strong, p.surface), 3);  // outlines of controls
  EXPECT_GE(contrast(p.focus, p.canvas), 3);
}

// Every pair of colours that meets on a screen, by the limits of WCAG 2.2: words 4.5:1 (1.4.3), in
// high contrast 7:1 (1.4.6); signs, edges of controls and the focus 3:1 (1.4.11).
TEST_P(EveryTheme, KeepsTheLimitsOfTheGuidelinesForEveryPair) {
  const Palette& p = palette(GetParam());
  const double words = GetParam() == flow::Theme::high_contrast ? 7 : 4.5;
  const auto check = [&](const char* what, Color a, Color b, double least) {
    EXPECT_GE(contrast(a, b), least) << what << " in " << flow::to_string(GetParam());
  };
  for (const Color ground : {p.canvas, p.surface, p.sunken}) {
    check("ink", p.ink, ground, words);
    check("second voice", p.ink_soft, ground, words);
    check("error words", p.danger, ground, words);
    check("focus", p.focus, ground, 3);
    check("edges of controls", p.line_strong, ground, 3);
    check("sign of an error", p.danger_accent, ground, 3);
  }
  check("sign on a tool key", p.ink, p.track(), words);
  for (const auto& [ground, sign] :
       {std::pair{p.danger_tint, p.danger_accent}, std::pair{p.caution_tint, p.caution_accent},
        std::pair{p.good_tint, p.good_accent}}) {
    check("words of a note", p.ink, ground, words);
    check("second voice of a note", p.ink_soft, ground, words);
    check("sign of a note", sign, ground, 3);
    check("edge of a note", sign, p.canvas, 2.9);  // its sign and words say the same
  }
  for (const Task task : {Task::neutral, Task::newcomer, Task::volunteer, Task::staff}) {
    const TaskColors& tones = p.of(task);
    check("words on a button", p.on_primary, tones.primary, words);
    check("words on a pressed button", p.on_primary, tones.pressed, words);
    check("how loud it is", tones.primary, p.track(), 3);
    check("how far one is", tones.accent, p.track(), 2.5);  // words say the same
    for (const Color ground : {p.surface, p.canvas, tones.tint, tones.wash}) {
      check("words of a quiet button", tones.primary, ground, words);
      check("ink of a tile", p.ink, ground, words);
      check("second voice of a tile", p.ink_soft, ground, words);
      check("pictogram", tones.accent, ground, 3);
      check("focus on a tile", p.focus, ground, 3);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Themes, EveryTheme, ::testing::ValuesIn(flow::kThemes));

TEST(Sizes, FollowMillimetresNotPixels) {
  struct Case {
    float width, height, density;
    Form form;
  };
  for (const auto& [width, height, density, form] : {
           Case{800, 480, 5.2F, Form::compact},   // 7 inch lying down
           Case{1280, 800, 5.9F, Form::roomy},    // 10.1 inch
           Case{720, 1280, 8.2F, Form::narrow},   // 7 inch standing
           Case{720, 1280, 5.7F, Form::upright},  // 10 inch standing
           Case{480, 800, 5.2F, Form::narrow},    // 7 inch standing, coarse
           Case{1024, 600, 6.7F, Form::compact},  // 7 inch lying, finer
           Case{1280, 400, 6.7F, Form::bar},      // a shelf panel
           Case{1920, 1200, 8.9F, Form::roomy},   // 10.1 inch with more pixels
       }) {
    const Metrics m = metrics_for(width, height, density, 1.0F);
    EXPECT_EQ(m.form, form) << width;
    EXPECT_GE(m.target, kMinTargetMm * density);
    EXPECT_GE(m.gap, kMinGapMm * density);
    EXPECT_GE(m.button, m.target);
    EXPECT_GE(m.drag_slop, 12);
  }
}

TEST(Sizes, TheFourTextSizesGrowEveryText) {
  Metrics before = metrics_for(800, 480, 5.2F, kTextScales[0]);
  for (const float scale : {kTextScales[1], kTextScales[2], kTextScales[3]}) {
    const Metrics m = metrics_for(800, 480, 5.2F, scale);
    for (float Metrics::* type :
         {&Metrics::caption, &Metrics::body, &Metrics::lead, &Metrics::title, &Metrics::display}) {
      EXPECT_GT(m.*type, before.*type);
    }
    EXPECT_EQ(m.target, before.target);
    before = m;
  }
}

TEST(Colours, MixAndFade) {
  EXPECT_EQ(rgb(0x112233), 0xFF332211U);
  EXPECT_EQ(mix(rgb(0x000000), rgb(0xFFFFFF), 0.5F), rgb(0x808080));
  EXPECT_EQ(with_alpha(rgb(0x112233), 0.5F), rgb(0x112233, 128));
  EXPECT_NEAR(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21, 0.01);
}

}  // namespace
}  // namespace samen::ui
