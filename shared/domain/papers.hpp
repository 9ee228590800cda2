// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include "domain/vocabulary.hpp"

// What staff have to have seen of a volunteer before they meet anybody: only that it exists and its
// day, never a copy. Which of it a programme asks, and how long it is good, says its policy file.
namespace samen::domain {

enum class Paper : std::uint8_t {
  conduct,    // a certificate of conduct, or what the country has in its place
  training,   // the training was followed
  agreement,  // the house rules were signed
  talk        // somebody of staff talked with them
};
SAMEN_VOCABULARY(Paper, "paper", "conduct", "training", "agreement", "talk");

struct AskedPaper {
  Paper paper = Paper::conduct;
  int months = 0;  // good for so long from its day; 0: for good
  bool operator==(const AskedPaper&) const = default;
};

// The papers of the policy file.
struct PaperRules {
  std::vector<AskedPaper> asked = {{Paper::conduct, 36}, {Paper::training, 0}};
  int members_in_order = 0;  // of a group, before it may be introduced; 0: all of them
  int remind_days = 42;      // before a paper runs out
  bool operator==(const PaperRules&) const = default;
};

// The first moment at which a paper of that day is good no more, so many calendar months later; of
// the 31st in a shorter month its last day. Unix milliseconds.
inline std::int64_t runs_out_ms(std::int64_t day_ms, int months) {
  namespace c = std::chrono;
  const auto day = c::floor<c::days>(c::sys_time<c::milliseconds>(c::milliseconds(day_ms)));
  const c::year_month_day from(day);
  const auto month = from.year() / from.month() + c::months(months);
  const c::year_month_day last(month / c::last);
  const c::year_month_day until = month / std::min(from.day(), last.day());
  return c::duration_cast<c::milliseconds>(c::sys_days(until).time_since_epoch()).count();
}

}  // namespace samen::domain
