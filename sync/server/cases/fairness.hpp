// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sync/server/store/store.hpp"

// Whether rounds are fair and quick: chances by what people need, waits by place and month, and who
// waits longest. Never by origin, which the programme does not ask.
namespace samen::server {

// One class of households in a round; a household may stand in several of a list.
struct Chance {
  std::string name;  // of matcher::Classes
  std::int64_t households = 0;
  // How many got a proposal; nothing where the round's log does not tell, because few did.
  std::optional<std::int64_t> proposed = {};
};

// Those of one place or month who wait now, in whole days.
struct WaitsNow {
  std::string name;
  std::int64_t households = 0;
  std::int64_t half_days = 0;  // half of them waits so long at most
  std::int64_t most_days = 0;  // nine of ten
  std::int64_t longest_days = 0;
};

struct LongWait {
  std::string household;  // label
  std::string centre;
  std::int64_t days = 0;
};
inline constexpr std::size_t kLongestShown = 20;

struct Fairness {
  std::int64_t round = 0;  // the last one; 0: there was none
  std::int64_t made_ms = 0;
  Chance whole;
  std::vector<Chance> language, size, need_class;
  WaitsNow waits;                        // of all
  std::vector<WaitsNow> municipalities;  // by name
  std::vector<WaitsNow> months;          // of the sign-up, "2026-09", the oldest first
  std::vector<LongWait> longest;         // the longest first, kLongestShown at most
};
base::Result<Fairness> read_fairness(Store& store);

}  // namespace samen::server
