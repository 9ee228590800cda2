// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sync/server/store/store.hpp"

namespace samen::server {

// What one kiosk may send: a stolen one must not fill the disk overnight, and a busy summer must
// get through. Kept with the store, so that a restart gives nothing back; `serve` writes them.
struct IntakeLimits {
  int mib_a_day = 64;            // ten times what a library full of people writes down
  int records_at_once = 20'000;  // a whole summer of a busy kiosk
  int records_a_second = 10;     // after that; more than any hall of people makes
};

// A batch may hold 64 records, so fewer at once would let none through.
inline constexpr int kFewestRecordsAtOnce = 64;

base::Result<IntakeLimits> read_intake_limits(Store& store);
base::Result<void> note_intake_limits(Store& store, const IntakeLimits& limits);

}  // namespace samen::server
