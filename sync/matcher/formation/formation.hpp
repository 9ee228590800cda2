// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/problem.hpp"

// Groups formed around the households: complete groups, groups that are still forming and single
// volunteers matched at once, with a proven bound on how far from the best the result is.
namespace samen::matcher::formation {

struct FormationOptions {
  std::uint64_t seed = 1;
  int threads = 1;   // 0: as many as the machine has. The answer is the same for any number
  int effort = 100;  // percent of the usual work, 1..1000
  // Asked from any thread, often: which share of the time has passed; from 1 on it is up. Each step
  // has its part, so that there are groups to propose before there is a proof. What was found until
  // then is kept, and the bound proved until then holds. The answer is the same on any machine only
  // while no step needs all of its part; empty: there is time for everything.
  std::function<double()> spent = {};
};

struct FormedGroup {
  HouseholdIndex household = kNone;
  std::vector<GroupIndex> units;  // rising; one complete unit, or what forms the group
  std::int64_t value = 0;         // hundredths of points, set_value()
};

// The proof: no group for household h is worth more than household_price[h] + the prices of its
// units, so nothing is worth more than the sum of all prices.
struct Formation {
  std::vector<FormedGroup> groups;  // by household; each household and each unit at most once
  std::int64_t value = 0;
  std::int64_t bound = 0;                     // no other choice is worth more
  std::vector<std::int64_t> household_price;  // >= 0
  std::vector<std::int64_t> unit_price;       // >= 0
  std::int64_t price_bound = 0;   // their sum, >= bound: a search may have proved the rest
  std::size_t sets_known = 0;     // columns the prices were found with
  bool hurried = false;           // some step's time was up before all of its work was done
  std::size_t not_looked_at = 0;  // households whose turn never came: who waits longest comes first
  bool optimal() const { return value == bound; }
};

// bound - value in hundredths of a percent of the value without guarantee bonuses, rounded up.
int gap_per_ten_thousand(const Problem& problem, const Formation& formation);

// Units are the instance's groups (see unit_kind). Errors: an invalid policy; limit when values
// could leave 64 bits or there are more than 20 million possible pairs.
base::Result<Formation> form_groups(const Problem& problem, const FormationOptions& options = {});

}  // namespace samen::matcher::formation
