// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sync/server/store/people.hpp"

// Who signed up in a past stretch of time, whatever became of them: as long as they are kept, and
// gone with whoever is erased.
namespace samen::server {

// Unix milliseconds: after the first, through the second. Of made-up people, or of the others.
struct Stretch {
  std::int64_t after_ms = 0;
  std::int64_t through_ms = 0;
  bool synthetic = false;
};

// Since when there are sign-ups of households; nothing without any.
base::Result<std::optional<std::int64_t>> first_household_ms(Store& store, bool synthetic);

// Without those that stand aside for another sign-up of the same person.
base::Result<std::vector<WaitingHousehold>> households_that_came(Store& store, const Stretch& when);

struct PastGroup {
  WaitingGroup group;        // with everybody who has joined since
  std::int64_t came_ms = 0;  // its coordinator's sign-up
};
base::Result<std::vector<PastGroup>> groups_that_came(Store& store, const Stretch& when);

}  // namespace samen::server
