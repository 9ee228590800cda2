// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/matcher/synthetic/population.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

struct PopulateReport {
  int households = 0;
  int groups = 0;
  int members = 0;  // without coordinators
  int singles = 0;
  int already_there = 0;  // the same seed was used before
  int no_seat = 0;        // above the size the policy has for groups
};

// Puts made-up people into the store, marked synthetic in every row and on every card. `centres`
// holds the centre that stands for each municipality of the options, in that order.
base::Result<PopulateReport> populate(Store& store, const matcher::PopulationOptions& options,
                                      const std::vector<Centre>& centres,
                                      const matcher::Policy& policy);

}  // namespace samen::server
