// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/people.hpp"

#include "base/say.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/people_rows.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rows.hpp"
#include "sync/server/store/waits.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kStates[] = {"waiting", "proposed", "matched", "withdrawn"};
constexpr std::string_view kRoles[] = {"coordinator", "member", "single"};

}  // namespace

CaseState state_from(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kStates); ++i) {
    if (kStates[i] == name) return static_cast<CaseState>(i);
  }
  return CaseState::withdrawn;  // the table's CHECK allows no other name
}

std::string_view to_string(CaseState state) {
  return kStates[static_cast<std::size_t>(state)];
}
std::string_view to_string(Role role) {
  return kRoles[static_cast<std::size_t>(role)];
}

Result<void> add_household(Store& store, const domain::Record& record, const Origin& origin) {
  SAMEN_TRY(const auto label, fresh_label(store, "household", 'H', store.random()));
  SAMEN_TRY(const auto sealed, seal_record(store, sealed_in(Sealed::household, record.id), record));
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO household (id, label, receipt, centre, state, waiting_since_ms, "
                "synthetic, sealed) VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?6, ?7)",
                {bind_id(record.id), label, record.receipt.str(), origin.centre, origin.at_ms,
                 std::int64_t{origin.synthetic}, base::ByteView(sealed)}));
  return note_alike(store, record);
}

Result<void> add_volunteer(Store& store, const domain::Record& record, Role role,
                           const base::HumanCode* join_code, const Origin& origin) {
  SAMEN_TRY(const auto sealed, seal_record(store, sealed_in(Sealed::volunteer, record.id), record));
  const std::string code = join_code != nullptr ? join_code->str() : "";
  const storage::Value group =
      join_code != nullptr ? storage::Value(std::string_view(code)) : storage::Value(nullptr);
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO volunteer (id, role, join_code, receipt, centre, arrived_ms, "
                "synthetic, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                {bind_id(record.id), to_string(role), group, record.receipt.str(), origin.centre,
                 origin.at_ms, std::int64_t{origin.synthetic}, base::ByteView(sealed)}));
  return {};
}

Result<GroupRow> ensure_group(Store& store, const base::HumanCode& join_code, bool synthetic) {
  auto& database = store.database();
  const std::string code = join_code.str();
  SAMEN_TRY(
      auto rows,
      database.prepare("SELECT label, centre, state, synthetic, "
                       "(SELECT count(*) FROM volunteer v WHERE v.join_code = g.join_code AND "
                       "v.role = 'coordinator'), (SELECT count(*) FROM volunteer v WHERE "
                       "v.join_code = g.join_code AND v.role = 'member' AND " +
                       still_takes_part("v.id") + ") FROM welcome_group g WHERE join_code = ?1"));
  for (int attempt = 0; attempt < 2; ++attempt) {
    SAMEN_CHECK(rows.bind({code}));
    SAMEN_TRY(const bool row, rows.step());
    if (row) {
      GroupRow group{.join_code = join_code,
                     .label = rows.text(0),
                     .centre = std::nullopt,
                     .state = state_from(rows.text(2)),
                     .synthetic = rows.integer(3) != 0,
                     .coordinators = static_cast<int>(rows.integer(4)),
                     .members = static_cast<int>(rows.integer(5))};
      if (!rows.is_null(1)) group.centre = rows.integer(1);
      return group;
    }
    SAMEN_TRY(const auto label, fresh_label(store, "welcome_group", 'G', store.random()));
    SAMEN_TRY([[maybe_unused]] const auto added,
              database.run("INSERT INTO welcome_group (join_code, label, state, synthetic) "
                           "VALUES (?1, ?2, 'waiting', ?3)",
                           {code, label, std::int64_t{synthetic}}));
  }
  return fail(Errc::internal, say("a group that was just made is not there"));
}

Result<base::HumanCode> group_meant_by(Store& store, const base::HumanCode& typed) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT join_code FROM volunteer WHERE receipt = ?1 "
                                     "AND role = 'coordinator'"));
  SAMEN_CHECK(rows.bind({typed.str()}));
  SAMEN_TRY(const bool found, rows.step());
  if (!found) return typed;
  return base::HumanCode::parse(rows.text(0));
}

Result<void> adopt_members(Store& store, const base::HumanCode& starters_own,
                           const base::HumanCode& join_code) {
  const std::string from = starters_own.str();
  SAMEN_TRY([[maybe_unused]] const auto moved,
            store.database().run("UPDATE volunteer SET join_code = ?2 WHERE join_code = ?1 AND "
                                 "role = 'member'",
                                 {from, join_code.str()}));
  SAMEN_TRY([[maybe_unused]] const auto gone,
            store.database().run("DELETE FROM welcome_group WHERE join_code = ?1 AND NOT EXISTS "
                                 "(SELECT 1 FROM volunteer v WHERE v.join_code = ?1)",
                                 {from}));
  return {};
}

Result<void> set_group_centre(Store& store, const base::HumanCode& join_code, std::int64_t centre) {
  return update_one(store, "UPDATE welcome_group SET centre = ?2 WHERE join_code = ?1",
                    {join_code.str(), centre});
}

Result<void> set_household_state(Store& store, const base::Uuid& id, CaseState state) {
  return update_one(store, "UPDATE household SET state = ?2 WHERE id = ?1",
                    {bind_id(id), to_string(state)});
}

Result<void> set_group_state(Store& store, const base::HumanCode& join_code, CaseState state) {
  return update_one(store, "UPDATE welcome_group SET state = ?2 WHERE join_code = ?1",
                    {join_code.str(), to_string(state)});
}

Result<Place> place_of(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT state, waiting_since_ms FROM household WHERE id = ?1 UNION ALL SELECT "
                "ifnull(g.state, 'waiting'), v.arrived_ms FROM volunteer v LEFT JOIN "
                "single_volunteer s ON s.id = v.id LEFT JOIN welcome_group g ON g.join_code = "
                "ifnull(v.join_code, s.placed_in) WHERE v.id = ?1"));
  SAMEN_TRY(const auto counts, counted_for(store, record));
  SAMEN_CHECK(rows.bind({bind_id(counts)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return fail(Errc::internal, say("a receipt without its record"));
  return Place{state_from(rows.text(0)), rows.integer(1)};
}

Result<bool> is_waiting(Store& store, const base::Uuid& household) {
  SAMEN_TRY(
      const auto found,
      store.database().integer("SELECT 1 FROM household WHERE id = ?1 AND state = 'waiting' AND " +
                                   wants_proposals(store, "?1"),
                               {bind_id(household)}));
  return found.has_value();
}

Result<bool> both_waiting(Store& store, const base::Uuid& household,
                          const base::HumanCode& join_code) {
  SAMEN_TRY(const auto found,
            store.database().integer(
                "SELECT 1 FROM household h, welcome_group g WHERE h.id = ?1 AND "
                "h.state = 'waiting' AND g.join_code = ?2 AND g.state = 'waiting' "
                "AND " +
                    wants_proposals(store, "?1") + " AND " + group_wants_proposals(store, "?2"),
                {bind_id(household), join_code.str()}));
  return found.has_value();
}

Result<std::optional<domain::Record>> household_record(Store& store, std::string_view label) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT sealed, id FROM household WHERE label = ?1"));
  SAMEN_CHECK(rows.bind({label}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  SAMEN_TRY(const auto id, to_uuid(rows.bytes(1)));
  SAMEN_TRY(auto record, read_record_column(store, sealed_in(Sealed::household, id), rows, 0));
  return record;
}

const domain::Volunteer* volunteer_of(const domain::Body& body) {
  if (const auto* start = std::get_if<domain::GroupStart>(&body)) return &start->coordinator;
  if (const auto* member = std::get_if<domain::GroupMember>(&body)) return &member->member;
  const auto* single = std::get_if<domain::SingleVolunteer>(&body);
  return single == nullptr ? nullptr : &single->volunteer;
}

domain::Volunteer* volunteer_of(domain::Body& body) {
  return const_cast<domain::Volunteer*>(volunteer_of(std::as_const(body)));
}

Result<std::optional<domain::Record>> find_sign_up(Store& store, const base::Uuid& id) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT sealed, 1 FROM household WHERE id = ?1 UNION ALL "
                                     "SELECT sealed, 0 FROM volunteer WHERE id = ?1"));
  SAMEN_CHECK(rows.bind({bind_id(id)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  const auto column = rows.integer(1) != 0 ? Sealed::household : Sealed::volunteer;
  SAMEN_TRY(auto record, read_record_column(store, sealed_in(column, id), rows, 0));
  return record;
}

Result<void> replace_sign_up(Store& store, const domain::Record& record) {
  const bool household = std::holds_alternative<domain::Household>(record.body);
  const auto column = household ? Sealed::household : Sealed::volunteer;
  SAMEN_TRY(const auto sealed, seal_record(store, sealed_in(column, record.id), record));
  SAMEN_CHECK(note_alike(store, record));
  return update_one(store,
                    household ? "UPDATE household SET sealed = ?2 WHERE id = ?1"
                              : "UPDATE volunteer SET sealed = ?2 WHERE id = ?1",
                    {bind_id(record.id), base::ByteView(sealed)});
}

Result<std::vector<WaitingHousehold>> waiting_households(Store& store) {
  return households_where(store, "state = 'waiting' AND " + wants_proposals(store, "h.id"));
}

Result<std::vector<WaitingHousehold>> settled_households(Store& store) {
  return households_where(store,
                          "state IN ('proposed', 'matched') AND " + still_takes_part("h.id"));
}

Result<std::vector<WaitingGroup>> waiting_groups(Store& store) {
  return groups_where(store, "g.state = 'waiting' AND g.centre IS NOT NULL AND " +
                                 group_wants_proposals(store, "g.join_code") + " AND " +
                                 still_takes_part("v.id"));
}

}  // namespace samen::server
