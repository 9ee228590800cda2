// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/display_choice.hpp"

#include <cmath>
#include <iterator>

#include "kiosk/flow/state.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/layout/grid.hpp"

namespace samen::ui {
namespace {

// The tile of a theme is painted in that theme.
void draw_theme_ground(Canvas& canvas, const Rect& shape, const Touch& touch, const Palette& own,
                       Chosen chosen) {
  const Metrics& m = canvas.m();
  const bool yes = chosen == Chosen::yes;
  canvas.fill(shape, touch.pressed ? own.of(canvas.task_kind()).wash : own.canvas, m.radius);
  canvas.outline(shape, yes ? canvas.task().primary : canvas.colors().line_strong,
                 yes ? m.outline * 1.5F : m.outline, m.radius);
  if (touch.focused) canvas.focus_ring(shape, m.radius);
}

Piece theme_tile(Canvas& canvas, flow::Theme theme, Chosen chosen) {
  const Metrics& m = canvas.m();
  const std::string name(flow::to_string(theme));
  const std::string label = canvas.tr("app.theme." + name);
  const Palette& own = palette(theme);
  const TaskColors& tones = own.of(canvas.task_kind());
  auto face = column(m.hair);
  face->add(badge(canvas, chosen == Chosen::yes ? "check" : "format-size", m.badge, tones.primary,
                  chosen == Chosen::yes ? own.on_primary : tones.primary),
            {.stand = Stand::middle});
  face->add(words(
      canvas, {.words = label,
               .look = {.type = Type::caption_bold, .color = own.ink, .align = Align::center}}));
  return tappable(
      canvas,
      {.id = "theme." + name,
       .role = Role::tile,
       .label = label,
       .rect = {},
       .selected = chosen == Chosen::yes},
      flow::Event(flow::ThemeChosen{theme}),
      [&canvas, &own, chosen](const Rect& shape, const Touch& touch) {
        draw_theme_ground(canvas, shape, touch, own, chosen);
      },
      padded(std::move(face), m.thin, m.thin));
}

// The letters are as large as the size makes them, whatever size the screen has now.
Piece size_tile(Canvas& canvas, int size, Chosen chosen) {
  const Metrics& m = canvas.m();
  const float scale = 1.25F * kTextScales[size] / m.text_scale;
  Piece letters = words(canvas, {.words = canvas.tr("app.text_size.letter"),
                                 .look = {.type = Type::lead_bold,
                                          .color = canvas.task().primary,
                                          .align = Align::center,
                                          .scale = scale}});
  return at_least(tappable(
                      canvas,
                      {.id = "text_size." + std::to_string(size),
                       .role = Role::tile,
                       .label = canvas.tr("app.text_size." + std::to_string(size + 1)),
                       .rect = {},
                       .selected = chosen == Chosen::yes},
                      flow::Event(flow::TextSizeChosen{size}),
                      [&canvas, chosen](const Rect& shape, const Touch& touch) {
                        const float radius = canvas.m().radius;
                        draw_tile_ground(canvas, shape, radius, chosen == Chosen::yes,
                                         touch.pressed, canvas.task_kind());
                        if (touch.focused) canvas.focus_ring(shape, radius);
                      },
                      stands(std::move(letters), Stand::fill, Stand::middle)),
                  m.target, m.button);
}

}  // namespace

Piece text_sizes(Canvas& canvas, int chosen) {
  auto all = grid(canvas.m().gap, {.most = flow::kTextSizes, .suits = {}});
  for (int size = 0; size < flow::kTextSizes; ++size) {
    all->add(size_tile(canvas, size, size == chosen ? Chosen::yes : Chosen::no));
  }
  return all;
}

Piece themes(Canvas& canvas, flow::Theme chosen) {
  auto all = grid(canvas.m().gap, {.most = static_cast<int>(std::size(flow::kThemes))});
  for (const flow::Theme theme : flow::kThemes) {
    all->add(theme_tile(canvas, theme, theme == chosen ? Chosen::yes : Chosen::no));
  }
  return all;
}

}  // namespace samen::ui
