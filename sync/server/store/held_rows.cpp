// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/held_rows.hpp"

#include <algorithm>

namespace samen::server {

using base::Result;

namespace {

constexpr std::string_view kTheirGroups =
    "(SELECT join_code FROM volunteer WHERE id = ?1 UNION SELECT placed_in FROM single_volunteer "
    "WHERE id = ?1)";

std::string in_their_proposals(std::string_view column) {
  return std::string(column) +
         " IN (SELECT id FROM proposal WHERE household = ?1 UNION SELECT id FROM proposal WHERE "
         "join_code IN " +
         std::string(kTheirGroups) + ")";
}

std::string condition_of(HeldOf of) {
  const std::string groups(kTheirGroups);
  const std::string receipts = "(SELECT sign_key FROM receipt_key WHERE record = ?1)";
  switch (of) {
    case HeldOf::nobody:
      break;
    case HeldOf::id:
      return "id = ?1";
    case HeldOf::record:
      return "record = ?1";
    case HeldOf::household:
      return "household = ?1";
    case HeldOf::volunteer:
      return "volunteer = ?1";
    case HeldOf::group:
      return "join_code IN " + groups;
    case HeldOf::proposal:
      return in_their_proposals("proposal");
    case HeldOf::proposal_id:
      return in_their_proposals("id");
    case HeldOf::step:
      return in_their_proposals("proposal") +
             " AND (SELECT said_by <> o.side AND substr(event, 1, length(o.side) + 1) <> o.side || "
             "'-' FROM (SELECT CASE WHEN EXISTS (SELECT 1 FROM household WHERE id = ?1) THEN "
             "'group' ELSE 'household' END AS side) o)";
    case HeldOf::envelope:
      return "id = ?1 OR id IN (SELECT id FROM told_anew WHERE record = ?1) OR id IN (SELECT id "
             "FROM receipt_request WHERE sign_key IN " +
             receipts + ")";
    case HeldOf::receipt:
      return "sign_key IN " + receipts;
    case HeldOf::pair:
      return "household = ?1 OR join_code IN " + groups;
    case HeldOf::single_pair:
      return "household = ?1 OR single = ?1";
    case HeldOf::two:
      return "one = ?1 OR other = ?1";
  }
  return "0";
}

bool is_number(HeldAs as) {
  return as == HeldAs::moment || as == HeldAs::number || as == HeldAs::yes_no;
}

// What a column holds, in words where it only points to them.
std::string expression_of(const HeldColumn& column) {
  const std::string name = "t." + std::string(column.name);
  switch (column.as) {
    case HeldAs::centre:
      return "(SELECT c.name FROM centre c WHERE c.id = " + name + ")";
    case HeldAs::kiosk:
      return "(SELECT d.number || ', ' || c.name FROM device d JOIN centre c ON c.id = d.centre "
             "WHERE d.number = " +
             name + ")";
    case HeldAs::group:
      return "(SELECT g.label FROM welcome_group g WHERE g.join_code = " + name + ")";
    case HeldAs::household:
      return "(SELECT h.label FROM household h WHERE h.id = " + name + ")";
    default:
      return name;
  }
}

std::vector<const HeldColumn*> shown_columns(const HeldTable& table, bool household) {
  std::vector<const HeldColumn*> columns;
  for (const auto& column : table.columns) {
    if (column.as == HeldAs::none || (column.to_households_only && !household)) continue;
    columns.push_back(&column);
  }
  return columns;
}

Result<HeldRows> read_table(Store& store, const HeldTable& table, const base::Uuid& record,
                            bool household) {
  HeldRows held{&table, {}};
  const auto columns = shown_columns(table, household);
  std::string sql;
  std::string order;
  for (const auto* column : columns) {
    sql += (sql.empty() ? "SELECT " : ", ") + expression_of(*column);
    if (order.empty() && column->as == HeldAs::moment) {
      order = " ORDER BY t." + std::string(column->name);
    }
  }
  sql += " FROM " + std::string(table.name) + " t WHERE " + condition_of(table.of) + order;
  SAMEN_TRY(auto rows, store.database().prepare(sql));
  SAMEN_CHECK(rows.bind({bind_id(record)}));
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return held;
    auto& values = held.rows.emplace_back();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto& value = values.emplace_back(HeldValue{columns[i]});
      const int at = static_cast<int>(i);
      if (rows.is_null(at)) continue;
      if (is_number(columns[i]->as)) {
        value.number = rows.integer(at);
      } else {
        value.text = rows.text(at);
      }
    }
  }
}

}  // namespace

Result<std::vector<HeldRows>> rows_held_of(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto household,
            store.database().integer("SELECT 1 FROM household WHERE id = ?1", {bind_id(record)}));
  std::vector<HeldRows> all;
  for (const auto& table : held_tables()) {
    if (table.why != NotShown::shown) continue;
    SAMEN_TRY(all.emplace_back(), read_table(store, table, record, household.has_value()));
  }
  return all;
}

Result<std::int64_t> count_held(Store& store, const HeldTable& table, const base::Uuid& record) {
  SAMEN_TRY(const auto count,
            store.database().integer("SELECT count(*) FROM " + std::string(table.name) +
                                         " t WHERE " + condition_of(table.of),
                                     {bind_id(record)}));
  return count.value_or(0);
}

Result<std::vector<base::Uuid>> proposals_held_of(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT id FROM proposal WHERE " +
                                     condition_of(HeldOf::proposal_id) + " ORDER BY made_ms, id"));
  SAMEN_CHECK(rows.bind({bind_id(record)}));
  std::vector<base::Uuid> ids;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return ids;
    SAMEN_TRY(ids.emplace_back(), to_uuid(rows.bytes(0)));
  }
}

}  // namespace samen::server
