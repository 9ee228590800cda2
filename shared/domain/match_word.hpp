// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "base/uuid.hpp"
#include "domain/match_stage.hpp"

// What people themselves say with their receipt about a match they are in, and what they are shown
// to say it from.
namespace samen::domain {

// To an offer.
enum class OwnAnswer : std::uint8_t { yes, no, unsure };
SAMEN_VOCABULARY(OwnAnswer, "own", "yes", "no", "unsure");

// Why not, if they say. Closed list: free text would become a file about people.
enum class NoBecause : std::uint8_t { too_far, times, not_now, rather_not_say };
SAMEN_VOCABULARY(NoBecause, "because", "too_far", "times", "not_now", "rather_not_say");

inline constexpr int kMostMet = 5;  // at one check-in: so often or more

struct MatchWord {
  base::Uuid match;  // which one, as the answer before named it: a late word is about no other
  std::optional<NoBecause> because = {};  // of Wish::no
  int met = 0;                            // of Wish::check_in: how often, 0..kMostMet
  std::optional<Mood> mood = {};          // of Wish::check_in, unless they have not met
  bool operator==(const MatchWord&) const = default;
};

// Of the other side: what both may see of each other before anybody said yes, and nothing else.
// Numbers and words of closed lists, so that no name, address or sentence fits in.
struct OtherSide {
  int adults = 0;  // of a household; 0: it is a group
  int children = 0;
  int members = 0;            // of a group; 0: it is a household
  int minutes = 0;            // by bicycle, about
  SetOf<Language> languages;  // in common
  SetOf<Goal> goals;          // the household's, with which the group can help
  SetOf<Interest> interests;  // in common
  int times = 0;              // parts of a week that suit both; 0: not known
  bool operator==(const OtherSide&) const = default;
};
inline constexpr int kMostShared = 6;  // of each set

// The match that somebody may answer to.
struct OfferAsked {
  base::Uuid match;
  OtherSide others;
  std::optional<OwnAnswer> own = {};  // what they said; what the others said is nowhere
  bool operator==(const OfferAsked&) const = default;
};

// The match about which somebody may say how it goes.
struct CheckInAsked {
  base::Uuid match;
  std::int64_t since_ms = 0;  // meetings count from here; 0: whether the first one took place
  bool operator==(const CheckInAsked&) const = default;
};

}  // namespace samen::domain
