// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.hpp"
#include "base/uuid.hpp"
#include "domain/match_life.hpp"
#include "domain/vocabulary.hpp"

// What comes back to the centre: cards without names.
namespace samen::domain {

// One argument of a reason. A `term` is a vocabulary name with its prefix ("goal.work",
// "language.ar") that the screen translates; a `number` is formatted by the message.
struct ReasonArgument {
  std::string name;
  std::vector<std::string> terms;  // one or more message keys, or empty when it is a number
  std::int64_t number = 0;
  bool operator==(const ReasonArgument&) const = default;
};

// Why this pair: a message key such as "reason.goals_covered", its arguments, and the points
// (0..1000) the criterion gave. A reason with no points states a fact ("waits 34 days").
struct Reason {
  std::string key;
  std::vector<ReasonArgument> arguments;
  int points = 0;
  bool operator==(const Reason&) const = default;
};

// What is done next about an accepted proposal, and whether its day is over by the matcher's clock:
// a kiosk's may be wrong.
struct WorkOnCard {
  NextAction next;
  bool overdue = false;
  bool operator==(const WorkOnCard&) const = default;
};

// One proposal as a caseworker sees it. Pseudonymous: `household` and `group` are receipt codes'
// public halves or invented labels, never names of theirs; no contact, no postcode letters, no
// origin.
struct ProposalCard {
  base::Uuid proposal;
  int version = 1;  // grows with every change; a decision names the version it was made on
  ProposalState state = ProposalState::proposed;
  std::string centre;
  std::string household_label;  // e.g. "H-7Q2"
  std::string group_label;      // e.g. "G-4MX"
  int adults = 0;
  std::vector<ChildBand> children;
  int group_size = 0;
  int waiting_days = 0;
  int score = 0;           // 1..1000
  int travel_minutes = 0;  // by bicycle; coarse when no places were imported
  bool travel_is_coarse = true;
  std::vector<Reason> reasons;         // strongest first
  std::vector<Reason> cautions;        // what to talk about: facts that lower the score
  std::optional<int> next_best_score;  // the household's next-best alternative
  // Through whom the household is reached, when it is through a caseworker or centre; else empty.
  base::SecretText through = {};
  bool synthetic = false;  // made by the demo population: the screen says so
  std::optional<DeclineReason> declined_because;
  std::int64_t updated_wall_ms = 0;
  std::optional<WorkOnCard> work = {};  // while it is accepted
  bool operator==(const ProposalCard&) const = default;
};

}  // namespace samen::domain
