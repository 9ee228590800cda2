// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "kiosk/flow/reduce.hpp"

// The parts reduce() is made of. Private to this room.
namespace samen::flow {

// One step being made.
struct Machine {
  State& state;
  const Context& context;
  std::vector<Effect> effects;

  void want(Effect effect) { effects.push_back(std::move(effect)); }
  std::uint32_t new_ticket() { return ++state.ticket; }
};

// --- idle.cpp: what time does
struct IdleTimes {
  std::int64_t warn_ms = 0;  // the warning comes up
  std::int64_t wipe_ms = 0;
};
// Nothing: this screen may stay as long as it likes.
std::optional<IdleTimes> idle_times(const State& state, const Settings& settings);
// Answers, language, text size and the staff session end; the first screen (or not_ready) shows.
void wipe(Machine& m);

// --- navigation.cpp: from question to question
const forms::Form& form_of(const Machine& m);
void start_form(Machine& m, int form);
void go_to(Machine& m, forms::Instance instance);
void continue_from_question(Machine& m);
void back(Machine& m);
void edit_line(Machine& m, forms::Instance instance);
void send(Machine& m);

// --- answering.cpp: taps and typing on the question shown
// True when the event was about answering; false leaves everything as it was.
bool answer(Machine& m, const Event& event);

// --- staff.cpp
bool staff_event(Machine& m, const Event& event);
void open_staff_page(Machine& m);
void forget_staff(Machine& m);  // cards, PIN and selection; wants CloseStaff when needed

}  // namespace samen::flow
