// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// What a person typed: on its own line, in its own direction, never in a node. A name in other
// letters than the screen's runs its own way and stands where the screen's words begin.
Piece secret_line(Canvas& canvas, const forms::SummaryPart& part, const Look& look) {
  Look own = look;
  own.secret = true;
  own.direction = part.left_to_right ? text::Direction::left_to_right : text::Direction::from_text;
  const base::SecretText& secret = part.secret;
  const auto lay = [&canvas, &secret, own](float width) {
    Words words = canvas.fit(secret.view(), own, width, 0);
    if (own.direction == text::Direction::left_to_right ||
        words->right_to_left == canvas.right_to_left()) {
      return words;
    }
    Look turned = own;
    turned.align = Align::end;
    return canvas.fit(secret.view(), turned, width, 0);
  };
  const float whole = std::ceil(canvas.lay(secret.view(), own)->width) + 1;
  return drawn(
      {std::min(whole, canvas.m().words_least), whole},
      [lay](float width) {
        const float height = std::ceil(lay(width)->height);
        return Room{height, height};
      },
      [&canvas, lay, own](const Rect& rect) {
        canvas.draw(lay(rect.w), rect, own.color, Align::start, Upright::top);
      });
}

// What was answered, in lines: sentences each on their own, single words in one row.
void add_answer(Canvas& canvas, const forms::SummaryLine& line, Stack& lines) {
  const Palette& colors = canvas.colors();
  const Look look{.type = line.answered ? Type::body_bold : Type::body,
                  .color = line.needs_answer ? colors.danger
                           : line.answered   ? colors.ink
                                             : colors.ink_soft};
  std::string listed;
  const bool words_only = std::ranges::all_of(line.parts, [](const forms::SummaryPart& part) {
    return !part.key.empty() && part.arguments.empty();
  });
  for (const forms::SummaryPart& part : line.parts) {
    if (words_only) {
      if (!listed.empty()) listed += canvas.tr("app.list_separator");
      listed += canvas.tr(part.key);
    } else if (part.key.empty()) {
      lines.add(secret_line(canvas, part, look));
    } else {
      lines.add(words(canvas, {.words = message(canvas, part.key, part.arguments), .look = look}));
    }
  }
  lines.add(words(canvas, {.words = listed, .look = look}));
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

// The words of a line, and the node that says what was asked.
Piece line_words(Canvas& canvas, const forms::SummaryLine& line, const std::string& id) {
  const std::string title = message(canvas, line.title_key, line.title_arguments);
  auto said = column(0);
  said->add(words(canvas, {.words = title,
                           .look = {.type = Type::caption, .color = canvas.colors().ink_soft}}));
  add_answer(canvas, line, *said);
  return over(
      [&canvas, &line, id, title](const Rect& rect) {
        if (!canvas.view().sound.echo) {
          canvas.node(id, Role::text, title, rect);
          return;
        }
        canvas.target({.id = id, .role = Role::text, .label = title, .rect = rect},
                      asks({.what = Listen::What::value,
                            .node = id,
                            .value = spoken_answer(canvas, line, title)}));
      },
      std::move(said));
}

Piece change_button(Canvas& canvas, const std::string& id, forms::Instance instance) {
  return button(canvas, {.id = id, .label = canvas.tr("app.change"), .weight = Weight::quiet},
                flow::Event(flow::LineTapped{instance}));
}

Piece line_piece(const Scene& scene, const forms::SummaryLine& line) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const bool missing = line.needs_answer;
  const std::string id = edit_id(scene.forms.at(scene.state.session.form), line.instance);
  auto all = row(m.inset);
  all->add(badge(canvas, missing ? "alert-circle" : std::string_view(line.icon), m.badge,
                 missing ? colors.surface : canvas.task().tint,
                 missing ? colors.danger_accent : canvas.task().primary),
           {.gives = 0});
  all->add(line_words(canvas, line, id + ".label"), {.flex = 1});
  if (flow::can_change(scene.state, scene.forms, line.instance)) {
    all->add(change_button(canvas, id, line.instance), {.gives = 2});
  }
  return over(
      [&canvas, missing](const Rect& rect) {
        const Metrics& sizes = canvas.m();
        const Palette& own = canvas.colors();
        canvas.shadow(rect, sizes.radius);
        canvas.fill(rect, missing ? own.danger_tint : own.surface, sizes.radius);
        canvas.outline(rect, missing ? own.danger_accent : own.line, sizes.outline, sizes.radius);
      },
      padded(stands(std::move(all), Stand::fill, Stand::middle), m.inset, m.thin));
}

// The longest word of a line: what badge and button must leave room for.
float longest_word_of(Canvas& canvas, const forms::SummaryLine& line) {
  float longest = longest_word(canvas, message(canvas, line.title_key, line.title_arguments),
                               {.type = Type::caption});
  for (const forms::SummaryPart& part : line.parts) {
    if (part.key.empty()) continue;
    longest = std::max(longest, longest_word(canvas, message(canvas, part.key, part.arguments),
                                             {.type = Type::body_bold}));
  }
  return longest;
}

// Whose line it is: what was told of the household, of each adult, then who said yes. What was told
// later stands where it would have stood.
std::pair<bool, int> block_of(const Scene& scene, const forms::SummaryLine& line) {
  if (scene.state.session.adults <= 1) return {false, -1};
  const auto question = static_cast<std::size_t>(line.instance.question);
  const auto& questions = scene.forms.at(scene.state.session.form).questions;
  return {questions[question].kind == forms::Kind::consent, line.instance.adult};
}

using Lines = std::vector<const forms::SummaryLine*>;

// The lines of one person, or of the household, under their heading.
void add_person(const Scene& scene, std::span<const forms::SummaryLine* const> lines, Stack& all) {
  Canvas& canvas = scene.canvas;
  const auto [consent, adult] = block_of(scene, *lines.front());
  if (Wording heading = whom(scene, adult); !heading.words.empty()) {
    all.add(
        words(canvas, {.words = std::move(heading),
                       .look = {.type = Type::lead_bold},
                       .id = "check.adult." + std::to_string(adult) + (consent ? ".consent" : ""),
                       .role = Role::heading}));
  }
  const Metrics& m = canvas.m();
  float longest = 0;
  for (const auto* line : lines) longest = std::max(longest, longest_word_of(canvas, *line));
  const float beside =
      4 * m.inset + m.badge + change_button(canvas, {}, lines.front()->instance)->width().wish;
  const float least = std::max(m.fact_least, beside + longest);
  auto cards = grid(m.gap, {.most = 3,
                            .suits = [least](int, float each) { return each >= least; },
                            .equal_rows = false});
  for (const auto* line : lines) cards->add(line_piece(scene, *line));
  all.add(std::move(cards));
}

}  // namespace

void draw_check(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Session& session = scene.state.session;
  auto all = column(canvas.m().gap);
  if (!session.outside.empty()) {
    all->add(
        note(canvas,
             {.id = "check.outside", .icon = "heart-outline", .text = canvas.tr("outside.check")}));
  }
  Lines lines;
  for (const forms::SummaryLine& line : session.summary) lines.push_back(&line);
  const auto block = [&scene](const forms::SummaryLine* line) { return block_of(scene, *line); };
  std::ranges::stable_sort(lines, {}, block);
  for (auto begin = lines.cbegin(); begin != lines.cend();) {
    const auto end = std::find_if(begin, lines.cend(), [&](const forms::SummaryLine* line) {
      return block(line) != block(*begin);
    });
    add_person(scene, {begin, end}, *all);
    begin = end;
  }
  const bool correcting = flow::is_correcting(scene.state);
  const bool more = !session.untold.empty();
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "check",
                     .icon = correcting ? "pencil" : "playlist-check",
                     .title = canvas.tr(correcting ? "check.change.title" : "check.title"),
                     // The button that tells more says that there is more.
                     .help = correcting ? canvas.tr("check.change.help")
                             : more     ? std::string()
                                        : canvas.tr("check.help")},
            .content = std::move(all),
            .scroll = "check.scroll"};
  // Beside the heading: never where the button was that led here, nor where the next screen ends.
  page.beside_head = button(canvas,
                            {.id = "check.send",
                             .label = canvas.tr("check.send"),
                             .icon = "send",
                             .icon_at_end = true,
                             .on_enter = true},
                            flow::Event(flow::SendPressed{}));
  if (more) {
    const auto count = static_cast<std::int64_t>(session.untold.size());
    page.foot.entries.push_back({.button = {.id = "check.more",
                                            .label = canvas.tr("check.more", {{"count", count}}),
                                            .icon = "plus",
                                            .weight = Weight::secondary},
                                 .action = flow::Event(flow::TellMorePressed{})});
  }
  if (!session.send_error.empty()) {
    page.above.push_back(error(canvas, "check.error", canvas.tr(session.send_error)));
  }
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
