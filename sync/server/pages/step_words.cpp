// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/step_words.hpp"

#include "base/spans.hpp"

namespace samen::server {

std::string step_words(const Frame& frame, std::string_view kind) {
  const bool known = domain::from_name<domain::NextStep>(kind).has_value();
  return frame.word((known ? "staff.next." : "office.step.") + std::string(kind));
}

std::string due_words(const Frame& frame, Urgency when, std::int64_t due_ms) {
  switch (when) {
    case Urgency::late:
      return frame.word("office.when.late",
                        {{"count", (frame.context().now_ms - due_ms) / base::kDayMs}});
    case Urgency::today:
      return frame.word("office.when.today");
    case Urgency::week:
    case Urgency::later:
      break;
  }
  return frame.day(due_ms);
}

}  // namespace samen::server
