// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

// How many days a programme gives each step of a match (match_life.hpp): the match_days of its
// policy file.
namespace samen::domain {

struct MatchDays {
  int answer = 7;           // of each side to an offer
  int introduce = 3;        // from the second yes
  int first_meeting = 14;   // from the second yes
  int hear_of_meeting = 1;  // from the day of a planned meeting
  int think = 7;            // from the first meeting
  // From going on, rising; weeks 1, 2, 4, 8 and 12, months 6, 9 and 12.
  std::vector<int> check_ins = {7, 14, 28, 56, 84, 182, 273, 365};
  int later_check_ins = 28;  // from one to the next, once those have passed
  int closing_talk = 14;
  // A contact is quiet when so many days brought no sign of it: the first number for a last sign in
  // the first weeks after the introduction, the second for a later one.
  int quiet_first = 14;
  int first_weeks = 8;
  int quiet_later = 30;

  bool operator==(const MatchDays&) const = default;
};

}  // namespace samen::domain
