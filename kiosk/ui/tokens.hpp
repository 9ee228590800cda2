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
  TaskColors neutral;
  TaskColors newcomer;
  TaskColors volunteer;
  TaskColors staff;

  const TaskColors& of(Task task) const;
  // As in high contrast: a line is as strong as what is written.
  bool lines_are_ink() const { return line == ink; }
  // What lies behind: keys that type nothing, and what a bar, ring or row of signs has left. The
  // colour of lines, but in high contrast those are black and would swallow what stands on them.
  Color track() const;
};
const Palette& palette(flow::Theme theme);

// How much room there is; decided in millimetres, so a phone-sized panel with many pixels is
// narrow and a coarse large one is not.
enum class Form : std::uint8_t {
  narrow,   // under 110 mm wide: one column
  compact,  // under 105 mm high: the 7 inch display lying down
  roomy,
};

// Sizes in whole pixels for one viewport and text size.
struct Metrics {
  float density = 5.9F;  // px per mm
  float width = 0;
  float height = 0;
  Form form = Form::roomy;
  float text_scale = 1;

  float unit = 8;     // the grid everything sits on, about 1.4 mm
  float gap = 16;     // between targets: at least 2.5 mm
  float margin = 24;  // around the page
  float target = 76;  // smallest target: 12.7 mm
  float button = 84;  // height of the main buttons
  float header = 92;
  float radius = 12;        // buttons, fields, small tiles
  float radius_large = 20;  // cards, large tiles
  float hairline = 1;
  float outline = 2;
  float focus_ring = 4;
  float icon = 32;       // beside text
  float icon_tile = 56;  // inside the circle of a tile
  float drag_slop = 12;  // further than this a tap becomes a drag

  // Type, in pixels of the em.
  float caption = 18;
  float body = 22;
  float lead = 25;
  float title = 34;
  float display = 47;

  float mm(float millimetres) const { return millimetres * density; }
  // n steps of the grid.
  float u(float steps) const { return steps * unit; }
  bool narrow() const { return form == Form::narrow; }
  bool compact() const { return form == Form::compact; }
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
