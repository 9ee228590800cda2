// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

bool is_home(const State& state) {
  return state.screen == Screen::first || state.screen == Screen::not_ready;
}

// Somebody changed how the first screen looks and may have left.
bool is_touched(const State& state, const Settings& settings) {
  return state.overlay != Overlay::none || state.language != settings.default_language ||
         state.text_size != settings.default_text_size || state.theme != settings.default_theme;
}

// When a countdown that shows `seconds` (rounded up) next shows one less.
std::int64_t next_second(std::int64_t end_ms, int seconds) {
  return end_ms - std::int64_t{1000} * std::max(0, seconds - 1);
}

}  // namespace

std::optional<IdleTimes> idle_times(const State& state, const Settings& settings) {
  if (state.screen == Screen::sending) return std::nullopt;
  if (is_home(state)) {
    if (!is_touched(state, settings)) return std::nullopt;
    const std::int64_t end = state.last_activity_ms + settings.idle_ms;
    return IdleTimes{end, end};  // nothing to lose: no warning
  }
  const bool failed = state.screen == Screen::check && !state.session.send_error.empty();
  const std::int64_t quiet = failed ? settings.idle_failed_ms : settings.idle_ms;
  const std::int64_t warn = state.last_activity_ms + quiet;
  return IdleTimes{warn, warn + settings.warning_ms};
}

void wipe(Machine& m) {
  State& state = m.state;
  forget_staff(m);
  state.session = Session();
  state.receipt.reset();
  state.receipt_form = -1;
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

std::optional<std::int64_t> next_deadline_ms(const State& state, const Settings& settings) {
  std::optional<std::int64_t> next;
  const auto sooner = [&](std::int64_t at) { next = next ? std::min(*next, at) : at; };
  if (state.screen == Screen::first && settings.greeting_ms > 0) {
    sooner(state.greeting_since_ms + (std::int64_t{state.greeting} + 1) * settings.greeting_ms);
  }
  if (const auto idle = idle_times(state, settings)) {
    sooner(state.overlay == Overlay::idle_warning
               ? next_second(idle->wipe_ms, state.idle_seconds_left)
               : idle->warn_ms);
  }
  if (state.screen == Screen::staff_pin && state.staff.locked_seconds > 0) {
    sooner(next_second(state.staff.locked_until_ms, state.staff.locked_seconds));
  }
  return next;
}

}  // namespace samen::flow
