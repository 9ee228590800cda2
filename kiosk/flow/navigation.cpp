// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

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

// What lies between the first question and the check page, or between that page and itself for
// who tells more.
enum class Way : std::uint8_t { to_the_check_page, telling_more };

std::vector<Instance> on_the_way(const Machine& m, Way way) {
  auto all = forms::whole_plan(form_of(m), m.state.session.answers);
  const bool later = way == Way::telling_more;
  std::erase_if(all, [&](Instance one) { return question_at(m, one).later != later; });
  return all;
}

std::vector<Instance> way_of(const Machine& m) {
  const bool later = question_at(m, m.state.session.current).later;
  return on_the_way(m, later ? Way::telling_more : Way::to_the_check_page);
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

// Says that no group will be found for these answers, at the question that made it so: once, and
// anew when the answers had been others meanwhile.
bool tell_outside(Machine& m) {
  Session& session = m.state.session;
  const auto now = forms::outside(form_of(m), session.answers, m.context.forms.programme());
  const auto holds = [&](forms::Outside why) { return std::ranges::find(now, why) != now.end(); };
  std::erase_if(session.told, [&](forms::Outside why) { return !holds(why); });
  for (const forms::Outside why : now) {
    if (std::ranges::find(session.told, why) != session.told.end()) continue;
    session.told.push_back(why);
    m.state.screen = Screen::outside;
    return true;
  }
  return false;
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

bool back_from_question(Machine& m) {
  Session& session = m.state.session;
  if (session.editing) {
    leave_edit(m);
    return true;
  }
  const auto way = way_of(m);
  const auto at = std::ranges::find(way, session.current);
  if (at != way.begin() && at != way.end()) {
    go_to(m, *std::prev(at));
  } else if (question_at(m, session.current).later) {
    go_to_check(m);
  } else {
    m.state.screen = Screen::role;
    session.error.reset();
  }
  return true;
}

bool back_from_role(Machine& m) {
  if (m.state.session.answers.empty()) return end_session(m);
  m.state.overlay = Overlay::stop_confirm;  // going further back would lose answers: ask
  return true;
}

bool show(Machine& m, Screen screen) {
  m.state.screen = screen;
  return true;
}

// An adult who said no is not in the sign-up: what was told about them goes as soon as the no is
// confirmed. Who that was, if anybody.
std::optional<int> left_out(Machine& m) {
  Session& session = m.state.session;
  const auto* consent = std::get_if<forms::ConsentAnswer>(session.answers.find(session.current));
  if (consent == nullptr || consent->otherwise != forms::NotGiven::no) return std::nullopt;
  session.answers.leave_out(form_of(m), session.current.adult);
  session.before_edit.reset();
  return session.current.adult;
}

// What is wrong, else what is doubtful. A doubt is said once: who goes on with it in sight means
// it.
std::optional<forms::FieldError> objection(const Machine& m) {
  const Session& session = m.state.session;
  const auto& form = form_of(m);
  if (auto wrong = forms::validate(form, session.answers, session.current)) return wrong;
  auto doubt = forms::doubt(form, session.answers, session.current, m.context.forms.facts());
  return doubt == session.error ? std::nullopt : doubt;
}

}  // namespace

const forms::Form& form_of(const Machine& m) {
  return m.context.forms.at(m.state.session.form);
}

void go_to(Machine& m, Instance instance) {
  Session& session = m.state.session;
  const auto& question = question_at(m, instance);
  if (!session.answers.seen(instance)) {
    session.answers.set(instance, forms::initial_value(question, m.state.language));
    count_progress(m);
  }
  session.current = instance;
  session.error.reset();
  session.had_answer = !forms::is_empty(*session.answers.find(instance));
  const auto* text = forms::editable_text(question, *session.answers.find(instance));
  session.caret = text == nullptr ? 0 : text->size();
  m.state.screen = Screen::question;
}

bool on(Machine& m, const LanguagePickerOpened&) {
  return change(m.state.overlay, Overlay::language_picker);
}

bool on(Machine& m, const TextSizeOpened&) {
  return change(m.state.overlay, Overlay::text_size);
}

bool on(Machine& m, const WhoSeesOpened&) {
  return change(m.state.overlay, Overlay::who_sees);
}

bool on(Machine& m, const OtherLanguageOpened&) {
  return change(m.state.overlay, Overlay::other_language);
}

bool on(Machine& m, const OverlayClosed&) {
  return change(m.state.overlay, Overlay::none);
}

bool on(Machine& m, const LanguageChosen& tap) {
  State& state = m.state;
  const auto& known = m.context.settings.languages;
  if (std::ranges::find(known, tap.language) == known.end()) return false;
  const bool starts = state.screen == Screen::first;
  const bool changes = starts || state.language != tap.language || state.overlay != Overlay::none;
  state.language = tap.language;
  state.overlay = Overlay::none;
  if (!starts) return changes;
  state.language_chosen = true;
  count_progress(m);
  return show(m, Screen::role);
}

bool on(Machine& m, const TextSizeChosen& tap) {
  return change(m.state.text_size, std::clamp(tap.size, 0, kTextSizes - 1));
}

bool on(Machine& m, const ThemeChosen& tap) {
  return change(m.state.theme, tap.theme);
}

bool on(Machine& m, const BackPressed&) {
  if (m.state.overlay != Overlay::none) return change(m.state.overlay, Overlay::none);
  switch (m.state.screen) {
    case Screen::role:
      return back_from_role(m);
    case Screen::question:
      return back_from_question(m);
    case Screen::notice:
    case Screen::outside:
      return show(m, Screen::question);
    case Screen::secret:
      forget_receipt(m);
      return show(m, Screen::role);
    case Screen::sure:
    case Screen::met:
      return show(m, Screen::standing);
    case Screen::mood:
      return show(m, Screen::met);
    case Screen::check:
      if (is_correcting(m.state)) return show(m, Screen::standing);
      go_to(m, on_the_way(m, Way::to_the_check_page).back());
      return true;
    case Screen::staff_home:
      if (m.state.staff.searching) return change(m.state.staff.searching, false);
      return end_session(m);
    case Screen::staff_pin:
      return end_session(m);
    case Screen::staff_card:
      return show(m, Screen::staff_home);
    case Screen::staff_decline:
      return show(m, Screen::staff_card);
    case Screen::first:
    case Screen::sending:
    case Screen::receipt:
    case Screen::standing:
    case Screen::not_ready:
      return false;
  }
  return false;
}

bool on(Machine& m, const RoleChosen& tap) {
  const int form = m.context.forms.find(tap.form);
  if (form < 0) return false;
  Session& session = m.state.session;
  if (session.form != form) session = Session();
  session.form = form;
  go_to(m, plan_now(m).front());
  return true;
}

bool on(Machine& m, const ContinuePressed&) {
  Session& session = m.state.session;
  const bool said_something_else = change(session.error, objection(m));
  if (session.error) return said_something_else;
  if (stops_here(m, session.current) || tell_outside(m)) return true;
  const auto plan = way_of(m);
  const auto left = left_out(m);
  if (session.editing) {
    if (const auto next = newly_needed(m)) {
      begin_edit(m, *next);
    } else {
      go_to_check(m);
    }
    return true;
  }
  auto next = std::ranges::find(plan, session.current);
  if (next != plan.end()) ++next;
  if (next != plan.end()) {
    // Who stood behind the one who is left out has moved up.
    go_to(m, {next->question, next->adult - (left && next->adult > *left ? 1 : 0)});
    return true;
  }
  go_to_check(m);
  count_progress(m);
  return true;
}

void go_on(Machine& m) {
  m.state.session.goes_on_ms = 0;
  if (m.state.screen == Screen::question) on(m, ContinuePressed{});
}

bool on(Machine& m, const TellMorePressed&) {
  const auto left = forms::left_for_later(form_of(m), m.state.session.answers);
  if (left.empty()) return false;
  go_to(m, left.front());
  return true;
}

bool on(Machine& m, const LineTapped& tap) {
  const auto plan = plan_now(m);
  if (std::ranges::find(plan, tap.instance) == plan.end()) return false;
  if (!can_change(m.state, m.context.forms, tap.instance)) return false;
  begin_edit(m, tap.instance);
  return true;
}

}  // namespace samen::flow
