// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/matches.hpp"

#include <utility>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/match_diaries.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

storage::Value or_null(const std::optional<std::int64_t>& value) {
  return value ? storage::Value(*value) : storage::Value(nullptr);
}

template <class E>
storage::Value word_or_null(const std::optional<E>& value) {
  return value ? storage::Value(domain::name_of(*value)) : storage::Value(nullptr);
}

constexpr std::string_view kColumns =
    "m.proposal, m.state, m.since_ms, m.agreed_ms, m.introduced_ms, m.meeting_ms, m.running_ms, "
    "m.checked_ms, m.sign_ms";
constexpr int kColumnCount = 9;

Result<MatchRow> read_match(const storage::Statement& rows) {
  MatchRow match;
  SAMEN_TRY(match.proposal, to_uuid(rows.bytes(0)));
  const auto state = domain::from_name<domain::MatchState>(rows.text(1));
  if (!state) return fail(Errc::storage_damaged, say("a match in a state that nobody knows"));
  match.state = *state;
  match.since_ms = rows.integer(2);
  match.agreed_ms = optional_integer(rows, 3);
  match.introduced_ms = optional_integer(rows, 4);
  match.meeting_ms = optional_integer(rows, 5);
  match.running_ms = optional_integer(rows, 6);
  match.checked_ms = optional_integer(rows, 7);
  match.sign_ms = rows.integer(8);
  return match;
}

// Everybody in the group, by both indexes: an OR would read every volunteer for every match.
std::string in_group(std::string_view join_code) {
  return "(SELECT id FROM volunteer WHERE join_code = " + std::string(join_code) +
         " UNION ALL SELECT id FROM single_volunteer WHERE placed_in = " + std::string(join_code) +
         ")";
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

Result<std::vector<OpenMatch>> read_open(Store& store, std::string_view rest,
                                         std::initializer_list<storage::Value> values) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT " + std::string(kColumns) +
                ", p.household, h.label, g.label, g.join_code, c.name, ifnull(a.language, ''), " +
                still_takes_part("h.id") + ", EXISTS (SELECT 1 FROM " + in_group("g.join_code") +
                " one WHERE " + still_takes_part("one.id") +
                ") FROM match m JOIN proposal p ON p.id = m.proposal JOIN household h ON h.id = "
                "p.household JOIN welcome_group g ON g.join_code = p.join_code JOIN centre c ON "
                "c.id = p.centre LEFT JOIN alike a ON a.household = h.id WHERE p.state = "
                "'accepted' AND m.state <> 'closed' " +
                std::string(rest)));
  SAMEN_CHECK(rows.bind(values));
  std::vector<OpenMatch> open;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return open;
    OpenMatch one;
    SAMEN_TRY(one.match, read_match(rows));
    int column = kColumnCount;
    SAMEN_TRY(one.household, to_uuid(rows.bytes(column++)));
    one.household_label = rows.text(column++);
    one.group_label = rows.text(column++);
    SAMEN_TRY(one.join_code, base::HumanCode::parse(rows.text(column++)));
    one.centre = rows.text(column++);
    one.language = rows.text(column++);
    one.household_is_here = rows.integer(column++) != 0;
    one.group_is_here = rows.integer(column++) != 0;
    open.push_back(std::move(one));
  }
}

}  // namespace

Result<void> save_match(Store& store, const MatchRow& match) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run(
          "INSERT OR REPLACE INTO match (proposal, state, since_ms, agreed_ms, introduced_ms, "
          "meeting_ms, running_ms, checked_ms, sign_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
          "?8, ?9)",
          {bind_id(match.proposal), domain::name_of(match.state), match.since_ms,
           or_null(match.agreed_ms), or_null(match.introduced_ms), or_null(match.meeting_ms),
           or_null(match.running_ms), or_null(match.checked_ms), match.sign_ms}));
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
  const bool told =
      step.event == domain::MatchEvent::check_in || step.event == domain::MatchEvent::meet;
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run(
          "INSERT INTO match_event (proposal, event, at_ms, day_ms, said_by, met, mood, reason, "
          "household_then, group_then) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
          {bind_id(proposal), domain::name_of(step.event), store.now_ms(), *step.day_ms,
           domain::name_of(step.said_by),
           told ? storage::Value(std::int64_t{step.met}) : storage::Value(nullptr),
           word_or_null(step.mood), word_or_null(step.reason), word_or_null(step.household_then),
           word_or_null(step.group_then)}));
  return {};
}

Result<std::vector<WrittenStep>> match_steps(Store& store, const base::Uuid& proposal) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT at_ms, day_ms, event, said_by, ifnull(met, 0), "
                                     "ifnull(mood, ''), ifnull(reason, '') FROM match_event WHERE "
                                     "proposal = ?1 ORDER BY number"));
  SAMEN_CHECK(rows.bind({bind_id(proposal)}));
  std::vector<WrittenStep> steps;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return steps;
    const auto event = domain::from_name<domain::MatchEvent>(rows.text(2));
    const auto said_by = domain::from_name<domain::SaidBy>(rows.text(3));
    if (!event || !said_by)
      return fail(Errc::storage_damaged, say("a step of a match nobody knows"));
    WrittenStep one{.at_ms = rows.integer(0), .step = {.event = *event, .day_ms = rows.integer(1)}};
    one.step.said_by = *said_by;
    one.step.met = static_cast<int>(rows.integer(4));
    one.step.mood = domain::from_name<domain::Mood>(rows.text(5));
    one.step.reason = domain::from_name<domain::EndReason>(rows.text(6));
    steps.push_back(one);
  }
}

Result<std::vector<OpenMatch>> open_matches(Store& store) {
  return read_open(store, "ORDER BY m.proposal", {});
}

Result<std::optional<OpenMatch>> open_match(Store& store, const base::Uuid& proposal) {
  SAMEN_TRY(auto open, read_open(store, "AND m.proposal = ?1", {bind_id(proposal)}));
  if (open.empty()) return std::nullopt;
  return std::move(open.front());
}

Result<MetOften> count_met_often(Store& store, int times, int days) {
  MetOften met;
  const std::int64_t before = store.now_ms() - days * base::kDayMs;
  SAMEN_CHECK(read_diaries(store, [&](const MatchDiary& diary) {
    if (!diary.introduced_ms() || *diary.introduced_ms() > before) return;
    ++met.old_enough;
    met.met_often += diary.meetings_within(days) >= times ? 1 : 0;
  }));
  return met;
}

Result<std::map<domain::EndReason, int>> end_reasons_since(Store& store, std::int64_t at_ms) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT reason, count(*) FROM match_event WHERE reason IS NOT NULL AND "
                           "at_ms >= ?1 GROUP BY reason"));
  SAMEN_CHECK(rows.bind({at_ms}));
  std::map<domain::EndReason, int> reasons;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return reasons;
    const auto reason = domain::from_name<domain::EndReason>(rows.text(0));
    if (reason) reasons[*reason] = static_cast<int>(rows.integer(1));
  }
}

Result<std::vector<domain::Record>> records_of_group(Store& store,
                                                     const base::HumanCode& join_code) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT v.id FROM volunteer v WHERE v.id IN " +
                                     in_group("?1") + " AND " + still_takes_part("v.id") +
                                     " ORDER BY v.role, v.arrived_ms, v.id"));
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
