// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/fact_grid.hpp"

#include "kiosk/ui/layout/grid.hpp"

namespace samen::ui {
namespace {

Piece fact_piece(Canvas& canvas, std::string_view id, const Fact& fact) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const ToneColors tone = tone_colors(canvas, fact.tone);
  const bool plain = fact.tone == Tone::info;
  auto said = column(m.hair);
  said->add(words(
      canvas, {.words = fact.label, .look = {.type = Type::caption, .color = colors.ink_soft}}));
  said->add(words(canvas, {.words = fact.value, .look = {.type = Type::lead_bold}}));
  said->add(words(canvas,
                  {.words = fact.note, .look = {.type = Type::caption, .color = colors.ink_soft}}));
  auto line = row(m.inset, Stand::start);
  line->add(
      badge(canvas, fact.icon, m.badge, tone.ground, plain ? canvas.task().primary : tone.sign),
      {.gives = 0});
  line->add(std::move(said), {.flex = 1});
  std::string label = fact.label + ": " + fact.value;
  if (!fact.note.empty()) label += ". " + fact.note;
  return over(
      [&canvas, node = std::string(id) + "." + fact.id, label = std::move(label), plain,
       sign = tone.sign](const Rect& rect) {
        const Metrics& sizes = canvas.m();
        canvas.node(node, Role::status, label, rect);
        canvas.shadow(rect, sizes.radius_large);
        canvas.fill(rect, canvas.colors().surface, sizes.radius_large);
        canvas.outline(rect, plain ? canvas.colors().line : sign,
                       plain ? sizes.hairline : sizes.outline, sizes.radius_large);
      },
      padded(std::move(line), m.inset, m.inset));
}

}  // namespace

Piece facts(Canvas& canvas, std::string_view id, std::span<const Fact> facts) {
  const Metrics& m = canvas.m();
  auto all =
      grid(m.gap, {.most = facts.size() == 4 ? 2 : 3,
                   .suits = [least = m.fact_least](int, float each) { return each >= least; },
                   .equal_rows = false});
  for (const Fact& fact : facts) all->add(fact_piece(canvas, id, fact));
  return all;
}

}  // namespace samen::ui
