// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/looked_alike.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

Result<void> forget_what_was_said(Store& store, const base::Uuid& a, const base::Uuid& b) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM looked_alike WHERE (one = ?1 AND other = ?2) OR "
                                 "(one = ?2 AND other = ?1)",
                                 {bind_id(a), bind_id(b)}));
  return {};
}

Result<void> note(Store& store, const base::Uuid& one, const base::Uuid& other,
                  std::string_view said) {
  SAMEN_CHECK(forget_what_was_said(store, one, other));
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO looked_alike (one, other, said, at_ms) VALUES (?1, ?2, ?3, ?4)",
                {bind_id(one), bind_id(other), said, store.now_ms()}));
  return {};
}

CaseState state_named(std::string_view name) {
  for (const auto state : {CaseState::waiting, CaseState::proposed, CaseState::matched}) {
    if (to_string(state) == name) return state;
  }
  return CaseState::withdrawn;
}

}  // namespace

Result<std::vector<KnownVolunteer>> settled_volunteers(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT v.id, ifnull(s.label, g.label), s.id IS NOT NULL, v.arrived_ms, v.sealed "
                "FROM volunteer v LEFT JOIN single_volunteer s ON s.id = v.id LEFT JOIN "
                "welcome_group g ON g.join_code = v.join_code WHERE (v.role <> 'single' OR "
                "s.placed_in IS NOT NULL) AND " +
                still_takes_part("v.id") + " ORDER BY v.id"));
  std::vector<KnownVolunteer> known;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return known;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    auto record = read_record_column(store, sealed_in(Sealed::volunteer, id), rows, 4);
    if (!record && is_damage(record.error())) return std::unexpected(std::move(record).error());
    const auto* volunteer = record ? volunteer_of(record->body) : nullptr;
    if (volunteer == nullptr) {
      skip_unreadable_volunteer(id);
      continue;
    }
    known.push_back({id, rows.text(1), rows.integer(2) != 0, rows.integer(3), *volunteer});
  }
}

IdPair id_pair(const base::Uuid& a, const base::Uuid& b) {
  return {std::min(a, b), std::max(a, b)};
}

Result<std::set<IdPair>> known_as_two(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT one, other FROM looked_alike WHERE said = 'two'"));
  std::set<IdPair> pairs;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return pairs;
    SAMEN_TRY(const auto one, to_uuid(rows.bytes(0)));
    SAMEN_TRY(const auto other, to_uuid(rows.bytes(1)));
    pairs.insert(id_pair(one, other));
  }
}

Result<void> note_two_people(Store& store, const base::Uuid& a, const base::Uuid& b) {
  const auto [one, other] = id_pair(a, b);
  return note(store, one, other, "two");
}

Result<void> note_one_person(Store& store, const base::Uuid& counts,
                             const base::Uuid& stands_aside) {
  SAMEN_CHECK(note(store, counts, stands_aside, "one"));
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "UPDATE household SET waiting_since_ms = min(waiting_since_ms, (SELECT "
                "o.waiting_since_ms FROM household o WHERE o.id = ?2)) WHERE id = ?1 AND EXISTS "
                "(SELECT 1 FROM household o WHERE o.id = ?2)",
                {bind_id(counts), bind_id(stands_aside)}));
  return {};
}

Result<std::vector<LabelledCase>> cases_with_label(Store& store, std::string_view label) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT id, state FROM household WHERE label = ?1 UNION ALL SELECT s.id, "
                "ifnull(g.state, 'waiting') FROM single_volunteer s LEFT JOIN welcome_group g ON "
                "g.join_code = s.placed_in WHERE s.label = ?1 UNION ALL SELECT v.id, g.state FROM "
                "welcome_group g JOIN volunteer v ON v.join_code = g.join_code WHERE g.label = ?1 "
                "ORDER BY 1"));
  SAMEN_CHECK(rows.bind({label}));
  std::vector<LabelledCase> found;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) break;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    found.push_back({id, label.front(), state_named(rows.text(1))});
  }
  if (found.empty()) return fail(Errc::not_found, say("nobody has the label {}", label));
  return found;
}

Result<base::Uuid> counted_for(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT one FROM looked_alike WHERE other = ?1 AND said = 'one' ORDER BY at_ms"));
  SAMEN_CHECK(rows.bind({bind_id(record)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return record;
  return to_uuid(rows.bytes(0));
}

std::string counts_itself(std::string_view record) {
  return "NOT EXISTS (SELECT 1 FROM looked_alike la WHERE la.other = " + std::string(record) +
         " AND la.said = 'one')";
}

}  // namespace samen::server
