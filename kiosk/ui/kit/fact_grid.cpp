// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/fact_grid.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {
namespace {

struct FactWords {
  Words label, value, note;
  float height = 0;
};

FactWords lay_fact(Canvas& canvas, const Fact& fact, float width) {
  const Metrics& m = canvas.m();
  const float indent = std::round(m.mm(9)) + m.u(1.75F);
  const float words = width - 2 * m.u(2) - indent;
  FactWords laid;
  laid.label = canvas.fit(fact.label, {.type = Type::caption}, words, 0);
  laid.value = canvas.fit(fact.value, {.type = Type::lead_bold}, words, 0);
  laid.height = laid.label->height + laid.value->height;
  if (!fact.note.empty()) {
    laid.note = canvas.lay(fact.note, {.type = Type::caption}, words);
    laid.height += laid.note->height + m.u(0.5F);
  }
  return laid;
}

void draw_fact(Canvas& canvas, const Rect& box, std::string_view id, const Fact& fact,
               const FactWords& laid) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  canvas.shadow(box, m.radius_large, 0.8F);
  canvas.fill(box, colors.surface, m.radius_large);
  const ToneColors tone = tone_colors(canvas, fact.tone);
  const bool plain = fact.tone == Tone::info;
  const Color line = plain ? colors.line : tone.sign;
  const Color sign = plain ? canvas.task().primary : tone.sign;
  canvas.outline(box, line, plain ? m.hairline : m.outline, m.radius_large);
  const float badge = std::round(m.mm(9));
  Rect inner = box.shrunk(m.u(2), m.u(1.75F));
  draw_badge(canvas, inner.x + badge / 2, inner.y + badge / 2, badge, fact.icon, tone.ground, sign);
  inner.cut_start(badge, m.u(1.75F));
  canvas.node(std::string(id) + "." + fact.id, Role::status,
              fact.label + ": " + fact.value + (fact.note.empty() ? "" : ". " + fact.note), box);
  float y = inner.y;
  const auto put = [&](const Words& words, Color color) {
    if (!words) return;
    canvas.draw(words, {inner.x, y, inner.w, words->height}, color, Align::start, Upright::top);
    y += words->height;
  };
  put(laid.label, colors.ink_soft);
  put(laid.value, colors.ink);
  y += m.u(0.5F);
  put(laid.note, colors.ink_soft);
}

}  // namespace

float draw_facts(Canvas& canvas, const Rect& area, std::string_view id,
                 std::span<const Fact> facts) {
  const Metrics& m = canvas.m();
  int columns = area.w > m.mm(165) ? 3 : area.w > m.mm(112) ? 2 : 1;
  if (m.text_scale > 1.4F && columns > 1) --columns;
  if (columns == 3 && facts.size() == 4) columns = 2;
  const auto count = static_cast<std::size_t>(columns);
  const float width =
      std::floor((area.w - m.gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  float y = area.y;
  for (std::size_t i = 0; i < facts.size(); i += count) {
    const std::size_t end = std::min(facts.size(), i + count);
    std::vector<FactWords> laid;
    float height = std::round(m.mm(9));
    for (std::size_t j = i; j < end; ++j) {
      laid.push_back(lay_fact(canvas, facts[j], width));
      height = std::max(height, laid.back().height);
    }
    height = std::round(height + 2 * m.u(1.75F));
    for (std::size_t j = i; j < end; ++j) {
      draw_fact(canvas, {area.x + static_cast<float>(j - i) * (width + m.gap), y, width, height},
                id, facts[j], laid[j - i]);
    }
    y += height + m.gap;
  }
  return y - m.gap;
}

}  // namespace samen::ui
