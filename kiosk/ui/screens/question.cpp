// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/question.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/kit/time_grid.hpp"

namespace samen::ui {
namespace {

float draw_answer(const Ask& ask, const Rect& area) {
  switch (ask.question.kind) {
    case forms::Kind::yes_no:
      return draw_yes_no(ask, area);
    case forms::Kind::single:
    case forms::Kind::multi:
    case forms::Kind::ranked:
      return draw_options(ask, area);
    case forms::Kind::stepper:
      return draw_stepper(ask, area);
    case forms::Kind::children:
      return draw_children(ask, area);
    case forms::Kind::languages:
      return draw_languages(ask, area);
    case forms::Kind::times:
      return draw_time_grid(ask.canvas(), area, ask.as<forms::TimeSet>());
    case forms::Kind::contact:
      return draw_channels(ask, area);
    case forms::Kind::consent:
      return draw_consent(ask, area);
    case forms::Kind::name:
    case forms::Kind::postcode:
    case forms::Kind::join_code:
      break;  // typed: draw_typing()
  }
  return area.y;
}

// The error on top of the answer; returns the answer's own area.
Rect below_error(const Ask& ask, Rect area) {
  if (ask.error.empty()) return area;
  Canvas& canvas = ask.canvas();
  const float height = error_height(canvas, ask.error, area.w);
  draw_error(canvas, "question.error", ask.error, area.cut_top(height, canvas.m().gap));
  return area;
}

// A week is seven columns wide: it gets the whole width unless the window is large.
float intro_part(const Ask& ask) {
  const Metrics& m = ask.canvas().m();
  if (ask.question.kind == forms::Kind::times) return m.form == Form::roomy ? 0.28F : 0.0F;
  if (ask.question.kind == forms::Kind::languages) return 0.27F;
  return 0.34F;
}

// On a low window four rows of targets leave no room for a heading of its own.
bool title_in_bar(const Ask& ask) {
  const Metrics& m = ask.canvas().m();
  return ask.question.kind == forms::Kind::times && m.compact() && m.width > m.mm(130);
}

void draw_chosen(const Ask& ask, const Rect& body) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const float above = m.form == Form::roomy ? m.u(5) : m.u(2);
  Intro intro = ask.intro;
  const float part = intro_part(ask);
  TwoColumns columns;
  if (part > 0) {
    columns = two_columns(canvas, body, intro, part);
  } else {
    intro.beside = false;
    intro.help.clear();  // the grid explains itself and needs the height
    columns.content = body.shrunk(m.u(2), 0);
  }
  if (columns.split) draw_intro(canvas, intro, columns.intro);

  ScrollArea scroll(canvas, "question.scroll",
                    scroll_window(canvas, {columns.content.x, body.y, columns.content.w, body.h}),
                    ScrollArea::Rank::main, canvas.colors().canvas);
  float y = scroll.top() + (part > 0 ? above : m.u(1.3F));
  if (!columns.split && !title_in_bar(ask)) {
    y = draw_intro(canvas, intro, {columns.content.x, y, columns.content.w, 0});
    y += m.form == Form::roomy ? m.u(3) : m.u(1.75F);
  }
  const float used = y - scroll.top();
  const float below = title_in_bar(ask) ? m.u(0.75F) : m.u(1.25F);
  Rect area{columns.content.x, y, columns.content.w,
            body.h - used - (title_in_bar(ask) ? below : above)};
  area = below_error(ask, area);
  scroll.finish(draw_answer(ask, area) + below);
}

std::string pill_of(const Ask& ask) {
  const flow::Session& session = ask.session();
  if (session.adults <= 1 || session.current.adult < 0) return {};
  return ask.canvas().tr("app.adult",
                         {{"adult", session.current.adult + 1}, {"adults", session.adults}});
}

}  // namespace

std::string continue_label(const Ask& ask) {
  switch (ask.session().continue_as) {
    case flow::ContinueAs::skip:
      return ask.canvas().tr("app.skip");
    case flow::ContinueAs::to_check:
      return ask.canvas().tr("app.done");
    case flow::ContinueAs::next:
      break;
  }
  return ask.canvas().tr("app.continue");
}

void draw_question(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const forms::Question* question = flow::current_question(scene.state, scene.forms);
  const forms::Value* value = flow::current_value(scene.state);
  if (question == nullptr || value == nullptr) return;
  const flow::Session& session = scene.state.session;
  const forms::Form& form = scene.forms.at(session.form);

  Ask ask{.scene = scene, .question = *question, .value = *value, .intro = {}, .error = {}};
  const auto arguments = forms::title_arguments(form, session.answers, session.current);
  ask.intro = {.id = "question",
               .icon = question->icon,
               .pill = pill_of(ask),
               .title = message(canvas, question->title_key, arguments),
               .help = message(canvas, question->help_key, arguments)};
  if (const auto& error = session.error) {
    ask.error = message(canvas, error->key, error->arguments, error->suggestion);
  }

  forms::TextField field = forms::text_field(*question, *value);
  if (question->kind == forms::Kind::contact && canvas.view().contact_channels) {
    field = forms::TextField::none;
  }
  if (field != forms::TextField::none) {
    draw_typing(ask, field);
    return;
  }
  const PageParts parts = page_parts(canvas);
  draw_header(canvas, parts.header,
              {.step = session.step,
               .steps = session.steps,
               .title = title_in_bar(ask) ? ask.intro.title : std::string{}});
  draw_chosen(ask, parts.body);

  ActionBar bar;
  bar.entries.push_back(
      {{.id = "question.continue",
        .label = continue_label(ask),
        .icon = "arrow-end",
        .weight =
            session.continue_as == flow::ContinueAs::skip ? Weight::secondary : Weight::primary,
        .icon_at_end = true,
        .on_enter = true},
       flow::Event(flow::ContinuePressed{})});
  if (!ask.error.empty()) bar.summary = canvas.tr("app.summary");
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

}  // namespace samen::ui
