// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/intro.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

struct Paragraph {
  Words words;
  bool left_to_right = false;
};

// What was answered, in lines: sentences each on their own, single words in one row with commas.
std::vector<Paragraph> answer_lines(Canvas& canvas, const forms::SummaryLine& line, float width) {
  const Look look{.type = Type::body_bold};
  const bool words_only = std::ranges::all_of(line.parts, [](const forms::SummaryPart& part) {
    return !part.key.empty() && part.arguments.empty();
  });
  std::vector<Paragraph> lines;
  if (words_only) {
    std::string all;
    for (const forms::SummaryPart& part : line.parts) {
      if (!all.empty()) all += canvas.tr("app.list_separator");
      all += canvas.tr(part.key);
    }
    Look soft = look;
    if (!line.answered) soft.type = Type::body;
    lines.push_back({canvas.lay(all, soft, width)});
    return lines;
  }
  for (const forms::SummaryPart& part : line.parts) {
    if (part.key.empty()) {
      Look secret = look;
      secret.secret = true;
      secret.direction =
          part.left_to_right ? text::Direction::left_to_right : text::Direction::from_text;
      Words words = canvas.lay(part.secret.view(), secret);
      if (words->width > width) words = canvas.lay(part.secret.view(), secret, width);
      lines.push_back({std::move(words), part.left_to_right});
    } else {
      lines.push_back({canvas.lay(message(canvas, part.key, part.arguments), look, width)});
    }
  }
  return lines;
}

// What a line says. The page as a whole reads only what was asked: others stand around. The answer
// is said to who listens already and taps its line.
base::SecretText spoken_answer(Canvas& canvas, const forms::SummaryLine& line,
                               const std::string& title) {
  base::SecretText all(title);
  std::string_view between = ": ";
  for (const forms::SummaryPart& part : line.parts) {
    all.append(between);
    between = ", ";
    if (part.key.empty()) {
      all.append(part.secret.view());
    } else {
      all.append(message(canvas, part.key, part.arguments));
    }
  }
  return all;
}

std::string edit_id(const forms::Form& form, forms::Instance instance) {
  std::string id = "check.edit." + form.questions[static_cast<std::size_t>(instance.question)].id;
  if (instance.adult > 0) id += "." + std::to_string(instance.adult);
  return id;
}

// A line with its words laid out, so that the card behind can be as high as all of them.
struct LaidLine {
  const forms::SummaryLine* line;
  Words heading;
  std::string title;
  std::vector<Paragraph> answer;
  float edit_width = 0;
  float words_width = 0;
  float block = 0;
  float height = 0;
};

Button edit_button(const Scene& scene, const forms::SummaryLine& line) {
  return {.id = edit_id(scene.forms.at(scene.state.session.form), line.instance),
          .label = scene.canvas.tr("app.change"),
          .icon = "pencil",
          .weight = Weight::soft};
}

float badge_size(const Metrics& m) {
  return std::round(m.target * 0.62F);
}

LaidLine lay_line(const Scene& scene, const forms::SummaryLine& line, float width) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  LaidLine laid{.line = &line, .heading = {}, .title = {}, .answer = {}};
  laid.edit_width = m.narrow() ? m.target : button_width(canvas, edit_button(scene, line));
  laid.words_width = width - 2 * m.u(2) - badge_size(m) - m.u(2) - laid.edit_width - m.u(1.5F);
  laid.title = message(canvas, line.title_key, line.title_arguments);
  laid.heading = canvas.fit(laid.title, {.type = Type::caption}, laid.words_width, 0);
  laid.answer = answer_lines(canvas, line, laid.words_width);
  laid.block = laid.heading->height;
  for (const Paragraph& one : laid.answer) laid.block += one.words->height;
  laid.height = std::round(std::max(laid.block + m.u(2.5F), m.target + m.gap));
  return laid;
}

void draw_line(const Scene& scene, const Rect& row, const LaidLine& laid, bool last) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const forms::SummaryLine& line = *laid.line;
  const float pad = m.u(2);
  const float badge = badge_size(m);
  const float x = row.x + pad + badge + m.u(2);
  if (line.needs_answer) canvas.fill(row.shrunk(m.u(0.5F), 0), colors.danger_tint, m.radius);
  if (!last) {
    canvas.fill({x, row.bottom() - m.hairline, row.end() - pad - x, m.hairline}, colors.line);
  }
  draw_badge(canvas, row.x + pad + badge / 2, row.center_y(), badge,
             line.needs_answer ? "alert-circle" : std::string_view(line.icon),
             line.needs_answer ? colors.surface : canvas.task().tint,
             line.needs_answer ? colors.danger_accent : canvas.task().primary);
  float y = row.y + (row.h - laid.block) / 2;
  const Button edit = edit_button(scene, line);
  const std::string words_id = edit.id + ".label";
  const Rect words{x, row.y, laid.words_width, row.h};
  if (canvas.view().sound.echo) {
    canvas.target({.id = words_id, .role = Role::text, .label = laid.title, .rect = words},
                  asks({.what = Listen::What::value,
                        .node = words_id,
                        .value = spoken_answer(canvas, line, laid.title)}));
  } else {
    canvas.node(words_id, Role::text, laid.title, words);
  }
  canvas.draw(laid.heading, {x, y, laid.words_width, laid.heading->height}, colors.ink_soft,
              Align::start, Upright::top);
  y += laid.heading->height;
  const Color ink = line.needs_answer ? colors.danger
                    : line.answered   ? colors.ink
                                      : colors.ink_soft;
  for (const Paragraph& one : laid.answer) {
    canvas.draw(one.words, {x, y, laid.words_width, one.words->height}, ink, Align::start,
                Upright::top);
    y += one.words->height;
  }
  const Rect place{row.end() - pad - laid.edit_width, row.center_y() - m.target / 2,
                   laid.edit_width, m.target};
  if (m.narrow()) {
    draw_bar_button(canvas, place, {.id = edit.id, .label = edit.label, .icon = edit.icon}, false,
                    flow::Event(flow::LineTapped{line.instance}));
  } else {
    draw_button(canvas, place, edit, flow::Event(flow::LineTapped{line.instance}));
  }
}

// The lines of one person (or of the household) in one card.
float draw_group(const Scene& scene, const Rect& area, std::span<const forms::SummaryLine> lines) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  std::vector<LaidLine> laid;
  laid.reserve(lines.size());
  float height = m.u(1);
  for (const forms::SummaryLine& line : lines) {
    laid.push_back(lay_line(scene, line, area.w));
    height += laid.back().height;
  }
  const Rect ground{area.x, area.y, area.w, height};
  canvas.shadow(ground, m.radius_large);
  canvas.fill(ground, canvas.colors().surface, m.radius_large);
  canvas.outline(ground, canvas.colors().line, m.hairline, m.radius_large);
  float y = area.y + m.u(0.5F);
  for (const LaidLine& one : laid) {
    draw_line(scene, {area.x, y, area.w, one.height}, one, &one == &laid.back());
    y += one.height;
  }
  return ground.bottom();
}

}  // namespace

void draw_check(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const flow::Session& session = scene.state.session;
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const PageParts parts = page_parts(canvas);
  draw_header(canvas, parts.header, {.step = 1, .steps = 1, .counted = false});

  Intro intro{.id = "check",
              .icon = "playlist-check",
              .title = canvas.tr("check.title"),
              .help = canvas.tr("check.help")};
  const TwoColumns columns = two_columns(canvas, parts.body, intro, 0.30F);
  if (columns.split) draw_intro(canvas, intro, columns.intro);
  const Rect content = columns.content;
  ScrollArea scroll(canvas, "check.scroll", scroll_window(canvas, content), ScrollArea::Rank::main,
                    canvas.colors().canvas);
  float y = scroll.top() + m.u(m.form == Form::roomy ? 5 : 2);
  if (!columns.split) {
    y = draw_intro(canvas, intro, {content.x, y, content.w, 0}) + m.u(2);
  }
  if (!session.send_error.empty()) {
    const std::string text = canvas.tr(session.send_error);
    const float height = error_height(canvas, text, content.w);
    draw_error(canvas, "check.error", text, {content.x, y, content.w, height});
    y += height + m.gap;
  }
  const std::span<const forms::SummaryLine> lines(session.summary);
  std::size_t begin = 0;
  while (begin < lines.size()) {
    const int adult = lines[begin].instance.adult;
    std::size_t end = begin;
    while (end < lines.size() && lines[end].instance.adult == adult) ++end;
    if (adult >= 0 && session.adults > 1) {
      y += m.u(0.5F);
      y += canvas.say("check.adult." + std::to_string(adult), Role::heading,
                      canvas.tr("app.adult", {{"adult", adult + 1}, {"adults", session.adults}}),
                      {.type = Type::lead_bold}, {content.x, y, content.w, 0});
      y += m.u(1);
    }
    y = draw_group(scene, {content.x, y, content.w, 0}, lines.subspan(begin, end - begin)) + m.u(2);
    begin = end;
  }
  scroll.finish(y + m.u(1));

  ActionBar bar;
  bar.entries.push_back({{.id = "check.send",
                          .label = canvas.tr("check.send"),
                          .icon = "send",
                          .icon_at_end = true,
                          .on_enter = true},
                         flow::Event(flow::SendPressed{})});
  if (!session.send_error.empty()) bar.summary = canvas.tr("check.not_sent");
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

}  // namespace samen::ui
