// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

// How often two sides met, from what was said about it by either of them and by staff.
namespace samen::domain {

// Somebody's word: after the day `after` and through the day `day` they met so many times.
struct ToldMeetings {
  std::int64_t after = 0;
  std::int64_t day = 0;
  int times = 0;
};

// The days of the fewest meetings with which everybody's word is true, one entry a meeting and each
// as late as can be: what two people tell of one meeting is one meeting. Days are whole numbers on
// any scale.
std::vector<std::int64_t> fewest_meetings(std::vector<ToldMeetings> told);

}  // namespace samen::domain
