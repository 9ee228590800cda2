// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/question.hpp"

#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/kit/time_grid.hpp"

namespace samen::ui {
namespace {

Piece answer(const Ask& ask) {
  switch (ask.question.kind) {
    case forms::Kind::yes_no:
      return yes_no(ask);
    case forms::Kind::single:
    case forms::Kind::multi:
    case forms::Kind::ranked:
      return options(ask);
    case forms::Kind::stepper:
      return number(ask);
    case forms::Kind::children:
      return children(ask);
    case forms::Kind::languages:
      return languages(ask);
    case forms::Kind::times:
      return time_grid(ask.canvas(), ask.as<forms::TimeSet>());
    case forms::Kind::contact:
      return channels(ask);
    case forms::Kind::consent:
      return consent(ask);
    case forms::Kind::name:
    case forms::Kind::postcode:
    case forms::Kind::join_code:
      break;  // typed
  }
  return nullptr;
}

std::string continue_key(flow::ContinueAs as) {
  switch (as) {
    case flow::ContinueAs::skip:
      return "app.skip";
    case flow::ContinueAs::to_check:
      return "app.done";
    case flow::ContinueAs::next:
      break;
  }
  return "app.continue";
}

// Before anybody says yes.
Foot::Entry who_sees_entry(const Canvas& canvas) {
  return {.button = {.id = "question.who_sees",
                     .label = canvas.tr("who_sees.open"),
                     .icon = "eye",
                     .weight = Weight::secondary},
          .action = flow::Event(flow::WhoSeesOpened{}),
          .side = Side::start};
}

}  // namespace

Foot::Entry continue_entry(const Ask& ask) {
  const flow::ContinueAs as = ask.session().continue_as;
  return {.button = {.id = "question.continue",
                     .label = ask.canvas().tr(continue_key(as)),
                     .icon = "arrow-end",
                     .weight = as == flow::ContinueAs::skip ? Weight::secondary : Weight::primary,
                     .icon_at_end = true,
                     .on_enter = true},
          .action = flow::Event(flow::ContinuePressed{})};
}

void draw_question(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const forms::Question* question = flow::current_question(scene.state, scene.forms);
  const forms::Value* value = flow::current_value(scene.state);
  if (question == nullptr || value == nullptr) return;
  const flow::Session& session = scene.state.session;
  const forms::Form& form = scene.forms.at(session.form);
  const auto arguments = forms::title_arguments(form, session.answers, session.current);
  forms::TextField field = forms::text_field(*question, *value);
  if (question->kind == forms::Kind::contact && canvas.view().all_choices) {
    field = forms::TextField::none;
  }
  // Whom messages go through is a question of its own.
  const bool through = field == forms::TextField::caseworker;
  const std::string title_key = through ? "contact.caseworker.title" : question->title_key;
  const std::string help_key = through ? "contact.caseworker.help" : question->help_key;
  const Ask ask{.scene = scene,
                .question = *question,
                .value = *value,
                .title = wording(scene, title_key, arguments, session.current.adult),
                .error = session.error
                             ? message(canvas, session.error->key, session.error->arguments,
                                       session.error->suggestion)
                             : std::string{}};
  // Where the title says whom it is about nothing else has to.
  const bool said = question->kind == forms::Kind::name || !ask.title.instead.empty();
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "question",
                     .icon = question->icon,
                     .pill = said ? Wording() : whom(scene, session.current.adult),
                     .title = ask.title,
                     .help = message(canvas, help_key, arguments),
                     .step = session.step,
                     .steps = session.steps}};

  if (field != forms::TextField::none) {
    add_typing(ask, field, page);
  } else {
    page.above.push_back(error(canvas, "question.error", ask.error));
    if (ask.error.empty()) page.above.push_back(most_there_is(ask));
    page.content = answer(ask);
    page.scroll = "question.scroll";
    page.foot.entries.push_back(continue_entry(ask));
    if (question->kind == forms::Kind::consent) page.foot.entries.push_back(who_sees_entry(canvas));
    // Where there are two buttons the error above says what is missing.
    if (!ask.error.empty() && page.foot.entries.size() < 2)
      page.foot.summary = canvas.tr("app.summary");
  }
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
