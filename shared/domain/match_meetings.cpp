// SPDX-License-Identifier: Apache-2.0
#include "domain/match_meetings.hpp"

#include <algorithm>

namespace samen::domain {

// Whoever's word ends first is made true first, as late as it allows: there a meeting serves most
// of the words that end later.
std::vector<std::int64_t> fewest_meetings(std::vector<ToldMeetings> told) {
  std::ranges::stable_sort(told, {}, &ToldMeetings::day);
  std::vector<std::int64_t> days;  // rising
  for (const auto& word : told) {
    const auto first = std::ranges::upper_bound(days, word.after);
    const auto known = days.end() - first;
    if (word.times > known) {
      days.insert(days.end(), static_cast<std::size_t>(word.times - known), word.day);
    }
  }
  return days;
}

}  // namespace samen::domain
