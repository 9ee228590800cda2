// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sync/server/pages/case_view.hpp"
#include "sync/server/pages/frame.hpp"

// The forms of a case: which acts there are now follows from the life tables, one table says what
// each of them asks.
namespace samen::server {

enum class StepField : std::uint8_t {
  day,
  met,
  mood,
  reason,
  household_then,
  group_then,
  declined
};
struct StepForm {
  std::string_view name;               // "plan": its words are office.form.plan
  std::vector<std::string_view> acts;  // names of MatchEvent, Verdict, "undo"
  std::vector<StepField> asks = {};
  bool help = false;  // office.help.plan says more
};
const std::vector<StepForm>& step_forms();

// What act() found wrong, shown again with what was typed.
struct Mend {
  std::string key;    // office.error.…
  std::string form;   // of which form; empty: of none
  std::string field;  // in it; empty: none
  FormFields typed = {};
};

// The forms that belong to what is next, then all others that the tables allow now.
void fill_forms(Frame& frame, const CaseView& view, const Mend* mend);

// An act as a part of a message key: "household-yes" -> "household_yes".
std::string key_of(std::string_view act);

}  // namespace samen::server
