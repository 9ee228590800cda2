// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/head.hpp"

#include <algorithm>

namespace samen::ui {
namespace {

// From the most to the least room.
enum class Fullness : std::uint8_t { whole, smaller, in_line, words_only };
constexpr Fullness kAll[] = {Fullness::whole, Fullness::smaller, Fullness::in_line,
                             Fullness::words_only};

Piece title_of(Canvas& canvas, const Head& head, Type type) {
  return words(canvas, {.words = head.title,
                        .look = {.type = type},
                        .id = head.id + ".title",
                        .role = Role::heading});
}

Piece help_of(Canvas& canvas, const Head& head, Type type) {
  return words(canvas, {.words = head.help,
                        .look = {.type = type, .color = canvas.colors().ink_soft},
                        .id = head.id + ".help"});
}

// The words with the pictogram before them.
Piece block(Canvas& canvas, const Head& head, Fullness fullness) {
  const Metrics& m = canvas.m();
  const bool whole = fullness == Fullness::whole;
  auto line = row(m.inset);
  if (fullness < Fullness::in_line) {
    line->add(badge(canvas, head.icon, whole ? m.badge_large : m.badge, canvas.task().tint,
                    canvas.task().primary),
              {.gives = 0});
  }
  const Type title = whole ? Type::title : Type::lead_bold;
  const Type help = fullness == Fullness::words_only ? Type::caption : Type::body;
  Piece pill_piece = pill(canvas, head.id + ".pill", head.pill, canvas.task().tint);
  if (fullness == Fullness::in_line) {
    line->add(std::move(pill_piece), {.gives = 0});
    line->add(title_of(canvas, head, title), {.gives = 0});
    line->add(help_of(canvas, head, help), {.flex = 1});
    return line;
  }
  auto text = column(m.hair);
  text->add(std::move(pill_piece), {.stand = Stand::start});
  text->add(title_of(canvas, head, title));
  text->add(help_of(canvas, head, help));
  line->add(std::move(text), {.flex = 1});
  return line;
}

// "Question 3 of 12" over a line that fills.
Piece progress(Canvas& canvas, const Head& head) {
  if (head.steps <= 0) return nullptr;
  const Metrics& m = canvas.m();
  auto all = column(m.hair);
  all->add(words(canvas,
                 {.words = canvas.tr("app.progress", {{"step", head.step}, {"steps", head.steps}}),
                  .look = {.type = Type::caption, .color = canvas.colors().ink_soft},
                  .id = "screen.progress",
                  .role = Role::status}));
  const float part = static_cast<float>(head.step) / static_cast<float>(std::max(1, head.steps));
  all->add(drawn({m.target, m.target}, Room{m.bar, m.bar}, [&canvas, part](const Rect& rect) {
    canvas.fill(rect, canvas.colors().track(), rect.h / 2);
    canvas.fill({rect.x, rect.y, std::max(rect.h, rect.w * part), rect.h}, canvas.task().accent,
                rect.h / 2);
  }));
  return all;
}

}  // namespace

Piece head(Canvas& canvas, const Head& head) {
  const Metrics& m = canvas.m();
  std::vector<Piece> ways;
  for (const Fullness fullness : kAll) {
    // A line above where the page is narrow, else at the end of the heading's own.
    const bool above = m.form == Form::narrow || m.form == Form::bar;
    auto all = above ? column(m.hair) : row(m.part, Stand::start);
    if (above) all->add(progress(canvas, head));
    all->add(block(canvas, head, fullness), {.flex = 1});
    if (!above) all->add(progress(canvas, head), {.gives = 0});
    ways.push_back(std::move(all));
  }
  return one_of(std::move(ways));
}

}  // namespace samen::ui
