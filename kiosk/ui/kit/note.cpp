// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/note.hpp"

#include <cmath>
#include <utility>
#include <vector>

namespace samen::ui {
namespace {

Piece panel(Canvas& canvas, const Note& note, const Look& look) {
  const Metrics& m = canvas.m();
  auto line = row(m.near);
  line->add(sign(canvas, note.icon, m.icon, tone_colors(canvas, note.tone).sign), {.gives = 0});
  line->add(words(canvas, {.words = note.text, .look = look}), {.flex = 1});
  return padded(std::move(line), m.inset, m.near);
}

void draw_error_ground(Canvas& canvas, const Note& shown, const Rect& rect) {
  const Palette& colors = canvas.colors();
  const Metrics& m = canvas.m();
  canvas.node(shown.id, Role::error, shown.text, rect);
  canvas.fill(rect, colors.danger_tint, m.radius);
  canvas.fill({rect.x, rect.y, m.hair, rect.h}, colors.danger_accent, m.radius, Corners::left);
}

}  // namespace

Piece note(Canvas& canvas, Note note) {
  if (note.text.empty()) return nullptr;
  Piece content = panel(canvas, note, {.type = Type::body});
  return over(
      [&canvas, note = std::move(note)](const Rect& rect) {
        canvas.node(note.id, note.role, note.text, rect);
        canvas.fill(rect, tone_colors(canvas, note.tone).ground, canvas.m().radius);
      },
      std::move(content));
}

Piece error(Canvas& canvas, std::string id, std::string text) {
  if (text.empty()) return nullptr;
  const Note shown{std::move(id), Tone::danger, "alert-circle", std::move(text)};
  Piece content = panel(canvas, shown, {.type = Type::body_bold, .color = canvas.colors().danger});
  return over([&canvas, shown](const Rect& rect) { draw_error_ground(canvas, shown, rect); },
              std::move(content));
}

Piece low_error(Canvas& canvas, std::string id, std::string text) {
  if (text.empty()) return nullptr;
  const Metrics& m = canvas.m();
  return drawn(
      {2 * m.target, m.column}, Room{std::round(m.target * 0.45F), m.target},
      [&canvas, shown = Note{std::move(id), Tone::danger, {}, std::move(text)}](const Rect& rect) {
        draw_error_ground(canvas, shown, rect);
        const Rect inner = rect.shrunk(canvas.m().near, canvas.m().hair);
        canvas.draw(canvas.fit(shown.text, {.type = Type::caption_bold}, inner.w, inner.h), inner,
                    canvas.colors().danger);
      });
}

Piece with_error(Canvas& canvas, const std::string& id, const std::string& text,
                 const std::function<Piece()>& field, Piece mends) {
  const Metrics& m = canvas.m();
  const bool low = m.form == Form::bar;
  auto over = column(m.near);
  over->add(low ? low_error(canvas, id, text) : error(canvas, id, text));
  over->add(field());
  if (text.empty() || !m.lies() || low) return over;
  auto beside = row(m.near);
  beside->add(between(field(), {}), {.flex = 3});
  beside->add(between(low_error(canvas, id, text), {}), {.flex = 2});
  if (mends) {
    const float width = std::round(m.button_width * 0.65F);
    beside->add(between(std::move(mends), {width, width}), {.gives = 0, .before = m.gap});
    return beside;
  }
  std::vector<Piece> ways;
  ways.push_back(std::move(over));
  ways.push_back(std::move(beside));
  return one_of(std::move(ways));
}

Piece chip(Canvas& canvas, const Chip& chip) {
  const Metrics& m = canvas.m();
  const ToneColors colors = tone_colors(canvas, chip.tone);
  auto line = row(m.hair);
  if (!chip.icon.empty()) line->add(sign(canvas, chip.icon, m.caption, colors.sign), {.gives = 0});
  line->add(words(canvas, {.words = chip.label, .look = {.type = Type::caption_bold}}),
            {.flex = 1});
  return over([&canvas,
               ground = colors.ground](const Rect& rect) { canvas.fill(rect, ground, rect.h / 2); },
              padded(std::move(line), m.near, m.hair));
}

}  // namespace samen::ui
