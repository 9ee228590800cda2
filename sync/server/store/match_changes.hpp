// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sync/server/store/store.hpp"

// Which proposals and matches changed, or what their next step is read off: people, answers,
// papers. The store's own triggers note it (migrations/021, 023), so no code can forget to.
namespace samen::server {

struct MatchChanges {
  std::int64_t through = 0;  // ask from here the next time
  std::vector<base::Uuid> changed = {};
  bool some_have_gone = false;
};
// `through` is less than `since` only in another life of the store, as after a restore.
base::Result<MatchChanges> match_changes(Store& store, std::int64_t since);

base::Result<std::vector<base::Uuid>> proposal_ids(Store& store);  // all of them, in their order

}  // namespace samen::server
