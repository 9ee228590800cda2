// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/match_days.hpp"
#include "domain/papers.hpp"
#include "domain/retention.hpp"
#include "domain/vocabulary.hpp"

// What the programme has decided about matching: weights, limits, waiting, fairness, and the days
// of what comes after a caseworker's yes. A policy is data (assets/policy.json, read by
// formats/policy_json.hpp); there is no field in which origin, nationality, religion or a guess at
// somebody's promise could be expressed.
namespace samen::matcher {

// What a pair is scored on. The name is also the JSON key of its weight.
enum class Criterion : std::uint8_t {
  goals,
  interests,
  life_stage,
  travel,
  languages,
  shared_time
};
inline constexpr std::size_t kCriteria = 6;
inline constexpr std::array<std::string_view, kCriteria> kCriterionNames = {
    "goals", "interests", "life_stage", "travel", "languages", "shared_time"};

// What a policy may ask for at most: forming groups keeps so many members in its tables.
inline constexpr int kMostMembers = 12;

inline constexpr int kLowestScore = 1;
inline constexpr int kHighestScore = 1000;

// Points of a criterion that one side left unanswered. Half of the scale would not be neutral: of
// those who answer a round picks who suits, so that they have more than the mean. These were chosen
// so that whoever skips is matched as often and as soon as whoever answers (`simulate --silence`).
// Where somebody lives and what they speak is always known.
struct Unsaid {
  int goals = 590;  // of the household; a group that named no help gives none
  int interests = 550;
  int life_stage = 550;  // of the age alone; that children are there or not is always known
  int shared_time = 400;

  bool operator==(const Unsaid&) const = default;
};

// Who waits for somebody more suitable is decided by looking ahead (lookahead/). What a pair of
// whom one comes in t days is worth today: of its score what the stay leaves, less what those days
// cost a household that has waited w days already, urgency * w * t thousandths of a point.
struct LookAhead {
  int days = 90;             // so far ahead arrivals are expected; 0: nobody is
  int stay_per_mille = 999;  // of those who wait, who are still there a day later
  int urgency_per_mille = 250;

  bool operator==(const LookAhead&) const = default;
};

// Days count more for a household for which few groups are possible at all, of those who are here
// or expected: below `groups_percent` of them in the ratio, up to `most_percent`; 100: never.
struct Scarcity {
  int groups_percent = 10;
  int most_percent = 400;

  bool operator==(const Scarcity&) const = default;
};

// How binding it is that a group's papers are in order.
enum class Readiness : std::uint8_t {
  before_contact,   // proposals are made and say "not screened yet"; contact waits (default)
  before_proposal,  // only screened and trained groups get proposals
};

struct Policy {
  // Percent, sum 100, in the order of Criterion.
  std::array<int, kCriteria> weights = {35, 15, 15, 15, 10, 10};
  Unsaid unsaid;

  // Value of a pair today = score + alpha * min(days waiting, cap) - reserve - what waiting for
  // somebody else is worth to both. Pairs whose value is not positive wait.
  int alpha = 4;
  int wait_cap_days = 90;
  int reserve = 0;  // below so many points nobody is proposed, even where nobody better is expected
  LookAhead look_ahead;
  Scarcity scarcity;

  // Households that wait at least so many days come first, whatever their score; longest class
  // first, strictly falling, at most 8 classes. Empty: no guarantee.
  std::vector<int> guarantee_days = {90};

  int travel_limit_minutes = 30;  // by bicycle, from the household to the middle of the group
  int bicycle_km_per_hour = 15;
  int detour_percent = 130;  // the road is longer than the straight line
  // Minutes when no places were imported: same postcode, same first three digits, two, one, none.
  std::array<int, 5> coarse_minutes = {8, 14, 25, 70, 150};

  int members_present = 2;  // a group is there at a time block when so many members can
  int smallest_group = 3;   // complete from so many members on
  int target_group = 5;
  int largest_group = 6;
  // Groups formed around a household from single volunteers and groups that are still forming.
  int smallest_formed = 4;      // members from which a group is closed; formed ones have so many
  int off_target_penalty = 40;  // points for each member more or fewer than target_group
  int formed_household = 4;     // people a group made of single volunteers alone can welcome
  // From so many seconds on, forming groups takes what it has: good groups with a wider proven gap.
  int formation_seconds = 120;
  // What a round tells beside its pairs (lottery again, who is missing, what a decline would
  // change) and the floor's steps end after so many seconds; the log says what was left out.
  int round_seconds = 30;
  Readiness readiness = Readiness::before_contact;
  domain::ArrivalPeriod latest_arrival = domain::ArrivalPeriod::under_3_years;

  // Scores within one bin, whose edges a logged seed draws, count as equal and it decides; 0 or 1:
  // no lottery.
  int lottery_bin = 20;
  // How often a round is drawn again to learn how likely each proposal was; 0: not at all.
  int lottery_draws = 100;
  // How much of the total value, in thousandths, may be given up so that the worst pair is better;
  // nobody loses a proposal for it. 0: only where it is free.
  int floor_per_mille = 2;

  domain::MatchDays match_days;
  domain::PaperRules papers;
  domain::RetentionRules retention;

  bool operator==(const Policy&) const = default;
};

// Checks every range and sum; the error names the field and what is allowed.
base::Result<void> validate(const Policy& policy);

}  // namespace samen::matcher
