// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "forms/to_record.hpp"
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

using forms::Instance;

const forms::Question& question_at(const Machine& m, Instance instance) {
  return form_of(m).questions[static_cast<std::size_t>(instance.question)];
}

std::vector<Instance> plan_now(const Machine& m) {
  return forms::plan(form_of(m), m.state.session.answers);
}

void go_to_check(Machine& m) {
  m.state.screen = Screen::check;
  m.state.session.editing = false;
  m.state.session.before_edit.reset();
  m.state.session.error.reset();
}

// After an edit: the next question that became necessary (another adult, a changed wish), if any.
std::optional<Instance> newly_needed(const Machine& m) {
  const auto& answers = m.state.session.answers;
  for (const Instance instance : plan_now(m)) {
    if (!answers.seen(instance) || forms::validate(form_of(m), answers, instance)) return instance;
  }
  return std::nullopt;
}

void begin_edit(Machine& m, Instance instance) {
  Session& session = m.state.session;
  const auto* before = session.answers.find(instance);
  session.before_edit = before == nullptr ? std::nullopt : std::optional(*before);
  session.editing = true;
  go_to(m, instance);
}

// The kind end a "no" leads to, if this question has one and was answered so.
bool stops_here(Machine& m, Instance instance) {
  const auto& question = question_at(m, instance);
  const auto* value = m.state.session.answers.find(instance);
  const auto* yes = value == nullptr ? nullptr : std::get_if<bool>(value);
  if (question.stop_on_no.empty() || yes == nullptr || *yes) return false;
  m.state.session.notice = question.stop_on_no;
  m.state.screen = Screen::notice;
  return true;
}

void leave_edit(Machine& m) {
  Session& session = m.state.session;
  if (session.before_edit) {
    session.answers.set(session.current, std::move(*session.before_edit));
  } else {
    session.answers.erase(session.current);
  }
  go_to_check(m);
}

void back_from_question(Machine& m) {
  Session& session = m.state.session;
  if (session.editing) return leave_edit(m);
  const auto plan = plan_now(m);
  const auto at = std::ranges::find(plan, session.current);
  if (at == plan.begin() || at == plan.end()) {
    m.state.screen = Screen::role;
    session.error.reset();
  } else {
    go_to(m, *std::prev(at));
  }
}

void back_from_role(Machine& m) {
  if (m.state.session.answers.empty()) {
    wipe(m);
  } else {
    m.state.overlay = Overlay::stop_confirm;  // going further back would lose answers: ask
  }
}

}  // namespace

const forms::Form& form_of(const Machine& m) {
  return m.context.forms.at(m.state.session.form);
}

void start_form(Machine& m, int form) {
  Session& session = m.state.session;
  if (session.form != form) session = Session();
  session.form = form;
  go_to(m, plan_now(m).front());
}

void go_to(Machine& m, Instance instance) {
  Session& session = m.state.session;
  const auto& question = question_at(m, instance);
  if (!session.answers.seen(instance)) {
    session.answers.set(instance, forms::initial_value(question, m.state.language));
  }
  session.current = instance;
  session.error.reset();
  const auto* text = forms::editable_text(question, *session.answers.find(instance));
  session.caret = text == nullptr ? 0 : text->size();
  m.state.screen = Screen::question;
}

// What is wrong, else what is doubtful. A doubt is said once: who goes on with it in sight means it.
std::optional<forms::FieldError> objection(const Machine& m) {
  const Session& session = m.state.session;
  const auto& form = form_of(m);
  if (auto wrong = forms::validate(form, session.answers, session.current)) return wrong;
  auto doubt = forms::doubt(form, session.answers, session.current, m.context.forms.facts());
  return doubt == session.error ? std::nullopt : doubt;
}

void continue_from_question(Machine& m) {
  Session& session = m.state.session;
  session.error = objection(m);
  if (session.error || stops_here(m, session.current)) return;
  if (session.editing) {
    if (const auto next = newly_needed(m)) {
      begin_edit(m, *next);
    } else {
      go_to_check(m);
    }
    return;
  }
  const auto plan = plan_now(m);
  const auto at = std::ranges::find(plan, session.current);
  const auto next = at == plan.end() ? at : std::next(at);
  if (next == plan.end()) {
    go_to_check(m);
  } else {
    go_to(m, *next);
  }
}

void back(Machine& m) {
  switch (m.state.screen) {
    case Screen::role:
      return back_from_role(m);
    case Screen::question:
      return back_from_question(m);
    case Screen::notice:
      m.state.screen = Screen::question;
      return;
    case Screen::check:
      return go_to(m, plan_now(m).back());
    case Screen::staff_pin:
    case Screen::staff_home:
      return wipe(m);
    case Screen::staff_card:
      m.state.screen = Screen::staff_home;
      return;
    case Screen::staff_decline:
      m.state.screen = Screen::staff_card;
      return;
    case Screen::first:
    case Screen::sending:
    case Screen::receipt:
    case Screen::not_ready:
      return;
  }
}

void edit_line(Machine& m, Instance instance) {
  const auto plan = plan_now(m);
  if (std::ranges::find(plan, instance) != plan.end()) begin_edit(m, instance);
}

void send(Machine& m) {
  Session& session = m.state.session;
  auto problems = forms::validate_all(form_of(m), session.answers);
  if (!problems.empty()) {
    begin_edit(m, problems.front().instance);
    session.error = std::move(problems.front().error);
    return;
  }
  auto record = forms::to_record(form_of(m), session.answers, m.state.language);
  if (!record) {
    session.send_error = "error.send.failed";
    return;
  }
  session.send_error.clear();
  m.state.waiting_for = m.new_ticket();
  m.state.screen = Screen::sending;
  m.want(Submit{m.state.waiting_for, std::move(*record)});
}

}  // namespace samen::flow
