// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/life_table.hpp"
#include "domain/match_days.hpp"
#include "domain/match_stage.hpp"
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
  close,
  rematch  // it does not work out, and who wants is matched again, without a talk of its own
};
SAMEN_VOCABULARY(MatchEvent, "match_event", "household-yes", "household-no", "group-yes",
                 "group-no", "introduce", "plan", "cancel", "meet", "go-on", "check-in", "end",
                 "close", "rematch");

// Whose word it is.
enum class SaidBy : std::uint8_t { staff, household, group };
SAMEN_VOCABULARY(SaidBy, "said_by", "staff", "household", "group");

// Why a match is over. No reason tells anything about a person.
enum class EndReason : std::uint8_t {
  year_over,
  goals_reached,
  moved,
  no_time,
  language,
  expectations,  // they wanted something else of each other
  no_contact,
  safety,
  other
};
SAMEN_VOCABULARY(EndReason, "end_reason", "year-over", "goals-reached", "moved", "no-time",
                 "language", "expectations", "no-contact", "safety", "other");

// What a side wants after that.
enum class Afterwards : std::uint8_t {
  again,  // to be matched again
  pause,  // the same, from a day on
  stop
};
SAMEN_VOCABULARY(Afterwards, "afterwards", "again", "pause", "stop");

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
    {MatchState::introduced, MatchEvent::check_in, MatchState::introduced},
    {MatchState::introduced, MatchEvent::end, MatchState::ending},
    {MatchState::introduced, MatchEvent::rematch, MatchState::closed},
    {MatchState::planned, MatchEvent::plan, MatchState::planned},
    {MatchState::planned, MatchEvent::cancel, MatchState::introduced},
    {MatchState::planned, MatchEvent::meet, MatchState::met},
    {MatchState::planned, MatchEvent::check_in, MatchState::planned},
    {MatchState::planned, MatchEvent::end, MatchState::ending},
    {MatchState::planned, MatchEvent::rematch, MatchState::closed},
    {MatchState::met, MatchEvent::meet, MatchState::met},
    {MatchState::met, MatchEvent::check_in, MatchState::met},
    {MatchState::met, MatchEvent::go_on, MatchState::running},
    {MatchState::met, MatchEvent::end, MatchState::ending},
    {MatchState::met, MatchEvent::rematch, MatchState::closed},
    {MatchState::running, MatchEvent::meet, MatchState::running},
    {MatchState::running, MatchEvent::check_in, MatchState::running},
    {MatchState::running, MatchEvent::end, MatchState::ending},
    {MatchState::running, MatchEvent::rematch, MatchState::closed},
    // What was said before it ended may arrive after it.
    {MatchState::ending, MatchEvent::meet, MatchState::ending},
    {MatchState::ending, MatchEvent::check_in, MatchState::ending},
    {MatchState::ending, MatchEvent::go_on, MatchState::running},
    {MatchState::ending, MatchEvent::close, MatchState::closed},
    {MatchState::ending, MatchEvent::rematch, MatchState::closed},
    // A no that was under way while they were introduced is not lost: staff talk with both.
    {MatchState::introduced, MatchEvent::household_no, MatchState::ending},
    {MatchState::introduced, MatchEvent::group_no, MatchState::ending},
    {MatchState::planned, MatchEvent::household_no, MatchState::ending},
    {MatchState::planned, MatchEvent::group_no, MatchState::ending},
    {MatchState::met, MatchEvent::household_no, MatchState::ending},
    {MatchState::met, MatchEvent::group_no, MatchState::ending},
    {MatchState::running, MatchEvent::household_no, MatchState::ending},
    {MatchState::running, MatchEvent::group_no, MatchState::ending},
});

static_assert(base::has_one_way_each(kMatchMoves));

// nullptr: not in this state.
constexpr const MatchMove* find_move(MatchState from, MatchEvent event) {
  return base::find_move(kMatchMoves, from, event);
}

constexpr bool is_a_no(MatchEvent event) {
  return event == MatchEvent::household_no || event == MatchEvent::group_no;
}

// An answer that this side has given already, said once more or arriving late: nothing changes.
constexpr bool is_known(MatchState state, MatchEvent event) {
  if (state == MatchState::closed) return false;
  const bool both = state >= MatchState::agreed;
  if (event == MatchEvent::household_yes) return both || state == MatchState::household_yes;
  if (event == MatchEvent::group_yes) return both || state == MatchState::group_yes;
  return state == MatchState::ending && is_a_no(event);
}

// What is done next, and whose it is. A match that is not closed has exactly one.
enum class NextStep : std::uint8_t {
  ask_both,
  ask_group,
  ask_household,
  ask_adults,  // who of the household has not said yes yet
  see_papers,
  introduce,
  plan_meeting,
  hear_of_meeting,
  ask_to_go_on,
  check_in,
  call_both,    // no sign of contact for too long
  say_goodbye,  // one side is not there any more
  closing_talk,
  nothing
};
SAMEN_VOCABULARY(NextStep, "next", "ask_both", "ask_group", "ask_household", "ask_adults",
                 "see_papers", "introduce", "plan_meeting", "hear_of_meeting", "ask_to_go_on",
                 "check_in", "call_both", "say_goodbye", "closing_talk", "nothing");

// At the centre of the match.
enum class Owner : std::uint8_t { caseworker, screener };
SAMEN_VOCABULARY(Owner, "owner", "caseworker", "screener");

constexpr Owner owner_of(NextStep step) {
  return step == NextStep::see_papers ? Owner::screener : Owner::caseworker;
}

// The one next action of a match.
struct NextAction {
  NextStep step = NextStep::nothing;
  Owner owner = Owner::caseworker;
  std::int64_t due_ms = 0;  // a moment of the day by whose end it is to be done; Unix milliseconds
  bool operator==(const NextAction&) const = default;
};

// From what day the days to the next step count.
enum class DueFrom : std::uint8_t { this_state, agreement, meeting, rhythm, never };

struct MatchStateRow {
  MatchState state;
  NextStep next;
  DueFrom from;
  int MatchDays::* days;  // none: check-ins have their own
  bool may_dry_up;        // contact is expected
};
inline constexpr auto kMatchStates = std::to_array<MatchStateRow>({
    {MatchState::offered, NextStep::ask_both, DueFrom::this_state, &MatchDays::answer, false},
    {MatchState::household_yes, NextStep::ask_group, DueFrom::this_state, &MatchDays::answer,
     false},
    {MatchState::group_yes, NextStep::ask_household, DueFrom::this_state, &MatchDays::answer,
     false},
    {MatchState::agreed, NextStep::introduce, DueFrom::this_state, &MatchDays::introduce, false},
    {MatchState::introduced, NextStep::plan_meeting, DueFrom::agreement, &MatchDays::first_meeting,
     true},
    {MatchState::planned, NextStep::hear_of_meeting, DueFrom::meeting, &MatchDays::hear_of_meeting,
     true},
    {MatchState::met, NextStep::ask_to_go_on, DueFrom::this_state, &MatchDays::think, true},
    {MatchState::running, NextStep::check_in, DueFrom::rhythm, nullptr, true},
    {MatchState::ending, NextStep::closing_talk, DueFrom::this_state, &MatchDays::closing_talk,
     false},
    {MatchState::closed, NextStep::nothing, DueFrom::never, nullptr, false},
});

constexpr const MatchStateRow& row_of(MatchState state) {
  for (const auto& row : kMatchStates) {
    if (row.state == state) return row;
  }
  return kMatchStates.back();
}

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

// Each side's own yes or no counts: nobody has the others' number yet.
constexpr bool asks_both_sides(MatchState state) {
  return state < MatchState::introduced;
}

// Names and numbers may be looked at: both said yes and were introduced, and it is not over.
constexpr bool shows_contacts(MatchState state) {
  return state >= MatchState::introduced && state < MatchState::closed;
}

}  // namespace samen::domain
