// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/stepper.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

// A card for controls: white, lifted a little.
void card(Canvas& canvas, const Rect& rect) {
  canvas.shadow(rect, canvas.m().radius_large);
  canvas.fill(rect, canvas.colors().surface, canvas.m().radius_large);
  canvas.outline(rect, canvas.colors().line, canvas.m().hairline, canvas.m().radius_large);
}

// One little person for each that is counted, so that the number can be seen.
void draw_people(Canvas& canvas, const Rect& rect, int count, int most) {
  const float step = std::min(rect.w / static_cast<float>(std::max(1, most)), rect.h * 0.8F);
  const float size = std::floor(std::min(rect.h, step * 1.15F));
  float x = rect.x + (rect.w - step * static_cast<float>(most)) / 2;
  for (int i = 0; i < most; ++i, x += step) {
    canvas.icon("account", {x, rect.y, step, rect.h}, size,
                i < count ? canvas.task().accent : canvas.colors().track());
  }
}

}  // namespace

float draw_stepper(const Ask& ask, const Rect& area) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const int value =
      std::get_if<int>(&ask.value) ? *std::get_if<int>(&ask.value) : ask.question.initial;
  const float width = std::min(area.w, m.mm(110));
  const float row = std::max(m.mm(18), m.display * 1.3F);
  const float people = m.mm(m.form == Form::roomy ? 11 : 8);
  const float height = row + people + m.u(m.form == Form::roomy ? 7 : 4.5F);
  const Rect box{area.x, area.y, width, std::round(height)};
  card(canvas, box);
  Rect inner = box.shrunk(m.u(3), m.u(m.form == Form::roomy ? 2.5F : 1.5F));
  draw_stepper_row(canvas, inner.cut_top(row, m.u(1.5F)),
                   {.id = "answer",
                    .label = ask.intro.title,
                    .value = value,
                    .min = ask.question.min,
                    .max = ask.question.max,
                    .less = flow::Event(flow::StepperTapped{-1}),
                    .more = flow::Event(flow::StepperTapped{1})},
                   true);
  draw_people(canvas, inner.cut_top(people), value, ask.question.max);
  return box.bottom();
}

float draw_children(const Ask& ask, const Rect& area) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const auto counts = ask.as<forms::ChildCounts>();
  const auto bands = domain::vocabulary_size<domain::ChildBand>();
  const bool below = area.w < m.mm(84);  // the buttons under the words
  const float badge = std::round(m.target * 0.8F);
  const float buttons = below ? area.w - m.u(4) : m.mm(48);
  const float words = area.w - m.u(6) - badge - (below ? 0 : buttons + m.u(1));
  float y = area.y;
  for (std::size_t band = 0; band < bands; ++band) {
    const auto which = static_cast<domain::ChildBand>(band);
    const std::string key = "child." + std::string(domain::name_of(which));
    const std::string label = canvas.tr(key);
    const Words laid = canvas.fit(label, {.type = Type::body_bold}, words, 0);
    const float line = std::max(badge, laid->height);
    float height = std::max(line, m.target) + m.u(2);
    if (below) height = line + m.target + m.u(3.5F);
    const Rect box{area.x, y, area.w, std::round(height)};
    card(canvas, box);
    Rect inner = box.shrunk(m.u(2), m.u(1));
    Rect controls = below ? inner.cut_bottom(m.target, m.u(1)) : inner.cut_end(buttons, m.u(1));
    std::string_view icon = canvas.icon_of(key);
    if (icon.empty()) icon = ask.question.icon;
    draw_badge(canvas, inner.x + badge / 2, inner.center_y(), badge, icon, canvas.task().tint,
               canvas.task().primary);
    inner.cut_start(badge, m.u(2));
    canvas.node(key, Role::text, label, inner);
    canvas.draw(laid, inner, canvas.colors().ink);
    const int total = counts.total();
    draw_stepper_row(canvas, controls,
                     {.id = "answer." + std::string(domain::name_of(which)),
                      .label = label,
                      .value = counts.count[band],
                      .min = 0,
                      .max = total >= ask.question.max ? counts.count[band] : ask.question.max,
                      .less = flow::Event(flow::ChildrenTapped{which, -1}),
                      .more = flow::Event(flow::ChildrenTapped{which, 1})},
                     false);
    y += box.h + m.gap;
  }
  return y - m.gap;
}

}  // namespace samen::ui
