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

// Among whom. Households by size and by the language they are most at home in; volunteers, of whom
// a group counts once, are all alike. Nothing said: whatever it is.
struct WaitsAmong {
  bool households = true;
  bool synthetic = false;
  struct People {
    int least = 1;
    int most = 1;
  };
  std::optional<People> people = {};
  std::optional<std::string> language = {};
};
// What was seen of waits from then on; who began before came into sight then.
base::Result<std::vector<Wait>> waits_among(Store& store, const WaitsAmong& among,
                                            std::int64_t since_ms);

// Beside the record of a household, of which these are facts. Expects a running transaction.
base::Result<void> note_alike(Store& store, const domain::Record& record);

// Nothing for who is not here.
base::Result<std::optional<WaitsAmong>> who_waits_like(Store& store, const base::Uuid& record);

}  // namespace samen::server
