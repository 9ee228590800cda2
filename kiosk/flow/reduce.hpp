// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "forms/form.hpp"
#include "kiosk/flow/effect.hpp"
#include "kiosk/flow/event.hpp"
#include "kiosk/flow/state.hpp"

// Which screen comes next. Pure: no clock, no files, no drawing; the same state, event and context
// give the same step.
namespace samen::flow {

// How long something is shown before it takes a press: about the time it takes to see that it is
// new.
inline constexpr std::int64_t kArmingMs = 350;

struct Settings {
  std::string default_language = "nl";                      // after a wipe
  std::vector<std::string> languages = {"nl", "en", "ar"};  // others are ignored when chosen
  int default_text_size = 0;
  Theme default_theme = Theme::standard;
  std::int64_t idle_ms = 120'000;             // nobody changed anything, then the warning
  std::int64_t warning_ms = 20'000;           // at least 20 s (ux rule 8)
  std::int64_t idle_failed_ms = 600'000;      // after a failed send: time to fetch staff
  std::int64_t no_progress_ms = 600'000;      // a sign-up comes no further, then the warning
  std::int64_t staff_ms = 900'000;            // after the PIN: the staff page asks for it again
  std::int64_t undo_ms = 60'000;              // a decision can be taken back, then it may leave
  std::int64_t answer_ms = 10'000;            // an answer to a receipt is waited for
  std::int64_t arming_ms = kArmingMs;         // a screen is shown before it can end a session
  std::int64_t go_on_ms = 350;                // a single choice is seen, then it goes on; 0: never
  std::int64_t greeting_ms = 4'000;           // first screen: one greeting
  std::int64_t greetings_ms = 600'000;        // nobody touches it: then the first one stays
  bool printer = false;                       // there is one for receipts
  std::int64_t minimum_free_bytes = 8 << 20;  // below: no new sign-ups
};

struct Context {
  const forms::FormSet& forms;
  const Settings& settings;
  std::int64_t now_ms = 0;  // monotonic milliseconds, never going back
};

struct Step {
  State state;
  std::vector<Effect> effects;
};

State initial_state(const Settings& settings, std::int64_t now_ms);

// Looks at the time first: when the session has run out meanwhile it is wiped and the event, which
// was meant for a screen that is gone, is dropped.
Step reduce(State state, const Event& event, const Context& context);

// When the next Tick is due, on the clock of Context::now_ms; nothing: only an event changes this
// state. The app sleeps until then, so nobody polls.
std::optional<std::int64_t> next_deadline_ms(const State& state, const Settings& settings);

}  // namespace samen::flow
