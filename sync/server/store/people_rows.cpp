// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/people_rows.hpp"

#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

Result<std::vector<WaitingHousehold>> households_where(Store& store, const std::string& condition) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT id, label, centre, waiting_since_ms, synthetic, sealed "
                           "FROM household h WHERE " +
                           condition + " ORDER BY id"));
  std::vector<WaitingHousehold> households;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return households;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    auto record = read_record_column(store, sealed_in(Sealed::household, id), rows, 5);
    if (!record && is_damage(record.error())) return std::unexpected(std::move(record).error());
    auto* household = record ? std::get_if<domain::Household>(&record->body) : nullptr;
    if (household == nullptr) {
      skip_unreadable_household(id);
      continue;
    }
    households.push_back({id, rows.text(1), rows.integer(2), rows.integer(3), rows.integer(4) != 0,
                          std::move(*household)});
  }
}

Result<std::vector<WaitingGroup>> groups_where(Store& store, const std::string& condition) {
  // Members of one group stand together, the coordinator first.
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT g.join_code, g.label, g.centre, g.synthetic, v.sealed, v.id, g.state FROM "
                "welcome_group g JOIN volunteer v ON v.join_code = g.join_code WHERE " +
                condition + " ORDER BY g.join_code, v.role, v.arrived_ms, v.id"));
  std::vector<WaitingGroup> groups;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return groups;
    SAMEN_TRY(const auto code, base::HumanCode::parse(rows.text(0)));
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(5)));
    auto record = read_record_column(store, sealed_in(Sealed::volunteer, id), rows, 4);
    if (!record && is_damage(record.error())) return std::unexpected(std::move(record).error());
    auto* start = record ? std::get_if<domain::GroupStart>(&record->body) : nullptr;
    auto* member = record ? std::get_if<domain::GroupMember>(&record->body) : nullptr;
    const bool known = !groups.empty() && groups.back().row.join_code == code;
    if (start != nullptr) {
      WaitingGroup group;
      group.row = {.join_code = code,
                   .label = rows.text(1),
                   .centre = rows.integer(2),
                   .state = state_from(rows.text(6)),
                   .synthetic = rows.integer(3) != 0,
                   .coordinators = 1,
                   .members = 0};
      group.members.push_back(start->coordinator);
      group.ids.push_back(id);
      group.start = std::move(*start);
      groups.push_back(std::move(group));
    } else if (member != nullptr && known) {
      groups.back().members.push_back(std::move(member->member));
      groups.back().ids.push_back(id);
      ++groups.back().row.members;
    } else {
      skip_unreadable_volunteer(id);
    }
  }
}

}  // namespace samen::server
