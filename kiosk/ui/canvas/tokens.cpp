// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/tokens.hpp"

#include <algorithm>
#include <cmath>

namespace samen::ui {
namespace {

float channel(Color color, int shift) {
  return static_cast<float>((color >> shift) & 0xFF) / 255.0F;
}

// Relative luminance as WCAG 2 defines it.
float luminance(Color color) {
  const auto linear = [](float c) {
    return c <= 0.03928F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F);
  };
  return 0.2126F * linear(channel(color, 0)) + 0.7152F * linear(channel(color, 8)) +
         0.0722F * linear(channel(color, 16));
}

constexpr TaskColors kTeal{rgb(0x07474A), rgb(0x053638), rgb(0x128C86), rgb(0xDCF0EC),
                           rgb(0xF0F8F5)};
constexpr TaskColors kTerracotta{rgb(0x6E2A17), rgb(0x551F10), rgb(0xD9643A), rgb(0xFCE7DC),
                                 rgb(0xFEF5EF)};
constexpr TaskColors kBlue{rgb(0x1D3A6B), rgb(0x152B51), rgb(0x3B69BE), rgb(0xE2EAF8),
                           rgb(0xF2F6FC)};

constexpr TaskColors kTealDark{rgb(0x8FE0D8), rgb(0xBDEFE9), rgb(0x46B9B0), rgb(0x123634),
                               rgb(0x12262A)};

constexpr Palette kStandard{
    .canvas = rgb(0xFAF6F0),
    .surface = rgb(0xFFFFFF),
    .sunken = rgb(0xEFE8DD),
    .ink = rgb(0x17222E),
    .ink_soft = rgb(0x2E3944),
    .on_primary = rgb(0xFFFFFF),
    .line = rgb(0xE6DED2),
    .line_strong = rgb(0x7C746A),
    .scrim = rgb(0x17222E, 150),
    .shadow = rgb(0x4A3B28),
    .focus = rgb(0x17222E),
    .danger = rgb(0x731A1A),
    .danger_accent = rgb(0xC43D33),
    .danger_tint = rgb(0xFCE8E4),
    .caution_accent = rgb(0xC27C0E),
    .caution_tint = rgb(0xFFF2D1),
    .good_accent = rgb(0x2C8A57),
    .good_tint = rgb(0xE0F3E6),
    .edge = rgb(0x8F857A),
    .lit = rgb(0xF9CF73),
    .on_lit = rgb(0x17222E),
    .neutral = kTeal,
    .newcomer = kTeal,
    .volunteer = kTerracotta,
    .staff = kBlue,
};

constexpr TaskColors high_contrast(Color primary, Color tint) {
  return {primary, rgb(0x000000), primary, tint, rgb(0xFFFFFF)};
}

constexpr Palette kHighContrast{
    .canvas = rgb(0xFFFFFF),
    .surface = rgb(0xFFFFFF),
    .sunken = rgb(0xE4E4E4),
    .ink = rgb(0x000000),
    .ink_soft = rgb(0x000000),
    .on_primary = rgb(0xFFFFFF),
    .line = rgb(0x000000),
    .line_strong = rgb(0x000000),
    .scrim = rgb(0x000000, 190),
    .shadow = rgb(0x000000),
    .focus = rgb(0x000000),
    .danger = rgb(0x5E0B0B),
    .danger_accent = rgb(0x8C1111),
    .danger_tint = rgb(0xFFE9E6),
    .caution_accent = rgb(0x5C3B00),
    .caution_tint = rgb(0xFFF0C2),
    .good_accent = rgb(0x0A4A2A),
    .good_tint = rgb(0xE2F6E8),
    .edge = rgb(0x000000),
    .lit = rgb(0xFFF0C2),
    .on_lit = rgb(0x000000),
    .neutral = high_contrast(rgb(0x00383A), rgb(0xD5EEEA)),
    .newcomer = high_contrast(rgb(0x00383A), rgb(0xD5EEEA)),
    .volunteer = high_contrast(rgb(0x571C0B), rgb(0xFFE3D5)),
    .staff = high_contrast(rgb(0x122A54), rgb(0xDCE6F8)),
};

// In the dark filled things are light and what stands on them is dark: `primary` stays readable as
// words on tiles too. Shadows only blacken; tiles rise by being lighter than the canvas.
constexpr Palette kDark{
    .canvas = rgb(0x10161C),
    .surface = rgb(0x1B232B),
    .sunken = rgb(0x0A0E12),
    .ink = rgb(0xF4F1EA),
    .ink_soft = rgb(0xDCD8CF),
    .on_primary = rgb(0x0B1216),
    .line = rgb(0x36414B),
    .line_strong = rgb(0x96A3AE),
    .scrim = rgb(0x000000, 170),
    .shadow = rgb(0x000000),
    .focus = rgb(0xFFFFFF),
    .danger = rgb(0xFFC4BC),
    .danger_accent = rgb(0xFF8A7C),
    .danger_tint = rgb(0x3A1714),
    .caution_accent = rgb(0xF2B84B),
    .caution_tint = rgb(0x33270C),
    .good_accent = rgb(0x6FCB98),
    .good_tint = rgb(0x112D1F),
    .edge = rgb(0x96A3AE),
    .lit = rgb(0xF9CF73),
    .on_lit = rgb(0x0B1216),
    .neutral = kTealDark,
    .newcomer = kTealDark,
    .volunteer = {rgb(0xFFC0A3), rgb(0xFFD9C8), rgb(0xF08A60), rgb(0x3B2118), rgb(0x261A16)},
    .staff = {rgb(0xBDD3FF), rgb(0xD9E6FF), rgb(0x7DA5F0), rgb(0x1B2B4A), rgb(0x172131)},
};

}  // namespace

Color with_alpha(Color color, float alpha) {
  const float scaled = static_cast<float>(color >> 24) * std::clamp(alpha, 0.0F, 1.0F);
  return (color & 0x00FFFFFF) | (static_cast<Color>(std::lround(scaled)) << 24);
}

Color mix(Color from, Color to, float t) {
  t = std::clamp(t, 0.0F, 1.0F);
  Color result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float a = static_cast<float>((from >> shift) & 0xFF);
    const float b = static_cast<float>((to >> shift) & 0xFF);
    result |= static_cast<Color>(std::lround(a + (b - a) * t)) << shift;
  }
  return result;
}

float contrast(Color a, Color b) {
  const float first = luminance(a) + 0.05F;
  const float second = luminance(b) + 0.05F;
  return std::max(first, second) / std::min(first, second);
}

const TaskColors& Palette::of(Task task) const {
  switch (task) {
    case Task::newcomer:
      return newcomer;
    case Task::volunteer:
      return volunteer;
    case Task::staff:
      return staff;
    case Task::neutral:
      break;
  }
  return neutral;
}

bool Palette::dark() const {
  return luminance(canvas) < luminance(ink);
}

RailInk Palette::rail(Task task) const {
  const TaskColors& tones = of(task);
  return dark() ? RailInk{surface, tones.tint, ink}
                : RailInk{tones.primary, tones.pressed, on_primary};
}

Color Palette::track() const {
  return lines_are_ink() ? mix(sunken, ink, 0.1F) : line;
}

const Palette& palette(flow::Theme theme) {
  switch (theme) {
    case flow::Theme::high_contrast:
      return kHighContrast;
    case flow::Theme::dark:
      return kDark;
    case flow::Theme::standard:
      break;
  }
  return kStandard;
}

namespace {

Form form_of(float width_mm, float height_mm) {
  if (width_mm < height_mm) return width_mm < 110 ? Form::narrow : Form::upright;
  // The rail needs six targets below each other.
  if (height_mm < 6 * kMinTargetMm + 5 * kMinGapMm) return Form::bar;
  return height_mm < 105 ? Form::compact : Form::roomy;
}

// One size in millimetres: on small displays and on roomy ones.
struct Size {
  float Metrics::* what;
  float small;
  float roomy;
};
constexpr Size kSizes[] = {
    {&Metrics::unit, 1.25F, 1.4F},
    {&Metrics::hair, 0.6F, 0.7F},
    {&Metrics::thin, 0.95F, 1.05F},
    {&Metrics::near, 1.55F, 1.75F},
    {&Metrics::inset, 1.9F, 2.1F},
    {&Metrics::card, 2.2F, 3.5F},
    {&Metrics::part, 2.6F, 4.2F},
    {&Metrics::page, 2.5F, 5.6F},
    {&Metrics::button, 12.8F, 14.2F},
    {&Metrics::button_width, 34, 44},
    {&Metrics::tile, 13, 14.2F},
    {&Metrics::tile_most, 19, 19},
    {&Metrics::big_tile, 42, 48},
    {&Metrics::big_tile_least, 34, 34},
    {&Metrics::control, 15.5F, 15.5F},
    {&Metrics::key_most, 16.5F, 16.5F},
    {&Metrics::radius, 2.0F, 2.2F},
    {&Metrics::radius_large, 2.8F, 3.4F},
    {&Metrics::outline, 0.34F, 0.34F},
    {&Metrics::focus_ring, 0.6F, 0.6F},
    {&Metrics::bar, 0.8F, 0.9F},
    {&Metrics::icon, 4.8F, 5.2F},
    {&Metrics::mark, 4.6F, 5.2F},
    {&Metrics::badge, 8.5F, 9.2F},
    {&Metrics::badge_large, 11, 15},
    {&Metrics::badge_hero, 17, 27},
    {&Metrics::figure, 8, 10},
    {&Metrics::ring, 9.5F, 13},
    {&Metrics::qr, 27, 34},
    {&Metrics::wordmark, 7.5F, 10.5F},
    {&Metrics::words_least, 18, 18},
    {&Metrics::fact_least, 50, 50},
    {&Metrics::column, 128, 128},
    {&Metrics::dialog, 118, 124},
    {&Metrics::panel, 84, 84},
    {&Metrics::page_most, 204, 204},
    {&Metrics::rail, 17.6F, 21.4F},
};

}  // namespace

Metrics metrics_for(float width, float height, float density, float text_scale) {
  Metrics m;
  m.density = density;
  m.width = width;
  m.height = height;
  m.text_scale = text_scale;
  m.form = form_of(width / density, height / density);
  for (const Size& size : kSizes) {
    m.*size.what = std::max(2.0F, std::round((m.roomy() ? size.roomy : size.small) * density));
  }
  m.fact_least = std::round(m.fact_least * text_scale);
  // Words of the rail grow with the others as far as its width does; where it is twice as wide they
  // have the room.
  if (m.form != Form::bar) m.rail = std::round(m.rail * (1 + (text_scale - 1) / 2));
  m.gap = std::max(2 * m.unit, std::ceil(kMinGapMm * density));
  m.target = std::ceil(kMinTargetMm * density);
  m.button = std::max(m.target, m.button);
  m.hairline = std::max(1.0F, std::floor(0.2F * density));
  m.drag_slop = std::max(12.0F, std::round(2.1F * density));

  const auto type = [&](float small, float roomy, float scale) {
    return std::round((m.roomy() ? roomy : small) * density * scale);
  };
  m.caption = type(2.95F, 3.05F, text_scale);
  m.body = type(3.45F, 3.7F, text_scale);
  m.lead = type(3.8F, 4.25F, text_scale);
  // Headings grow more slowly than the text they head: they are large already.
  const float heading = 1 + (text_scale - 1) * 0.7F;
  m.title = type(4.9F, 5.9F, heading);
  m.display = type(6.2F, 8.2F, heading);
  return m;
}

}  // namespace samen::ui
