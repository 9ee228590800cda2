// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/intro.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {
namespace {

constexpr Look kTitle{.type = Type::title};
constexpr Look kPill{.type = Type::caption_bold};

float badge(const Metrics& m, bool beside) {
  if (!beside) return std::round(m.mm(10));
  return std::round(m.mm(m.form == Form::roomy ? 16 : 10.5F));
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
  float height = 0;
  if (!intro.icon.empty() && intro.beside) height += badge(m, true) + m.u(2);
  if (!intro.pill.empty()) height += pill_height(canvas) + m.u(1.25F);
  const bool icon_in_line = !intro.icon.empty() && !intro.beside;
  const float title_width = icon_in_line ? width - badge(m, false) - m.u(1.5F) : width;
  const float title = canvas.fit(intro.title, kTitle, title_width, 0)->height;
  height += icon_in_line ? std::max(title, badge(m, false)) : title;
  if (!intro.help.empty()) {
    height += m.u(1.25F) + canvas.lay(intro.help, help_look(canvas), width)->height;
  }
  return std::ceil(height);
}

float draw_intro(Canvas& canvas, const Intro& intro, const Rect& area) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  float y = area.y;
  if (!intro.icon.empty() && intro.beside) {
    const float size = badge(m, true);
    draw_badge(canvas, area.x + size / 2, y + size / 2, size, intro.icon, task.tint, task.primary);
    y += size + m.u(2);
  }
  if (!intro.pill.empty()) {
    const Words words = canvas.lay(intro.pill, kPill);
    const Rect pill{area.x, y, words->width + m.u(2.5F), pill_height(canvas)};
    canvas.node(intro.id + ".pill", Role::text, intro.pill, pill);
    canvas.fill(pill, task.tint, pill.h / 2);
    canvas.draw(words, pill, task.primary, Align::center);
    y += pill.h + m.u(1.25F);
  }
  const bool icon_in_line = !intro.icon.empty() && !intro.beside;
  const float size = icon_in_line ? badge(m, false) : 0;
  const float indent = icon_in_line ? size + m.u(1.5F) : 0;
  const Words title = canvas.fit(intro.title, kTitle, area.w - indent, 0);
  const float height = std::max(title->height, size);
  if (icon_in_line) {
    draw_badge(canvas, area.x + size / 2, y + height / 2, size, intro.icon, task.tint,
               task.primary);
  }
  const Rect box{area.x + indent, y, area.w - indent, height};
  canvas.node(intro.id + ".title", Role::heading, intro.title, box);
  canvas.draw(title, box, canvas.colors().ink, Align::start,
              icon_in_line ? Upright::middle : Upright::top);
  y += height;
  if (!intro.help.empty()) {
    y += m.u(1.25F);
    y += canvas.say(intro.id + ".help", Role::text, intro.help, help_look(canvas),
                    {area.x, y, area.w, 0});
  }
  return y;
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
  const Words title = canvas.fit(intro.title, kTitle, start, 0);
  const bool whole_words = title->style.size_px >= m.title * 0.8F;
  if (lies && whole_words && intro_height(canvas, intro, start) <= body.h - 2 * above) {
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
  const Palette& colors = canvas.colors();
  Color ground = canvas.task().tint;
  Color sign = canvas.task().accent;
  switch (tone) {
    case Tone::info:
      break;
    case Tone::good:
      ground = colors.good_tint, sign = colors.good_accent;
      break;
    case Tone::caution:
      ground = colors.caution_tint, sign = colors.caution_accent;
      break;
    case Tone::danger:
      ground = colors.danger_tint, sign = colors.danger_accent;
      break;
  }
  canvas.node(id, tone == Tone::danger ? Role::error : Role::text, text, rect);
  canvas.fill(rect, ground, m.radius);
  Rect inner = rect.shrunk(m.u(2), 0);
  canvas.icon(icon, inner.cut_start(m.icon, m.u(1.25F)), m.icon, sign);
  canvas.draw(canvas.lay(text, {.type = Type::body}, inner.w), inner, colors.ink);
}

}  // namespace samen::ui
