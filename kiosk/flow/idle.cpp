// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>
#include <iterator>

#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

// Somebody changed how the first screen looks and may have left.
bool is_touched(const State& state, const Settings& settings) {
  return state.overlay != Overlay::none || state.language != settings.default_language ||
         state.text_size != settings.default_text_size || state.theme != settings.default_theme;
}

// When a countdown that shows `seconds` (rounded up) next shows one less.
std::int64_t next_second(std::int64_t end_ms, int seconds) {
  return end_ms - std::int64_t{1000} * std::max(0, seconds - 1);
}

// When a staff page asks for the PIN again, however busy it is.
std::optional<std::int64_t> pin_ends_ms(const State& state, const Settings& settings) {
  if (row_of(state.screen).limit != Limit::pin) return std::nullopt;
  return state.pin_ms + settings.staff_ms;
}

}  // namespace

int last_greeting(const Settings& settings) {
  if (settings.greeting_ms <= 0) return 0;
  const auto languages = std::max<std::int64_t>(std::ssize(settings.languages), 1);
  return static_cast<int>(settings.greetings_ms / settings.greeting_ms / languages * languages);
}

std::optional<IdleTimes> idle_times(const State& state, const Settings& settings) {
  const ScreenRow& row = row_of(state.screen);
  const std::int64_t quiet = state.last_activity_ms + settings.idle_ms;
  switch (row.idle) {
    case Idle::stays:
      return std::nullopt;
    case Idle::tidies:
      if (!is_touched(state, settings)) return std::nullopt;
      return IdleTimes{quiet, quiet};  // nothing to lose: no warning
    case Idle::warns:
      break;
  }
  const bool failed = state.screen == Screen::check && !state.session.send_error.empty();
  std::int64_t warn = failed ? state.last_activity_ms + settings.idle_failed_ms : quiet;
  if (row.limit == Limit::progress) {
    warn = std::min(warn, state.last_progress_ms + settings.no_progress_ms);
  }
  return IdleTimes{warn, warn + settings.warning_ms};
}

bool look_at_the_time(Machine& m, From from) {
  State& state = m.state;
  const std::int64_t now = m.context.now_ms;
  send_due_decisions(m);
  const auto idle = idle_times(state, m.context.settings);
  if (idle && now >= idle->wipe_ms) {
    wipe(m);
    return true;
  }
  const auto pin_ends = pin_ends_ms(state, m.context.settings);
  const bool pin_again = pin_ends && now >= *pin_ends;
  if (pin_again && !state.staff.open) {
    wipe(m);
    return true;
  }
  if (pin_again) {
    forget_staff(m);
    open_staff_page(m);
    state.staff.error = "staff.pin.again";
  }
  if (idle && now >= idle->warn_ms && (pin_again || from == From::machine)) {
    state.overlay = Overlay::idle_warning;
  }
  const std::int64_t goes_on = state.session.goes_on_ms;
  if (goes_on == 0 || now < goes_on) return pin_again;
  go_on(m);
  look_at_the_time(m, From::machine);  // whoever tapped meanwhile tapped on what is gone
  return true;
}

void wipe(Machine& m) {
  State& state = m.state;
  forget_staff(m);
  forget_receipt(m);
  state.session = Session();
  state.receipt.reset();
  state.receipt_form = -1;
  state.receipt_outside = false;
  state.printing.reset();
  state.overlay = Overlay::none;
  state.language = m.context.settings.default_language;
  state.language_chosen = false;
  state.text_size = m.context.settings.default_text_size;
  state.theme = m.context.settings.default_theme;
  state.waiting_for = 0;
  state.greeting = 0;
  state.greeting_since_ms = m.context.now_ms;
  const bool ready = state.not_ready == NotReady::none || state.not_ready == NotReady::starting;
  state.screen = ready ? Screen::first : Screen::not_ready;
  m.want(WipeSession{});
}

bool end_session(Machine& m) {
  if (m.context.now_ms < m.state.shown_since_ms + m.context.settings.arming_ms) return false;
  wipe(m);
  return true;
}

void count_progress(Machine& m) {
  m.state.last_progress_ms = m.context.now_ms;
}

bool on(Machine&, const Tick&) {
  return false;  // look_at_the_time() has done it
}

bool on(Machine&, const Activity&) {
  return true;
}

bool on(Machine& m, const KeepGoing&) {
  if (m.state.overlay == Overlay::none) return false;
  if (m.state.overlay == Overlay::idle_warning) count_progress(m);
  m.state.overlay = Overlay::none;
  return true;
}

bool on(Machine& m, const StopPressed&) {
  const Stop stop = row_of(m.state.screen).stop;
  assert(stop != Stop::no);
  const bool asks =
      stop == Stop::asks || (stop == Stop::asks_if_told && !m.state.session.answers.empty());
  if (!asks) return end_session(m);
  return change(m.state.overlay, Overlay::stop_confirm);
}

bool on(Machine& m, const StopConfirmed&) {
  return end_session(m);
}

bool on(Machine& m, const FinishPressed&) {
  return end_session(m);
}

std::optional<std::int64_t> next_deadline_ms(const State& state, const Settings& settings) {
  std::optional<std::int64_t> next;
  const auto sooner = [&](std::int64_t at) { next = next ? std::min(*next, at) : at; };
  if (state.screen == Screen::first && settings.greeting_ms > 0 &&
      state.greeting < last_greeting(settings)) {
    sooner(state.greeting_since_ms + (std::int64_t{state.greeting} + 1) * settings.greeting_ms);
  }
  if (const auto idle = idle_times(state, settings)) {
    sooner(state.overlay == Overlay::idle_warning
               ? next_second(idle->wipe_ms, state.idle_seconds_left)
               : idle->warn_ms);
  }
  if (const auto end = pin_ends_ms(state, settings)) sooner(*end);
  if (state.session.goes_on_ms > 0) sooner(state.session.goes_on_ms);
  if (state.screen == Screen::staff_pin && state.staff.locked_seconds > 0) {
    sooner(next_second(state.staff.locked_until_ms, state.staff.locked_seconds));
  }
  if (const auto patience = answer_is_slow_ms(state, settings)) sooner(*patience);
  if (!state.decisions_leave_ms.empty()) sooner(state.decisions_leave_ms.front());
  if (state.screen == Screen::staff_card && state.staff.undo_seconds > 0) {
    const LocalDecision* local = state.staff.decision_on(*state.staff.selected);
    sooner(next_second(local->undo_until_ms, state.staff.undo_seconds));
  }
  return next;
}

}  // namespace samen::flow
