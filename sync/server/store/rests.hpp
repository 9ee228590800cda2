// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "sync/server/store/store.hpp"

// Who wants no proposal before a day, as staff noted it when a match was over. What somebody says
// after that with their receipt counts: that they go on ends it. All that write expect a running
// transaction.
namespace samen::server {

// In place of what was noted before.
base::Result<void> set_rest(Store& store, const base::Uuid& record, std::int64_t until_ms);
base::Result<void> end_rest(Store& store, const base::Uuid& record);
// The one that was noted before `at_ms`, in Unix milliseconds.
base::Result<void> end_rest_noted_before(Store& store, const base::Uuid& record,
                                         std::int64_t at_ms);
base::Result<bool> is_resting(Store& store, const base::Uuid& record);

struct Resting {
  std::string label;  // of a household, a group, or a volunteer who signed up alone
  std::int64_t until_ms = 0;
  std::string centre;
};
base::Result<std::vector<Resting>> all_resting(Store& store);  // whose day comes first, first

// For queries of this folder: this record wants no proposal yet.
std::string rests(const Store& store, std::string_view record);

}  // namespace samen::server
