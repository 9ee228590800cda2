// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kiosk/flow/theme.hpp"

namespace samen::ui {

// Design tokens: every colour, distance and size on the screen comes from here.

using Color = std::uint32_t;  // Dear ImGui's packing: 0xAABBGGRR

constexpr Color rgb(std::uint32_t rrggbb, std::uint8_t alpha = 255) {
  return (static_cast<Color>(alpha) << 24) | ((rrggbb & 0xFF) << 16) | (rrggbb & 0xFF00) |
         (rrggbb >> 16);
}
// The same colour with another opacity, 0..1.
Color with_alpha(Color color, float alpha);
// `t` of the way from one colour to the other, 0..1.
Color mix(Color from, Color to, float t);
// WCAG contrast of two opaque colours, 1..21.
float contrast(Color a, Color b);

// What the person is doing; each has its own strong colour.
enum class Task : std::uint8_t { neutral, newcomer, volunteer, staff };

struct TaskColors {
  Color primary;  // filled buttons, chosen things; white text on it has at least 10:1
  Color pressed;
  Color accent;  // pictograms, progress, rings: never carries text
  Color tint;    // circles behind pictograms, chosen tiles
  Color wash;    // the palest: large areas
};

// The ground of the rail and what stands on it.
struct RailInk {
  Color ground, pressed, ink;
};

struct Palette {
  Color canvas;    // behind everything
  Color surface;   // tiles, fields, bars
  Color sunken;    // keyboards, tracks
  Color ink;       // text
  Color ink_soft;  // second voice, still 10:1 on canvas and surface
  Color on_primary;
  Color line;         // separates
  Color line_strong;  // outlines of controls, at least 3:1
  Color scrim;        // behind overlays
  Color shadow;
  Color focus;
  Color danger;  // text and outlines of errors
  Color danger_accent;
  Color danger_tint;
  Color caution_accent;
  Color caution_tint;
  Color good_accent;
  Color good_tint;
  Color edge;  // of a tile, at least 3:1
  Color lit;   // what is going on here and now: listening
  Color on_lit;
  TaskColors neutral;
  TaskColors newcomer;
  TaskColors volunteer;
  TaskColors staff;

  const TaskColors& of(Task task) const;
  // As in high contrast: a line is as strong as what is written.
  bool lines_are_ink() const { return line == ink; }
  bool dark() const;  // what is written is lighter than what it stands on
  // The rail: the task's own colour, but in the dark a calm ground.
  RailInk rail(Task task) const;
  // What lies behind: keys that type nothing, and what a bar, ring or row of signs has left. The
  // colour of lines, but in high contrast those are black and would swallow what stands on them.
  Color track() const;
};
const Palette& palette(flow::Theme theme);

// The colours of the programme itself: the mark, the welcome and the picture on it. They stay the
// same in every theme.
struct Brand {
  Color sun, coral, terracotta, sea, sand, night;
  Color ground_high, ground_low;  // the calm shapes behind the welcome
  Color ring, spoke;              // of the picture
};
inline constexpr Brand kBrand{.sun = rgb(0xF2B84B),
                              .coral = rgb(0xE9825B),
                              .terracotta = rgb(0xD9643A),
                              .sea = rgb(0x2FA39B),
                              .sand = rgb(0xFAF6F0),
                              .night = rgb(0x053638),
                              .ground_high = rgb(0x0C5A5B),
                              .ground_low = rgb(0x0A5253),
                              .ring = rgb(0xFFFFFF, 46),
                              .spoke = rgb(0xFFFFFF, 70)};
// A QR code is black on white whatever the theme: cameras want it so.
inline constexpr Color kQrInk = rgb(0x000000);
inline constexpr Color kQrPaper = rgb(0xFFFFFF);

// What kind of display it is: decided once, here, in millimetres, so that a phone-sized panel with
// many pixels is narrow and a coarse large one is not. Screens do not ask; sizes below and the
// frame of the page (kit/page) follow from it.
enum class Form : std::uint8_t {
  narrow,   // stands and is under 110 mm wide
  upright,  // stands, wider
  compact,  // lies and is under 105 mm high: the 7 inch display
  bar,      // lies and is too low for six targets: a shelf panel
  roomy,
};

// Sizes in whole pixels for one viewport and text size.
struct Metrics {
  float density = 5.9F;  // px per mm
  float width = 0;
  float height = 0;
  Form form = Form::roomy;
  float text_scale = 1;

  // Distances, from small to large.
  float hair = 4;    // within one small thing
  float thin = 6;    // between lines that belong together
  float unit = 8;    // the grid everything sits on, about 1.4 mm
  float near = 10;   // between a sign and its words
  float inset = 12;  // inside tiles
  float gap = 16;    // between targets: at least 2.5 mm
  float card = 20;   // inside cards
  float part = 24;   // between the parts of a page
  float page = 32;   // around the page

  // Things to tap.
  float target = 76;         // smallest: 12.7 mm
  float button = 84;         // height of the main buttons
  float button_width = 260;  // of the main one, at least
  float tile = 84;           // an answer with one line of words
  float tile_most = 112;     // what it may grow to
  float big_tile = 280;      // an answer with a large picture, and how narrow it may be
  float big_tile_least = 200;
  float control = 92;   // the large buttons round a number
  float key_most = 97;  // height of a key

  // Lines and corners.
  float radius = 12;        // buttons, fields, small tiles
  float radius_large = 20;  // cards, large tiles
  float hairline = 1;
  float outline = 2;
  float focus_ring = 4;
  float bar = 8;  // thickness of progress, rings, points

  // Signs.
  float icon = 32;         // beside text
  float mark = 30;         // chosen or not
  float badge = 54;        // a pictogram in its circle, beside words
  float badge_large = 76;  // above or beside large words
  float badge_hero = 100;  // the first thing to see
  float figure = 54;       // a person in a picture of people
  float ring = 76;         // radius of the seconds that are left
  float qr = 200;
  float wordmark = 62;

  // How wide words may run.
  float words_least = 100;  // narrower than this is no column
  float fact_least = 295;   // of a fact for staff
  float column = 650;       // a message in the middle of a page
  float dialog = 730;
  float panel = 496;       // a pad of numbers, at most
  float page_most = 1200;  // of a page on a very wide display
  float rail = 126;        // the way out and the helping hands

  float drag_slop = 12;  // further than this a tap becomes a drag

  // Type, in pixels of the em.
  float caption = 18;
  float body = 22;
  float lead = 25;
  float title = 34;
  float display = 47;

  bool lies() const { return form != Form::narrow && form != Form::upright; }
  bool roomy() const { return form == Form::roomy || form == Form::upright; }
};

inline constexpr float kMinTargetMm = 12.7F;
inline constexpr float kMinGapMm = 2.5F;
// The four text sizes a person can choose.
inline constexpr float kTextScales[] = {1.0F, 1.15F, 1.3F, 1.5F};

Metrics metrics_for(float width, float height, float density, float text_scale);

// Motion, in milliseconds; all of it is skipped when motion is reduced.
inline constexpr int kPressMs = 90;
inline constexpr int kFadeMs = 160;
inline constexpr int kGreetingMs = 3600;

}  // namespace samen::ui
