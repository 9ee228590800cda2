// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "sync/server/cases/computed_round.hpp"
#include "sync/server/store/store.hpp"

// A round that people have looked at, put into the store as it was seen or not at all.
namespace samen::server {

enum class NotPublished : std::uint8_t {
  none,         // it was published
  changed,      // of those who waited when it was computed somebody has changed or gone
  other_round,  // another round was stored since
  other_rules,  // the policy or the places are not those it was computed with
  other_day     // it is of another day: what it says of days is not true any more
};

struct PublishedRound {
  NotPublished why_not = NotPublished::none;
  std::int64_t round = 0;     // its number; with other_round that of the other
  std::size_t proposals = 0;  // stored
  std::size_t came = 0;       // households who came after it was computed: they are in the next one
};
// In a transaction of its own: what it was computed from is read again, and nothing is stored
// unless it still holds. `round` has no names any more (pool_change.hpp); `by` is who the audit
// names.
base::Result<PublishedRound> publish_round(Store& store, ComputedRound& round, std::string_view by);

}  // namespace samen::server
