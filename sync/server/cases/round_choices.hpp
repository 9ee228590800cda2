// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/matcher/rules/hard_rules.hpp"
#include "sync/server/cases/computed_round.hpp"

// What can be set by hand in a dry run, and whether something may be.
namespace samen::server {

struct GroupChoice {
  std::string group;
  int size = 0;
  int score = 0;  // 1..1000
  int travel_minutes = 0;
  std::string taken_from =
      {};            // the household that would lose it; empty: nobody has it in this round
  bool now = false;  // it is the one proposed
};
struct GroupChoices {
  std::string household;
  int people = 0;
  int waiting_days = 0;
  std::string group;                     // proposed now; empty: the household has none yet
  std::vector<GroupChoice> groups = {};  // the best score first, so many at most
  std::size_t all = 0;                   // that no hard rule stands against
};
inline constexpr std::size_t kMostChoices = 50;
// Nothing when nobody of that label is in the round. Groups that were set together with another
// household are not offered.
std::optional<GroupChoices> choices_for(const ComputedRound& round, std::string_view household);

// One thing to set; the group of `apart` is whichever the household has in this round.
struct WantedByHand {
  SetAs as = SetAs::apart;
  std::string household;  // labels
  std::string group = {};
};
enum class NotSet : std::uint8_t {
  none,
  gone,   // somebody of that label is not in this round, or has no proposal to be left out
  rule,   // hard rules stand against the pair
  taken,  // the group was set together with another household
  full    // so much was set already
};
struct CanBeSet {
  NotSet why_not = NotSet::none;
  std::vector<std::string> rules;   // names of hard rules
  std::string other;                // who has the group
  std::vector<SetByHand> all = {};  // everything that is set then
};
inline constexpr std::size_t kMostSetByHand = 40;
// What is newer takes the place of what was set for this household before and does not go with it.
CanBeSet can_be_set(const ComputedRound& round, const WantedByHand& wanted);

}  // namespace samen::server
