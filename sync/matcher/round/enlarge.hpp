// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "sync/matcher/model/problem.hpp"

// "What if": the same round with people who are not there.
namespace samen::matcher {

// Somebody as a group counts them; 0 and kUnknown mean not said.
struct ImaginedMember {
  std::uint32_t languages = 0;  // conversational or better
  std::uint32_t times = 0;
  std::uint32_t help = 0;
  std::uint8_t gender = kUnknown;
};

struct ImaginedJoining {
  GroupIndex group = kNone;  // joins this group and lives in its middle
  ImaginedMember member;
};

struct ImaginedGroup {
  std::uint16_t postcode = 0;
  ImaginedMember member;  // all of its members are like this one
  int members = 5;
  int largest_household = 0;
};

// The instance with these people in it; new groups come last, screened, trained and offering
// everything a household may need. Everything else keeps its index.
Instance enlarge(const Problem& problem, std::span<const ImaginedJoining> joining,
                 std::span<const ImaginedGroup> groups);

}  // namespace samen::matcher
