// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/scoring/candidates.hpp"

// What waiting is worth, to those who are here, in points: the most they would get with somebody
// who is expected, at the prices at which everybody, here or expected, is matched best.
//
// Taking both numbers off a pair's value loses nothing. With prices u, v of the whole, a household
// that is here may expect a = max(value with an expected group - v), so a <= u, and a group b <= v:
// u - a and v - b are prices of those who are here with values less a and b, and what the whole
// pairs among those who are here is tight under them. So it is an optimum of tonight's problem.
namespace samen::matcher {

// Somebody as a night sees them.
struct Foreseen {
  int in_days = 0;  // 0: is here; else comes in so many days
  int waited = 0;   // days until tonight; of a group that matters to nobody
};

// Tonight's problem and those who are expected. Those who are here come first.
struct Outlook {
  std::vector<Foreseen> households;
  std::vector<Foreseen> groups;
  PairList pairs;  // by household; of those who are here only pairs that may be proposed
};

struct WaitingWorth {
  std::vector<std::int32_t> households;  // of all; 0 for those who are expected
  std::vector<std::int32_t> groups;
  std::vector<std::int32_t> scarcity;  // of households: see Policy::scarcity
};

// The optimum is confirmed by the independent checker. Whole numbers only: the same on every
// machine and for any number of threads. Errors: whatever solve() and check() refuse.
base::Result<WaitingWorth> worth_of_waiting(const Policy& policy, const Outlook& outlook,
                                            int threads = 1);

// Those who are here, in the order of a round's instance, then those who are expected.
struct Expected {
  Instance everybody;
  std::vector<int> household_in_days;  // of the expected ones, 1 and more
  std::vector<int> group_in_days;
};

// Writes what waiting is worth into tonight's instance. Where nobody is expected, or the policy
// does not look ahead, nobody waits for anybody. Of each household at most 256 pairs are looked at.
base::Result<void> look_ahead(Instance& tonight, const Policy& policy, Expected expected,
                              int threads = 1);

}  // namespace samen::matcher
