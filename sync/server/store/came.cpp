// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/came.hpp"

#include <string>
#include <unordered_map>

#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/people_rows.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

namespace {

std::string within(std::string_view column, const Stretch& when) {
  return std::string(column) + " > " + std::to_string(when.after_ms) + " AND " +
         std::string(column) + " <= " + std::to_string(when.through_ms);
}

}  // namespace

Result<std::optional<std::int64_t>> first_household_ms(Store& store, bool synthetic) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT min(waiting_since_ms) FROM household WHERE synthetic = ?1"));
  SAMEN_CHECK(rows.bind({std::int64_t{synthetic}}));
  SAMEN_TRY([[maybe_unused]] const bool row, rows.step());
  return optional_integer(rows, 0);
}

Result<std::vector<WaitingHousehold>> households_that_came(Store& store, const Stretch& when) {
  return households_where(store, "h.synthetic = " + std::to_string(int{when.synthetic}) + " AND " +
                                     within("h.waiting_since_ms", when) + " AND " +
                                     counts_itself("h.id"));
}

Result<std::vector<PastGroup>> groups_that_came(Store& store, const Stretch& when) {
  const std::string begun = "role = 'coordinator' AND " + within("arrived_ms", when);
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT join_code, arrived_ms FROM volunteer WHERE " + begun));
  std::unordered_map<std::string, std::int64_t> came;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) break;
    came.emplace(rows.text(0), rows.integer(1));
  }
  SAMEN_TRY(auto groups,
            groups_where(store, "g.synthetic = " + std::to_string(int{when.synthetic}) +
                                    " AND g.join_code IN (SELECT join_code FROM volunteer WHERE " +
                                    begun + ")"));
  std::vector<PastGroup> made;
  for (auto& group : groups) {
    const auto at = came.find(group.row.join_code.str());
    if (at != came.end()) made.push_back({std::move(group), at->second});
  }
  return made;
}

}  // namespace samen::server
