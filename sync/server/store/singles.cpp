// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/singles.hpp"

#include "base/say.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

Result<SingleRow> read_single(const storage::Statement& row) {
  SingleRow single;
  SAMEN_TRY(single.id, to_uuid(row.bytes(0)));
  single.label = row.text(1);
  single.synthetic = row.integer(2) != 0;
  return single;
}

}  // namespace

Result<void> add_single(Store& store, const domain::Record& record, const Origin& origin) {
  SAMEN_CHECK(add_volunteer(store, record, Role::single, nullptr, origin));
  SAMEN_TRY(const auto label, fresh_label(store, "single_volunteer", 'V', store.random()));
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO single_volunteer (id, label) VALUES (?1, ?2)",
                                 {bind_id(record.id), label}));
  return {};
}

Result<std::vector<WaitingSingle>> waiting_singles(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT s.id, s.label, v.synthetic, v.sealed, v.arrived_ms "
                                     "FROM single_volunteer s JOIN volunteer v ON v.id = s.id "
                                     "WHERE s.placed_in IS NULL AND " +
                                     wants_proposals(store, "s.id") + " ORDER BY s.id"));
  std::vector<WaitingSingle> singles;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return singles;
    SAMEN_TRY(auto single, read_single(rows));
    auto record = read_record_column(store, sealed_in(Sealed::volunteer, single.id), rows, 3);
    if (!record && is_damage(record.error())) return std::unexpected(std::move(record).error());
    auto* body = record ? std::get_if<domain::SingleVolunteer>(&record->body) : nullptr;
    if (body == nullptr) {
      skip_unreadable_volunteer(single.id);
      continue;
    }
    singles.push_back({std::move(single), std::move(body->volunteer), rows.integer(4)});
  }
}

Result<FormedGroup> add_formed_group(Store& store, std::int64_t centre, bool synthetic,
                                     base::Random& labels) {
  for (int attempt = 0; attempt < 64; ++attempt) {
    const auto join_code =
        base::HumanCode::mint(base::HumanCode::Use::group, kMatcherItself, store.random());
    SAMEN_TRY(const auto taken,
              store.database().integer("SELECT 1 FROM welcome_group WHERE join_code = ?1",
                                       {join_code.str()}));
    if (taken) continue;
    SAMEN_TRY(const auto label, fresh_label(store, "welcome_group", 'G', labels));
    SAMEN_TRY([[maybe_unused]] const auto rows,
              store.database().run("INSERT INTO welcome_group (join_code, label, centre, state, "
                                   "synthetic) VALUES (?1, ?2, ?3, 'proposed', ?4)",
                                   {join_code.str(), label, centre, std::int64_t{synthetic}}));
    return FormedGroup{join_code, label};
  }
  return fail(Errc::internal, say("no free code was found in 64 tries"));
}

Result<bool> is_free(Store& store, const base::Uuid& id) {
  SAMEN_TRY(
      const auto found,
      store.database().integer("SELECT 1 FROM single_volunteer WHERE id = ?1 AND placed_in IS NULL "
                               "AND " +
                                   wants_proposals(store, "?1"),
                               {bind_id(id)}));
  return found.has_value();
}

Result<void> place_single(Store& store, const base::Uuid& id, const base::HumanCode& join_code) {
  return update_one(
      store, "UPDATE single_volunteer SET placed_in = ?2 WHERE id = ?1 AND placed_in IS NULL",
      {bind_id(id), join_code.str()});
}

Result<std::optional<base::HumanCode>> placed_in(Store& store, const base::Uuid& id) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT placed_in FROM single_volunteer WHERE id = ?1"));
  SAMEN_CHECK(rows.bind({bind_id(id)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row || rows.is_null(0)) return std::nullopt;
  SAMEN_TRY(auto code, base::HumanCode::parse(rows.text(0)));
  return code;
}

Result<std::vector<SingleRow>> placed_singles(Store& store, const base::HumanCode& join_code) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT s.id, s.label, v.synthetic "
                                     "FROM single_volunteer s JOIN volunteer v ON v.id = s.id "
                                     "WHERE s.placed_in = ?1 ORDER BY s.label"));
  SAMEN_CHECK(rows.bind({join_code.str()}));
  std::vector<SingleRow> singles;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return singles;
    SAMEN_TRY(auto single, read_single(rows));
    singles.push_back(std::move(single));
  }
}

Result<void> release_single(Store& store, const base::Uuid& id) {
  return update_one(store, "UPDATE single_volunteer SET placed_in = NULL WHERE id = ?1",
                    {bind_id(id)});
}

Result<base::Uuid> single_with_label(Store& store, std::string_view label) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT id FROM single_volunteer WHERE label = ?1"));
  SAMEN_CHECK(rows.bind({label}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return fail(Errc::not_found, say("no volunteer has the label {}", label));
  return to_uuid(rows.bytes(0));
}

Result<std::string> label_of_single(Store& store, const base::Uuid& id) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT label FROM single_volunteer WHERE id = ?1"));
  SAMEN_CHECK(rows.bind({bind_id(id)}));
  SAMEN_TRY(const bool row, rows.step());
  return row ? rows.text(0) : std::string();
}

Result<int> signed_up_in(Store& store, const base::HumanCode& join_code) {
  SAMEN_TRY(const auto count,
            store.database().integer("SELECT count(*) FROM volunteer v WHERE join_code = ?1 AND " +
                                         still_takes_part("v.id"),
                                     {join_code.str()}));
  return static_cast<int>(count.value_or(0));
}

Result<void> add_declined_single(Store& store, const base::Uuid& household,
                                 const base::Uuid& single) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO declined_single (household, single, at_ms) "
                                 "VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                                 {bind_id(household), bind_id(single), store.now_ms()}));
  return {};
}

Result<std::vector<std::pair<base::Uuid, base::Uuid>>> declined_singles(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT household, single FROM declined_single"));
  std::vector<std::pair<base::Uuid, base::Uuid>> pairs;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return pairs;
    SAMEN_TRY(const auto household, to_uuid(rows.bytes(0)));
    SAMEN_TRY(const auto single, to_uuid(rows.bytes(1)));
    pairs.emplace_back(household, single);
  }
}

Result<std::vector<base::Uuid>> take_back_decline(Store& store, const base::Uuid& household,
                                                  const base::HumanCode& join_code) {
  SAMEN_TRY(const auto since,
            store.database().integer(
                "SELECT at_ms FROM declined_pair WHERE household = ?1 AND join_code = ?2",
                {bind_id(household), join_code.str()}));
  std::vector<base::Uuid> placed;
  if (!since) return placed;
  {
    SAMEN_TRY(auto rows, store.database().prepare(
                             "SELECT single FROM declined_single WHERE household = ?1 AND "
                             "at_ms >= ?2 ORDER BY single"));
    SAMEN_CHECK(rows.bind({bind_id(household), *since}));
    for (;;) {
      SAMEN_TRY(const bool row, rows.step());
      if (!row) break;
      SAMEN_TRY(placed.emplace_back(), to_uuid(rows.bytes(0)));
    }
  }
  SAMEN_TRY([[maybe_unused]] const auto singles,
            store.database().run("DELETE FROM declined_single WHERE household = ?1 AND at_ms >= ?2",
                                 {bind_id(household), *since}));
  SAMEN_TRY(
      [[maybe_unused]] const auto pair,
      store.database().run("DELETE FROM declined_pair WHERE household = ?1 AND join_code = ?2",
                           {bind_id(household), join_code.str()}));
  return placed;
}

Result<bool> is_free_group(Store& store, const base::HumanCode& join_code) {
  SAMEN_TRY(const auto found, store.database().integer(
                                  "SELECT 1 FROM welcome_group WHERE join_code = ?1 AND state IN "
                                  "('waiting', 'withdrawn') AND " +
                                      group_wants_proposals(store, "?1"),
                                  {join_code.str()}));
  return found.has_value();
}

Result<SingleCounts> count_singles(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT coalesce(g.state, 'waiting'), count(*) FROM single_volunteer s "
                           "LEFT JOIN welcome_group g ON g.join_code = s.placed_in GROUP BY 1"));
  SingleCounts counts;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return counts;
    const std::string state = rows.text(0);
    (state == "waiting"   ? counts.waiting
     : state == "matched" ? counts.matched
                          : counts.proposed) = rows.integer(1);
  }
}

}  // namespace samen::server
