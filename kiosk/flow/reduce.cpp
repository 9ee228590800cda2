// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flow/reduce.hpp"

#include <algorithm>

#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

template <class... T, class Variant>
bool is_one_of(const Variant& variant) {
  return (std::holds_alternative<T>(variant) || ...);
}

// Not from a person: results, time, the courier.
bool is_from_machine(const Event& event) {
  return is_one_of<Started, Tick, Submitted, SubmitFailed, StaffOpened, StaffRefused, CardsLoaded,
                   CardsFailed, Decided, DecideFailed, StatusLoaded, StatusFailed, InboxChanged>(
      event);
}

// What may be tapped while an overlay lies over the screen.
bool fits_overlay(Overlay overlay, const Event& event) {
  if (overlay == Overlay::none) return true;
  if (is_one_of<Activity, OverlayClosed, KeepGoing, StopPressed, StopConfirmed, BackPressed,
                LanguagePickerOpened, TextSizeOpened>(event)) {
    return true;
  }
  return (overlay == Overlay::language_picker && is_one_of<LanguageChosen>(event)) ||
         (overlay == Overlay::text_size && is_one_of<TextSizeChosen, ThemeChosen>(event));
}

int seconds_up(std::int64_t ms) {
  return static_cast<int>((std::max<std::int64_t>(ms, 0) + 999) / 1000);
}

// The general events: everything that is neither an answer nor staff work.
struct General {
  Machine& m;
  State& state = m.state;

  template <class Other>
  void operator()(const Other&) {}

  void operator()(const Started&) { m.want(LoadStatus{}); }
  void operator()(const InboxChanged&) {
    m.want(LoadStatus{});
    if (!state.staff.open) return;
    state.cards_ticket = m.new_ticket();
    m.want(LoadCards{state.cards_ticket});
  }

  void operator()(const LanguagePickerOpened&) { state.overlay = Overlay::language_picker; }
  void operator()(const TextSizeOpened&) { state.overlay = Overlay::text_size; }
  void operator()(const LanguageChosen& tap) {
    if (std::ranges::find(m.context.settings.languages, tap.language) ==
        m.context.settings.languages.end()) {
      return;
    }
    state.language = tap.language;
    state.overlay = Overlay::none;
    if (state.screen != Screen::first) return;
    state.language_chosen = true;
    state.screen = Screen::role;
  }
  void operator()(const TextSizeChosen& tap) {
    state.text_size = std::clamp(tap.size, 0, kTextSizes - 1);
  }
  void operator()(const ThemeChosen& tap) { state.theme = tap.theme; }
  void operator()(const OverlayClosed&) { state.overlay = Overlay::none; }
  void operator()(const KeepGoing&) { state.overlay = Overlay::none; }

  void operator()(const StopPressed&) {
    switch (state.screen) {
      case Screen::question:
      case Screen::notice:
      case Screen::check:
        state.overlay = Overlay::stop_confirm;
        return;
      case Screen::role:
        if (!state.session.answers.empty()) {
          state.overlay = Overlay::stop_confirm;
          return;
        }
        return wipe(m);
      case Screen::receipt:
      case Screen::staff_pin:
      case Screen::staff_home:
      case Screen::staff_card:
      case Screen::staff_decline:
        return wipe(m);
      case Screen::first:
      case Screen::not_ready:
      case Screen::sending:
        return;
    }
  }
  void operator()(const StopConfirmed&) {
    const bool asked =
        state.overlay == Overlay::stop_confirm || state.overlay == Overlay::idle_warning;
    if (asked && state.screen != Screen::sending) wipe(m);
  }
  void operator()(const BackPressed&) {
    if (state.overlay != Overlay::none) {
      state.overlay = Overlay::none;
    } else {
      back(m);
    }
  }

  void operator()(const RoleChosen& tap) {
    const int form = m.context.forms.find(tap.form);
    if (state.screen == Screen::role && form >= 0) start_form(m, form);
  }
  void operator()(const ContinuePressed&) {
    if (state.screen == Screen::question) continue_from_question(m);
  }
  void operator()(const LineTapped& tap) {
    if (state.screen == Screen::check) edit_line(m, tap.instance);
  }
  void operator()(const SendPressed&) {
    if (state.screen == Screen::check) send(m);
  }
  void operator()(const FinishPressed&) {
    if (state.screen == Screen::receipt || state.screen == Screen::notice) wipe(m);
  }
  void operator()(const StaffPressed&) {
    if (state.screen == Screen::first || state.screen == Screen::not_ready) open_staff_page(m);
  }

  void operator()(const Submitted& result) {
    if (state.screen != Screen::sending || result.ticket != state.waiting_for) return;
    state.waiting_for = 0;
    state.receipt_form = state.session.form;
    state.session = Session();  // nothing personal stays behind the thank-you
    state.receipt = result.receipt;
    state.screen = Screen::receipt;
    state.overlay = Overlay::none;
    state.last_activity_ms = m.context.now_ms;
    m.want(WipeSession{});
    m.want(LoadStatus{});
  }
  void operator()(const SubmitFailed& result) {
    if (state.screen != Screen::sending || result.ticket != state.waiting_for) return;
    state.waiting_for = 0;
    state.screen = Screen::check;
    state.last_activity_ms = m.context.now_ms;
    switch (result.code) {
      case base::Errc::storage_full:
        state.session.send_error = "error.send.storage_full";
        break;
      case base::Errc::storage_damaged:
        state.session.send_error = "error.send.damaged";
        break;
      case base::Errc::not_found:
        state.session.send_error = "error.send.not_enrolled";
        break;
      default:
        state.session.send_error = "error.send.failed";
        break;
    }
    m.want(LoadStatus{});
  }

  void operator()(const StatusLoaded& result) {
    state.queue = result.status;
    if (!result.status.enrolled) {
      state.not_ready = NotReady::not_enrolled;
    } else if (result.status.free_bytes < m.context.settings.minimum_free_bytes) {
      state.not_ready = NotReady::storage_full;
    } else {
      state.not_ready = NotReady::none;
    }
    show_home();
  }
  void operator()(const StatusFailed& result) {
    if (result.code == base::Errc::storage_damaged) state.not_ready = NotReady::damaged;
    if (result.code == base::Errc::storage_full) state.not_ready = NotReady::storage_full;
    show_home();
  }

 private:
  // Only the first screen changes places with not_ready: nobody is thrown out of a sign-up.
  void show_home() {
    const bool ready = state.not_ready == NotReady::none || state.not_ready == NotReady::starting;
    if (state.screen == Screen::first && !ready) state.screen = Screen::not_ready;
    if (state.screen == Screen::not_ready && ready) {
      state.screen = Screen::first;
      state.greeting_since_ms = m.context.now_ms;
    }
  }
};

// What the clock says. True when the session was wiped.
bool look_at_the_time(Machine& m, const Event& event) {
  State& state = m.state;
  const auto idle = idle_times(state, m.context.settings);
  if (!idle) return false;
  if (m.context.now_ms >= idle->wipe_ms) {
    wipe(m);
    return true;
  }
  if (m.context.now_ms < idle->warn_ms || !is_from_machine(event)) return false;
  state.overlay = Overlay::idle_warning;
  return false;
}

void derive_session(State& state, const Context& context) {
  Session& session = state.session;
  session.summary.clear();
  if (session.form < 0) return;
  const auto& form = context.forms.at(session.form);
  session.plan = forms::plan(form, session.answers);
  session.adults = session.answers.adults(form);
  const auto at = std::ranges::find(session.plan, session.current);
  session.steps = static_cast<int>(session.plan.size());
  session.step = static_cast<int>(at - session.plan.begin()) + (at == session.plan.end() ? 0 : 1);
  if (state.screen == Screen::check || state.screen == Screen::sending) {
    session.summary = forms::summary(form, session.answers);
  }
  if (state.screen != Screen::question) return;
  session.current_required = forms::is_required(form, session.answers, session.current);
  const auto& question = form.questions[static_cast<std::size_t>(session.current.question)];
  const bool can_be_zero =
      question.kind == forms::Kind::stepper || question.kind == forms::Kind::children;
  const forms::Value* value = current_value(state);
  session.continue_as = ContinueAs::next;
  if (session.editing) {
    session.continue_as = ContinueAs::to_check;
  } else if (!session.current_required && !can_be_zero && forms::is_empty(*value)) {
    session.continue_as = ContinueAs::skip;
  }
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
  if (state.screen == Screen::first && context.settings.greeting_ms > 0) {
    const auto shown = (context.now_ms - state.greeting_since_ms) / context.settings.greeting_ms;
    state.greeting = static_cast<int>(std::clamp<std::int64_t>(shown, 0, 1'000'000'000));
  }
}

void apply(Machine& m, const Event& event) {
  State& state = m.state;
  const bool wiped = look_at_the_time(m, event);
  if (!is_from_machine(event)) {
    if (wiped) return;  // it was meant for a screen that is gone
    state.last_activity_ms = m.context.now_ms;
    if (state.overlay == Overlay::idle_warning && !is_one_of<StopPressed, StopConfirmed>(event)) {
      state.overlay = Overlay::none;  // any touch continues, and does nothing else
      return;
    }
    if (!fits_overlay(state.overlay, event)) return;
  }
  if (answer(m, event) || staff_event(m, event)) return;
  std::visit(General{m}, event);
}

}  // namespace

State initial_state(const Settings& settings, std::int64_t now_ms) {
  State state;
  state.language = settings.default_language;
  state.text_size = settings.default_text_size;
  state.theme = settings.default_theme;
  state.last_activity_ms = now_ms;
  state.greeting_since_ms = now_ms;
  return state;
}

Step reduce(State state, const Event& event, const Context& context) {
  Step step{std::move(state), {}};
  Machine m{step.state, context, {}};
  apply(m, event);
  derive(step.state, context);
  step.effects = std::move(m.effects);
  return step;
}

}  // namespace samen::flow
