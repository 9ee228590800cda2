// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/match_words.hpp"

#include <utility>

#include "base/say.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;
using base::say;

namespace {

template <class E>
storage::Value name_or_null(const std::optional<E>& value) {
  return value ? storage::Value(domain::name_of(*value)) : storage::Value(nullptr);
}

}  // namespace

Result<void> add_match_word(Store& store, const SaidOnMatch& said) {
  const bool checks = said.wish == domain::Wish::check_in;
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO match_word (id, proposal, record, at_ms, step, wish, because, met, "
                "mood) VALUES (?1, ?2, ?3, ?4, (SELECT ifnull(max(number), 0) FROM match_event "
                "WHERE proposal = ?2), ?5, ?6, ?7, ?8)",
                {bind_id(said.id), bind_id(said.word.match), bind_id(said.record), said.at_ms,
                 domain::name_of(said.wish), name_or_null(said.word.because),
                 checks ? storage::Value(std::int64_t{said.word.met}) : storage::Value(nullptr),
                 name_or_null(said.word.mood)}));
  return {};
}

Result<std::optional<LastAnswer>> last_answer(Store& store, const base::Uuid& proposal,
                                              const base::Uuid& record) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT wish, at_ms FROM match_word WHERE record = ?1 AND proposal = ?2 AND "
                "wish <> 'check_in' ORDER BY at_ms DESC, id DESC"));
  SAMEN_CHECK(rows.bind({bind_id(record), bind_id(proposal)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  const auto answer = domain::from_name<domain::OwnAnswer>(rows.text(0));
  if (!answer) return base::fail(base::Errc::storage_damaged, say("an answer that nobody knows"));
  return LastAnswer{*answer, rows.integer(1)};
}

Result<std::optional<LastCheckIn>> last_check_in(Store& store, const base::Uuid& proposal,
                                                 const base::Uuid& record) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT at_ms, step FROM match_word WHERE record = ?1 AND proposal = ?2 "
                           "AND wish = 'check_in' ORDER BY at_ms DESC, id DESC"));
  SAMEN_CHECK(rows.bind({bind_id(record), bind_id(proposal)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  return LastCheckIn{rows.integer(0), rows.integer(1)};
}

Result<std::int64_t> met_behind(Store& store, const base::Uuid& proposal, domain::SaidBy said_by,
                                std::int64_t step, std::int64_t since_ms) {
  SAMEN_TRY(const auto met,
            store.database().integer(
                "SELECT ifnull(sum(met), 0) FROM match_event WHERE proposal = ?1 "
                "AND number > ?2 AND event = 'check-in' AND said_by = ?3 AND day_ms >= ?4",
                {bind_id(proposal), step, domain::name_of(said_by), since_ms}));
  return met.value_or(0);
}

Result<std::vector<SaidNo>> noes_since(Store& store, std::int64_t since_ms) {
  SAMEN_TRY(
      auto rows,
      store.database().prepare(
          "SELECT w.record = p.household, h.label, ifnull(s.label, g.label), c.name, w.at_ms, "
          "w.because FROM match_word w JOIN proposal p ON p.id = w.proposal JOIN household h "
          "ON h.id = p.household JOIN welcome_group g ON g.join_code = p.join_code JOIN "
          "centre c ON c.id = p.centre LEFT JOIN single_volunteer s ON s.id = w.record WHERE "
          "w.wish = 'no' AND w.at_ms >= ?1 AND NOT EXISTS (SELECT 1 FROM match_word later "
          "WHERE later.record = w.record AND later.proposal = w.proposal AND later.wish IN "
          "('yes', 'no', 'unsure') AND (later.at_ms, later.id) > (w.at_ms, w.id)) ORDER BY "
          "w.at_ms DESC, w.id"));
  SAMEN_CHECK(rows.bind({since_ms}));
  std::vector<SaidNo> noes;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return noes;
    SaidNo no{.who = rows.text(1),
              .whom = rows.text(2),
              .centre = rows.text(3),
              .at_ms = rows.integer(4),
              .because = domain::from_name<domain::NoBecause>(rows.text(5))};
    if (rows.integer(0) == 0) std::swap(no.who, no.whom);
    noes.push_back(std::move(no));
  }
}

Result<void> forget_match_words(Store& store, const base::Uuid& record) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM match_word WHERE record = ?1", {bind_id(record)}));
  return {};
}

}  // namespace samen::server
