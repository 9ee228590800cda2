// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flow/reduce.hpp"

#include <algorithm>
#include <cassert>

#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

int seconds_up(std::int64_t ms) {
  return static_cast<int>((std::max<std::int64_t>(ms, 0) + 999) / 1000);
}

// What somebody looks at: as long as it stays, a tap is meant for it.
struct Shown {
  Screen screen;
  Overlay overlay;
  forms::Instance question;
  std::size_t told;  // one Screen::outside may follow another
  bool searching;
  bool operator==(const Shown&) const = default;
};

Shown shown_by(const State& state) {
  return {state.screen, state.overlay,
          state.screen == Screen::question ? state.session.current : forms::Instance{},
          state.screen == Screen::outside ? state.session.told.size() : 0, state.staff.searching};
}

// Questions for later are counted by themselves.
void count_steps(Session& session, const forms::Form& form) {
  const auto is_later = [&](forms::Instance one) {
    return form.questions[static_cast<std::size_t>(one.question)].later;
  };
  const bool later = session.current.question >= 0 && is_later(session.current);
  auto way = later ? forms::whole_plan(form, session.answers) : session.plan;
  std::erase_if(way, [&](forms::Instance one) { return is_later(one) != later; });
  const auto at = std::ranges::find(way, session.current);
  session.steps = static_cast<int>(way.size());
  session.step = static_cast<int>(at - way.begin()) + (at == way.end() ? 0 : 1);
}

void derive_session(State& state, const Context& context) {
  Session& session = state.session;
  session.summary.clear();
  session.outside.clear();
  session.untold.clear();
  if (session.form < 0) return;
  const auto& form = context.forms.at(session.form);
  session.plan = forms::plan(form, session.answers);
  session.adults = session.answers.adults(form);
  session.outside = forms::outside(form, session.answers, context.forms.programme());
  count_steps(session, form);
  if (state.screen == Screen::check || state.screen == Screen::sending) {
    session.summary = forms::summary(form, session.answers);
    session.untold = forms::left_for_later(form, session.answers);
  }
  if (state.screen != Screen::question) return;
  session.current_required = forms::is_required(form, session.answers, session.current);
  const auto& question = form.questions[static_cast<std::size_t>(session.current.question)];
  // Nothing counted is an answer, and nobody skips a question by not naming somebody.
  const bool can_be_zero = question.kind == forms::Kind::stepper ||
                           question.kind == forms::Kind::children ||
                           question.kind == forms::Kind::name;
  const forms::Value* value = current_value(state);
  session.continue_as = ContinueAs::next;
  if (session.editing) {
    session.continue_as = ContinueAs::to_check;
  } else if (!session.current_required && !can_be_zero && forms::is_empty(*value)) {
    session.continue_as = ContinueAs::skip;
  }
}

int undo_seconds(const Staff& staff, std::int64_t now_ms) {
  const LocalDecision* local = staff.selected ? staff.decision_on(*staff.selected) : nullptr;
  const bool kept = staff.open && local != nullptr && local->saved && !local->going_back;
  return kept ? seconds_up(local->undo_until_ms - now_ms) : 0;
}

void derive(State& state, const Context& context) {
  derive_session(state, context);
  state.idle_seconds_left = 0;
  if (state.overlay == Overlay::idle_warning) {
    if (const auto idle = idle_times(state, context.settings)) {
      state.idle_seconds_left = seconds_up(idle->wipe_ms - context.now_ms);
    }
  }
  state.staff.locked_seconds = seconds_up(state.staff.locked_until_ms - context.now_ms);
  if (state.staff.locked_seconds == 0 && state.staff.error == "staff.pin.locked") {
    state.staff.error.clear();
  }
  const auto slow_ms = answer_is_slow_ms(state, context.settings);
  state.returning.slow =
      state.returning.asked && (state.returning.slow || (slow_ms && context.now_ms >= *slow_ms));
  state.staff.undo_seconds = undo_seconds(state.staff, context.now_ms);
  if (state.screen == Screen::first && context.settings.greeting_ms > 0) {
    const auto shown = (context.now_ms - state.greeting_since_ms) / context.settings.greeting_ms;
    state.greeting = std::min(static_cast<int>(std::clamp<std::int64_t>(shown, 0, 1'000'000'000)),
                              last_greeting(context.settings));
  }
}

void apply(Machine& m, const Event& event) {
  State& state = m.state;
  const EventRow& row = row_of(event);
  const bool gone = look_at_the_time(m, row.from);
  if (row.from == From::person && gone) return;  // it was meant for a screen that is gone
  if (row.from == From::person) state.session.goes_on_ms = 0;  // whoever does something else stays
  const bool fits = row.on.has(state.screen) && row.over.has(state.overlay);
  const bool changed = fits && std::visit([&m](const auto& one) { return on(m, one); }, event);
  if (row.from == From::machine) return;
  if (state.greeting == last_greeting(m.context.settings)) {
    state.greeting_since_ms = m.context.now_ms;  // somebody is here again
  }
  if (changed) state.last_activity_ms = m.context.now_ms;
  look_at_the_time(m, From::machine);  // neither a tap on nothing nor a toy holds the limits up
}

}  // namespace

State initial_state(const Settings& settings, std::int64_t now_ms) {
  State state;
  state.language = settings.default_language;
  state.text_size = settings.default_text_size;
  state.theme = settings.default_theme;
  state.shown_since_ms = now_ms;
  state.last_activity_ms = now_ms;
  state.last_progress_ms = now_ms;
  state.greeting_since_ms = now_ms;
  return state;
}

Step reduce(State state, const Event& event, const Context& context) {
  assert(context.now_ms >= state.shown_since_ms && "the clock never goes back");
  Step step{std::move(state), {}};
  Machine m{step.state, context, {}};
  const Shown before = shown_by(step.state);
  apply(m, event);
  if (shown_by(step.state) != before) step.state.shown_since_ms = context.now_ms;
  derive(step.state, context);
  step.effects = std::move(m.effects);
  return step;
}

}  // namespace samen::flow
