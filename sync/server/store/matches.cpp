// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/matches.hpp"

#include "base/spans.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

storage::Value or_null(const std::optional<std::int64_t>& value) {
  return value ? storage::Value(*value) : storage::Value(nullptr);
}

constexpr std::string_view kColumns =
    "m.proposal, m.state, m.since_ms, m.due_ms, m.meeting_ms, m.running_ms";

Result<MatchRow> read_match(const storage::Statement& rows) {
  MatchRow match;
  SAMEN_TRY(match.proposal, to_uuid(rows.bytes(0)));
  const auto state = domain::from_name<domain::MatchState>(rows.text(1));
  if (!state) return fail(Errc::storage_damaged, "a match in a state that nobody knows");
  match.state = *state;
  match.since_ms = rows.integer(2);
  match.due_ms = optional_integer(rows, 3);
  match.meeting_ms = optional_integer(rows, 4);
  match.running_ms = optional_integer(rows, 5);
  return match;
}

Result<std::optional<MatchRow>> first_match(Store& store, std::string_view rest,
                                            const base::Uuid& id) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                std::string("SELECT ").append(kColumns).append(" FROM match m ").append(rest)));
  SAMEN_CHECK(rows.bind({bind_id(id)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  SAMEN_TRY(auto match, read_match(rows));
  return match;
}

}  // namespace

bool is_overdue(const MatchRow& match, std::int64_t now_ms) {
  return match.due_ms && now_ms - *match.due_ms >= base::kDayMs;
}

Result<void> save_match(Store& store, const MatchRow& match) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO match (proposal, state, since_ms, due_ms, meeting_ms, running_ms) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET state = ?2, since_ms = "
                "?3, due_ms = ?4, meeting_ms = ?5, running_ms = ?6",
                {bind_id(match.proposal), domain::name_of(match.state), match.since_ms,
                 or_null(match.due_ms), or_null(match.meeting_ms), or_null(match.running_ms)}));
  return {};
}

Result<std::optional<MatchRow>> find_match(Store& store, const base::Uuid& proposal) {
  return first_match(store, "WHERE m.proposal = ?1", proposal);
}

Result<std::optional<MatchRow>> match_of_record(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto counts, counted_for(store, record));
  return first_match(store,
                     "JOIN proposal p ON p.id = m.proposal WHERE p.state = 'accepted' AND "
                     "(p.household = ?1 OR p.join_code = (SELECT ifnull(v.join_code, s.placed_in) "
                     "FROM volunteer v LEFT JOIN single_volunteer s ON s.id = v.id WHERE v.id = "
                     "?1))",
                     counts);
}

Result<void> add_match_event(Store& store, const base::Uuid& proposal, const MatchStep& step) {
  const bool checked = step.event == domain::MatchEvent::check_in;
  const bool met_once = step.event == domain::MatchEvent::meet;
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run(
          "INSERT INTO match_event (proposal, event, at_ms, met, mood) VALUES (?1, ?2, ?3, "
          "?4, ?5)",
          {bind_id(proposal), domain::name_of(step.event), store.now_ms(),
           checked    ? storage::Value(std::int64_t{step.met})
           : met_once ? storage::Value(std::int64_t{1})
                      : storage::Value(nullptr),
           step.mood ? storage::Value(domain::name_of(*step.mood)) : storage::Value(nullptr)}));
  return {};
}

Result<std::vector<OpenMatch>> open_matches(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT " + std::string(kColumns) +
                ", h.label, g.label, c.name FROM match m JOIN proposal p ON p.id = m.proposal JOIN "
                "household h ON h.id = p.household JOIN welcome_group g ON g.join_code = "
                "p.join_code JOIN centre c ON c.id = p.centre WHERE p.state = 'accepted' AND "
                "m.state <> 'closed' ORDER BY m.due_ms, m.proposal"));
  std::vector<OpenMatch> open;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return open;
    SAMEN_TRY(auto match, read_match(rows));
    open.push_back({match, rows.text(6), rows.text(7), rows.text(8)});
  }
}

Result<MetOften> count_met_often(Store& store, int times, int days) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "WITH begun AS (SELECT proposal, min(at_ms) AS at_ms FROM match_event WHERE event "
                "= 'introduce' GROUP BY proposal HAVING min(at_ms) <= ?1 - ?2), met AS (SELECT "
                "b.proposal, ifnull(sum(e.met), 0) AS times FROM begun b LEFT JOIN match_event e "
                "ON e.proposal = b.proposal AND e.at_ms <= b.at_ms + ?2 GROUP BY b.proposal) "
                "SELECT count(*), ifnull(sum(times >= ?3), 0) FROM met"));
  SAMEN_CHECK(rows.bind({store.now_ms(), days * base::kDayMs, std::int64_t{times}}));
  SAMEN_TRY([[maybe_unused]] const bool row, rows.step());
  return MetOften{rows.integer(0), rows.integer(1)};
}

Result<std::vector<domain::Record>> records_of_group(Store& store,
                                                     const base::HumanCode& join_code) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT v.id FROM volunteer v LEFT JOIN single_volunteer s ON s.id = v.id WHERE "
                "(v.join_code = ?1 OR s.placed_in = ?1) AND " +
                still_takes_part("v.id") + " ORDER BY v.role, v.arrived_ms, v.id"));
  SAMEN_CHECK(rows.bind({join_code.str()}));
  std::vector<base::Uuid> ids;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) break;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    ids.push_back(id);
  }
  std::vector<domain::Record> records;
  for (const auto& id : ids) {
    SAMEN_TRY(auto record, find_sign_up(store, id));
    if (record) records.push_back(std::move(*record));
  }
  return records;
}

}  // namespace samen::server
