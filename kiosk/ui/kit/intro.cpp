// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/intro.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {
namespace {

Look title_look(const Intro& intro) {
  return {.type = intro.small ? Type::lead_bold : Type::title};
}
constexpr Look kPill{.type = Type::caption_bold};

float badge(const Metrics& m, const Intro& intro) {
  if (intro.small) return std::round(m.mm(8.5F));
  if (!intro.beside) return std::round(m.mm(10));
  return std::round(m.mm(m.form == Form::roomy ? 16 : 10.5F));
}

// In a small column the pictogram stands beside the label above the heading, if there is one.
bool beside_pill(const Intro& intro) {
  return intro.small && intro.beside && !intro.pill.empty();
}

Look help_look(const Canvas& canvas) {
  return {.type = Type::body, .color = canvas.colors().ink_soft};
}

float pill_height(const Canvas& canvas) {
  return canvas.m().caption * 1.2F + canvas.m().u(1);
}

}  // namespace

float intro_height(Canvas& canvas, const Intro& intro, float width) {
  const Metrics& m = canvas.m();
  const bool icon = !intro.icon.empty();
  float height = 0;
  if (icon && intro.beside) height += badge(m, intro) + m.u(intro.small ? 1.25F : 2);
  if (!intro.pill.empty() && !(icon && beside_pill(intro))) {
    height += pill_height(canvas) + m.u(1.25F);
  }
  const bool in_line = icon && !intro.beside;
  const float title_width = in_line ? width - badge(m, intro) - m.u(1.5F) : width;
  const float title = canvas.fit(intro.title, title_look(intro), title_width, 0)->height;
  height += in_line ? std::max(title, badge(m, intro)) : title;
  if (!intro.help.empty()) {
    height += m.u(1.25F) + canvas.lay(intro.help, help_look(canvas), width)->height;
  }
  return std::ceil(height);
}

float draw_intro(Canvas& canvas, const Intro& intro, const Rect& area) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  const bool icon = !intro.icon.empty();
  const float size = icon ? badge(m, intro) : 0;
  float y = area.y;
  const auto draw_pill = [&](float x, float center_y) {
    const Words words = canvas.lay(intro.pill, kPill);
    const Rect pill{x, std::round(center_y - pill_height(canvas) / 2), words->width + m.u(2.5F),
                    pill_height(canvas)};
    canvas.node(intro.id + ".pill", Role::text, intro.pill, pill);
    canvas.fill(pill, task.tint, pill.h / 2);
    canvas.draw(words, pill, task.primary, Align::center);
  };
  if (icon && intro.beside) {
    draw_badge(canvas, area.x + size / 2, y + size / 2, size, intro.icon, task.tint, task.primary);
    if (beside_pill(intro)) draw_pill(area.x + size + m.u(1), y + size / 2);
    y += size + m.u(intro.small ? 1.25F : 2);
  }
  if (!intro.pill.empty() && !(icon && beside_pill(intro))) {
    draw_pill(area.x, y + pill_height(canvas) / 2);
    y += pill_height(canvas) + m.u(1.25F);
  }
  const bool in_line = icon && !intro.beside;
  const float indent = in_line ? size + m.u(1.5F) : 0;
  const Words title = canvas.fit(intro.title, title_look(intro), area.w - indent, 0);
  const float height = in_line ? std::max(title->height, size) : title->height;
  if (in_line) {
    draw_badge(canvas, area.x + size / 2, y + height / 2, size, intro.icon, task.tint,
               task.primary);
  }
  const Rect box{area.x + indent, y, area.w - indent, height};
  canvas.node(intro.id + ".title", Role::heading, intro.title, box);
  canvas.draw(title, box, canvas.colors().ink, Align::start,
              in_line ? Upright::middle : Upright::top);
  y += height;
  if (!intro.help.empty()) {
    y += m.u(1.25F);
    y += canvas.say(intro.id + ".help", Role::text, intro.help, help_look(canvas),
                    {area.x, y, area.w, 0});
  }
  return y;
}

void give_way(Intro& intro, const std::function<bool()>& fits) {
  if (!fits()) intro.beside = false;
  if (!fits()) intro.small = true;
  if (!fits()) intro.help.clear();
}

TwoColumns two_columns(Canvas& canvas, const Rect& body, Intro& intro, float intro_part) {
  const Metrics& m = canvas.m();
  const float pad = m.form == Form::roomy ? m.u(5) : m.u(2);
  const float above = m.form == Form::roomy ? m.u(5) : m.u(2);
  TwoColumns columns;
  Rect inner = body.shrunk(pad, 0);
  const float most = m.mm(204);
  if (inner.w > most) inner = {inner.x + (inner.w - most) / 2, inner.y, most, inner.h};
  const float start = std::round(inner.w * intro_part);
  const bool lies = m.width > m.height * 1.2F && m.width > m.mm(130);
  intro.beside = true;
  // The heading gets smaller before the page gives up its second column.
  const auto fits = [&] {
    const Words title = canvas.fit(intro.title, title_look(intro), start, 0);
    const float size = intro.small ? m.lead : m.title;
    return title->style.size_px >= size * 0.8F &&
           intro_height(canvas, intro, start) <= body.h - 2 * above;
  };
  bool split = lies && fits();
  if (lies && !split) {
    intro.small = true;
    split = fits();
    intro.small = split;
  }
  if (split) {
    columns.split = true;
    columns.intro = inner.cut_start(start, m.form == Form::roomy ? m.u(6) : m.u(3));
    columns.intro = {columns.intro.x, body.y + above, columns.intro.w, body.h - 2 * above};
    columns.content = {inner.x, body.y, inner.w, body.h};
    return columns;
  }
  intro.beside = false;
  columns.content = inner;
  return columns;
}

float note_height(Canvas& canvas, std::string_view text, float width) {
  const Metrics& m = canvas.m();
  const Words words =
      canvas.lay(text, {.type = Type::body}, width - 2 * m.u(2) - m.icon - m.u(1.25F));
  return std::ceil(std::max(words->height, m.icon) + 2 * m.u(1.25F));
}

void draw_note(Canvas& canvas, std::string_view id, Tone tone, std::string_view icon,
               std::string_view text, const Rect& rect) {
  const Metrics& m = canvas.m();
  const ToneColors colors = tone_colors(canvas, tone);
  canvas.node(id, tone == Tone::danger ? Role::error : Role::text, text, rect);
  canvas.fill(rect, colors.ground, m.radius);
  Rect inner = rect.shrunk(m.u(2), 0);
  canvas.icon(icon, inner.cut_start(m.icon, m.u(1.25F)), m.icon, colors.sign);
  canvas.draw(canvas.lay(text, {.type = Type::body}, inner.w), inner, canvas.colors().ink);
}

}  // namespace samen::ui
