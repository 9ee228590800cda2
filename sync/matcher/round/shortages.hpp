// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/round/choose.hpp"
#include "sync/matcher/round/enlarge.hpp"

// Who is missing: which kind of volunteer or group, where and when, would give how many more
// households a proposal.
namespace samen::matcher {

enum class ShortageKind : std::uint8_t {
  speaker,   // volunteers with a language who join groups that are there
  time,      // volunteers who are free at a time and join groups that are there
  member,    // one more member for groups that are too small
  new_group  // whole groups
};
inline constexpr std::array<std::string_view, 4> kShortageNames = {"speaker", "time", "member",
                                                                   "new_group"};

struct Shortage {
  ShortageKind kind = ShortageKind::speaker;
  std::uint32_t languages = 0;             // mask; 0: no language in particular
  std::uint32_t times = 0;                 // mask; 0: whenever the group meets
  bool women_only = false;                 // new_group
  std::uint16_t area = 0;                  // the first two digits of the postcode of the households
  int needed = 0;                          // volunteers, or groups
  int unlocked = 0;                        // so many more proposals in the same round
  std::vector<HouseholdIndex> households;  // who gets one and has none today
  std::vector<GroupIndex> joined;          // the groups they joined; empty for new_group
};

// Tries the kinds that come up most often among the near misses of households without a proposal,
// at most `most` of them, by solving the round again with those people in it (same policy, same
// seed): first as if every group that could use one had one, then with only those that were of use.
// Most unlocked first, then fewest needed. `chosen` is what the round chose, by this seed. Kinds
// whose trial had not ended when `hurry` said that time is up are counted and left out.
struct Shortages {
  std::vector<Shortage> found;
  std::size_t not_tried = 0;
};
base::Result<Shortages> find_shortages(const Problem& problem, const PairList& pairs,
                                       const Choice& chosen, std::uint64_t seed, int most,
                                       int threads, const std::function<bool()>& hurry = {});

// What the round is solved with for one shortage: also what a test builds by hand.
std::vector<ImaginedJoining> joining_of(const Instance& instance, const Shortage& shortage);

}  // namespace samen::matcher
