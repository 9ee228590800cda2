// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/records.hpp"
#include "sync/server/store/store.hpp"

// How long people waited in this programme: until a caseworker said yes, until they stood aside, or
// until now. Without a name or a place, and gone with whoever is erased.
namespace samen::server {

// Days since the sign-up at which somebody came into sight, was last seen waiting, and whether the
// wait had ended well then.
struct Wait {
  double from_day = 0;
  double to_day = 0;
  bool ended = false;
};

// What makes households wait alike: how many people, and the language they are most at home in. 0
// and empty where it is not known; volunteers, of whom a group counts once, are all alike.
struct Likeness {
  int people = 0;
  std::string language;
};

// One who waits or waited.
struct Waiter {
  bool household = true;
  bool synthetic = false;
  Likeness likeness;
};
struct SeenWait {
  Wait wait;
  Likeness likeness;
};
// What was seen, from then on, of all who are households or volunteers as this one is, made up or
// not as this one is; who began before came into sight then.
base::Result<std::vector<SeenWait>> waits_beside(Store& store, const Waiter& one,
                                                 std::int64_t since_ms);

// Beside the record of a household, of which these are facts. Expects a running transaction.
base::Result<void> note_alike(Store& store, const domain::Record& record);

// Nothing for who is not here.
base::Result<std::optional<Waiter>> find_waiter(Store& store, const base::Uuid& record);

}  // namespace samen::server
