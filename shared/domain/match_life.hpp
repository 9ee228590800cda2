// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/life_table.hpp"
#include "domain/vocabulary.hpp"

// The life of a match, from a caseworker's yes to its end: what may happen when, what is to be done
// next and by when. Code, SQL and the lists of staff are made from it.
namespace samen::domain {

enum class MatchState : std::uint8_t {
  offered,        // nobody of the two sides has answered
  household_yes,  // the household said yes, the group has not answered
  group_yes,
  agreed,      // both said yes
  introduced,  // those who need them have each other's names and numbers
  planned,     // a first meeting has a day
  met,         // they met once; days to think
  running,
  ending,  // a talk about how it was is due
  closed
};
SAMEN_VOCABULARY(MatchState, "match", "offered", "household_yes", "group_yes", "agreed",
                 "introduced", "planned", "met", "running", "ending", "closed");

enum class MatchEvent : std::uint8_t {
  household_yes,
  household_no,
  group_yes,
  group_no,
  introduce,
  plan,
  cancel,  // the meeting did not take place
  meet,
  go_on,
  check_in,
  end,
  close
};
SAMEN_VOCABULARY(MatchEvent, "match_event", "household-yes", "household-no", "group-yes",
                 "group-no", "introduce", "plan", "cancel", "meet", "go-on", "check-in", "end",
                 "close");

// How it goes, at a check-in.
enum class Mood : std::uint8_t { good, fair, poor };
SAMEN_VOCABULARY(Mood, "mood", "good", "fair", "poor");

using MatchMove = base::Move<MatchState, MatchEvent>;

inline constexpr auto kMatchMoves = std::to_array<MatchMove>({
    {MatchState::offered, MatchEvent::household_yes, MatchState::household_yes},
    {MatchState::offered, MatchEvent::group_yes, MatchState::group_yes},
    {MatchState::offered, MatchEvent::household_no, MatchState::closed},
    {MatchState::offered, MatchEvent::group_no, MatchState::closed},
    {MatchState::household_yes, MatchEvent::group_yes, MatchState::agreed},
    {MatchState::household_yes, MatchEvent::group_no, MatchState::closed},
    {MatchState::household_yes, MatchEvent::household_no, MatchState::closed},
    {MatchState::group_yes, MatchEvent::household_yes, MatchState::agreed},
    {MatchState::group_yes, MatchEvent::household_no, MatchState::closed},
    {MatchState::group_yes, MatchEvent::group_no, MatchState::closed},
    // A side may think again as long as nobody has the other's number.
    {MatchState::agreed, MatchEvent::household_no, MatchState::closed},
    {MatchState::agreed, MatchEvent::group_no, MatchState::closed},
    {MatchState::agreed, MatchEvent::introduce, MatchState::introduced},
    {MatchState::introduced, MatchEvent::plan, MatchState::planned},
    {MatchState::introduced, MatchEvent::meet, MatchState::met},
    {MatchState::introduced, MatchEvent::end, MatchState::ending},
    {MatchState::planned, MatchEvent::plan, MatchState::planned},
    {MatchState::planned, MatchEvent::cancel, MatchState::introduced},
    {MatchState::planned, MatchEvent::meet, MatchState::met},
    {MatchState::planned, MatchEvent::end, MatchState::ending},
    {MatchState::met, MatchEvent::go_on, MatchState::running},
    {MatchState::met, MatchEvent::end, MatchState::ending},
    {MatchState::running, MatchEvent::check_in, MatchState::running},
    {MatchState::running, MatchEvent::end, MatchState::ending},
    {MatchState::ending, MatchEvent::go_on, MatchState::running},
    {MatchState::ending, MatchEvent::close, MatchState::closed},
});

static_assert(base::has_one_way_each(kMatchMoves));

// nullptr: not in this state.
constexpr const MatchMove* find_move(MatchState from, MatchEvent event) {
  return base::find_move(kMatchMoves, from, event);
}

// What staff do next. A match that is not closed has exactly one.
enum class NextStep : std::uint8_t {
  ask_both,
  ask_group,
  ask_household,
  introduce,
  plan_meeting,
  hear_of_meeting,
  ask_to_go_on,
  check_in,
  closing_talk,
  nothing
};

// From what day the days to the next step count.
enum class DueFrom : std::uint8_t { this_state, meeting, rhythm, never };

struct MatchStateRow {
  MatchState state;
  NextStep next;
  DueFrom from;
  int days;
};
inline constexpr auto kMatchStates = std::to_array<MatchStateRow>({
    {MatchState::offered, NextStep::ask_both, DueFrom::this_state, 7},
    {MatchState::household_yes, NextStep::ask_group, DueFrom::this_state, 7},
    {MatchState::group_yes, NextStep::ask_household, DueFrom::this_state, 7},
    {MatchState::agreed, NextStep::introduce, DueFrom::this_state, 3},
    {MatchState::introduced, NextStep::plan_meeting, DueFrom::this_state, 11},
    {MatchState::planned, NextStep::hear_of_meeting, DueFrom::meeting, 1},
    {MatchState::met, NextStep::ask_to_go_on, DueFrom::this_state, 7},
    {MatchState::running, NextStep::check_in, DueFrom::rhythm, 0},
    {MatchState::ending, NextStep::closing_talk, DueFrom::this_state, 14},
    {MatchState::closed, NextStep::nothing, DueFrom::never, 0},
});

constexpr const MatchStateRow& row_of(MatchState state) {
  for (const auto& row : kMatchStates) {
    if (row.state == state) return row;
  }
  return kMatchStates.back();
}

// Check-ins, in days since the match runs: weeks 1, 2, 4, 8 and 12, months 6, 9 and 12.
inline constexpr auto kCheckInDays = std::to_array<int>({7, 14, 28, 56, 84, 182, 273, 365});

// The check-in that comes `after_day` days into the match; nothing after the last one.
constexpr std::optional<int> next_check_in(int after_day) {
  for (const int day : kCheckInDays) {
    if (day > after_day) return day;
  }
  return std::nullopt;
}

// What the people in it may know: whether the others have answered is not theirs to know.
enum class MatchStage : std::uint8_t { asked, agreed, running, ending };
SAMEN_VOCABULARY(MatchStage, "stage", "asked", "agreed", "running", "ending");

constexpr std::optional<MatchStage> stage_of(MatchState state) {
  switch (state) {
    case MatchState::offered:
    case MatchState::household_yes:
    case MatchState::group_yes:
      return MatchStage::asked;
    case MatchState::agreed:
    case MatchState::introduced:
    case MatchState::planned:
      return MatchStage::agreed;
    case MatchState::met:
    case MatchState::running:
      return MatchStage::running;
    case MatchState::ending:
      return MatchStage::ending;
    case MatchState::closed:
      break;
  }
  return std::nullopt;
}

// Names and numbers may be looked at: both said yes and were introduced, and it is not over.
constexpr bool shows_contacts(MatchState state) {
  return state >= MatchState::introduced && state < MatchState::closed;
}

}  // namespace samen::domain
