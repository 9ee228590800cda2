// SPDX-License-Identifier: Apache-2.0
// From the check page to the receipt, and what decides whether anybody may sign up at all.
#include "forms/to_record.hpp"
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

bool is_ready(const State& state) {
  return state.not_ready == NotReady::none || state.not_ready == NotReady::starting;
}

// Only the first screen changes places with not_ready: nobody is thrown out of a sign-up.
void show_home(Machine& m) {
  State& state = m.state;
  if (state.screen == Screen::first && !is_ready(state)) state.screen = Screen::not_ready;
  if (state.screen == Screen::not_ready && is_ready(state)) {
    state.screen = Screen::first;
    state.greeting_since_ms = m.context.now_ms;
  }
}

const char* send_error(base::Errc code) {
  switch (code) {
    case base::Errc::storage_full:
      return "error.send.storage_full";
    case base::Errc::storage_damaged:
      return "error.send.damaged";
    case base::Errc::not_found:
      return "error.send.not_enrolled";
    default:
      return "error.send.failed";
  }
}

}  // namespace

void show_not_sent(Machine& m, base::Errc code) {
  m.state.screen = Screen::check;
  m.state.last_activity_ms = m.context.now_ms;
  count_progress(m);
  m.state.session.send_error = send_error(code);
  m.want(LoadStatus{});
}

bool on(Machine& m, const Started&) {
  m.want(LoadStatus{});
  return false;
}

bool on(Machine& m, const SendPressed&) {
  Session& session = m.state.session;
  auto problems = forms::validate_all(form_of(m), session.answers);
  if (!problems.empty()) {
    on(m, LineTapped{problems.front().instance});
    session.error = std::move(problems.front().error);
    return true;
  }
  auto record = forms::to_record(form_of(m), session.answers, m.state.language);
  if (!record) {
    session.send_error = "error.send.failed";
    return true;
  }
  session.send_error.clear();
  if (is_correcting(m.state)) {
    tell_anew(m, std::move(*record));
    return true;
  }
  m.state.waiting_for = m.new_ticket();
  m.state.screen = Screen::sending;
  m.want(Submit{m.state.waiting_for, std::move(*record)});
  return true;
}

bool on(Machine& m, const Submitted& result) {
  State& state = m.state;
  if (state.waiting_for == 0 || result.ticket != state.waiting_for) return false;
  state.waiting_for = 0;
  state.receipt_form = state.session.form;
  state.receipt_outside = !state.session.outside.empty();
  state.session = Session();  // nothing personal stays behind the thank-you
  state.receipt = result.receipt;
  state.screen = Screen::receipt;
  state.overlay = Overlay::none;
  offer_to_print(m);
  state.last_activity_ms = m.context.now_ms;
  count_progress(m);
  m.want(WipeSession{});
  m.want(LoadStatus{});
  return true;
}

bool on(Machine& m, const SubmitFailed& result) {
  State& state = m.state;
  if (state.waiting_for == 0 || result.ticket != state.waiting_for) return false;
  state.waiting_for = 0;
  show_not_sent(m, result.code);
  return true;
}

bool on(Machine& m, const StatusLoaded& result) {
  m.state.queue = result.status;
  if (!result.status.enrolled) {
    m.state.not_ready = NotReady::not_enrolled;
  } else if (result.status.free_bytes < m.context.settings.minimum_free_bytes) {
    m.state.not_ready = NotReady::storage_full;
  } else {
    m.state.not_ready = NotReady::none;
  }
  show_home(m);
  return true;
}

bool on(Machine& m, const StatusFailed& result) {
  if (result.code == base::Errc::storage_damaged) m.state.not_ready = NotReady::damaged;
  if (result.code == base::Errc::storage_full) m.state.not_ready = NotReady::storage_full;
  show_home(m);
  return true;
}

}  // namespace samen::flow
