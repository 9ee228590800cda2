// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

// One purpose: what is asked, what it means, whether it is needed, and the mark.
float draw_purpose(const Ask& ask, const Rect& area, const forms::ConsentPurpose& purpose,
                   bool given) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const std::string name(domain::name_of(purpose.purpose));
  const std::string title = canvas.tr("consent." + name);
  const std::string text = canvas.tr("consent." + name + ".help");
  const std::string need = canvas.tr(purpose.required ? "app.needed" : "app.free_choice");

  const float pad = m.u(m.form == Form::roomy ? 2.5F : 1.75F);
  const float mark = std::round(m.mm(m.form == Form::roomy ? 7.5F : 6.5F));
  const float indent = mark + m.u(2);
  const float width = area.w - 2 * pad - indent;
  const Look small{.type = Type::caption_bold};
  const Words pill = canvas.lay(need, small);
  const Words heading = canvas.fit(title, {.type = Type::lead_bold}, width, 0);
  const Words words = canvas.lay(text, {.type = Type::body}, width);
  const float pill_height = canvas.m().caption * 1.2F + m.u(0.75F);
  const float height =
      2 * pad + heading->height + m.u(0.75F) + words->height + m.u(1.25F) + pill_height;
  const Rect box{area.x, area.y, area.w, std::round(std::max(height, m.target))};

  const Touch touch = canvas.target({.id = "consent." + name,
                                     .role = Role::checkbox,
                                     .label = title,
                                     .rect = box,
                                     .selected = given},
                                    flow::Event(flow::ConsentTapped{purpose.purpose}));
  draw_tile_ground(canvas, pressed_shape(box, touch), m.radius_large, given, touch.pressed,
                   canvas.task_kind());
  if (touch.focused) canvas.focus_ring(box, m.radius_large);
  Rect inner = box.shrunk(pad);
  const Rect side = inner.cut_start(mark, m.u(2));
  draw_mark(canvas, {side.x, side.y, mark, std::max(mark, heading->height)}, Mark::check, given);
  canvas.draw(heading, {inner.x, inner.y, inner.w, heading->height}, canvas.colors().ink,
              Align::start, Upright::top);
  inner.cut_top(heading->height + m.u(0.75F));
  canvas.draw(words, {inner.x, inner.y, inner.w, words->height}, canvas.colors().ink_soft,
              Align::start, Upright::top);
  inner.cut_top(words->height + m.u(1.25F));
  const Rect label{inner.x, inner.y, std::min(inner.w, pill->width + m.u(2.5F)), pill_height};
  canvas.fill(label, given ? canvas.colors().surface : canvas.task().tint, pill_height / 2);
  canvas.draw(pill, label, canvas.task().primary, Align::center);
  return box.bottom();
}

}  // namespace

float draw_consent(const Ask& ask, const Rect& area) {
  const auto answer = ask.as<forms::ConsentAnswer>();
  float y = area.y;
  for (const forms::ConsentPurpose& purpose : ask.question.purposes) {
    y = draw_purpose(ask, {area.x, y, area.w, 0}, purpose, answer.given(purpose.purpose)) +
        ask.canvas().m().gap;
  }
  return y - ask.canvas().m().gap;
}

}  // namespace samen::ui
