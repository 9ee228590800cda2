// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/proposals.hpp"

#include "base/say.hpp"
#include "domain/proposal_life.hpp"
#include "protocol/card_json.hpp"
#include "sync/server/store/sealed.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

Result<std::vector<WaitingProposal>> read_waiting(Store& store, std::string_view more,
                                                  std::initializer_list<storage::Value> values) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT p.id, p.state, p.made_ms, h.label, g.label, c.name, ifnull(a.language, '') "
                "FROM proposal p JOIN household h ON h.id = p.household JOIN welcome_group g ON "
                "g.join_code = p.join_code JOIN centre c ON c.id = p.centre LEFT JOIN alike a ON "
                "a.household = h.id WHERE p." +
                in_states(domain::waits_for_a_verdict) + std::string(more)));
  SAMEN_CHECK(rows.bind(values));
  std::vector<WaitingProposal> waiting;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return waiting;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    const auto state = domain::from_name<domain::ProposalState>(rows.text(1));
    if (!state) return fail(Errc::storage_damaged, say("a proposal in a state that nobody knows"));
    waiting.push_back({.id = id,
                       .state = *state,
                       .made_ms = rows.integer(2),
                       .household_label = rows.text(3),
                       .group_label = rows.text(4),
                       .centre = rows.text(5),
                       .language = rows.text(6)});
  }
}

Result<std::vector<ProposalRow>> read_proposals(Store& store, std::string_view rest,
                                                std::initializer_list<storage::Value> values) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           std::string("SELECT round, household, join_code, centre, sealed, id, "
                                       "made_ms FROM proposal ")
                               .append(rest)));
  SAMEN_CHECK(rows.bind(values));
  std::vector<ProposalRow> proposals;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return proposals;
    SAMEN_TRY(const auto household, to_uuid(rows.bytes(1)));
    SAMEN_TRY(const auto join_code, base::HumanCode::parse(rows.text(2)));
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(5)));
    SAMEN_TRY(const auto text, open_column(store, {Sealed::card, household, id}, rows.bytes(4)));
    auto card = protocol::read_card(text);
    if (!card) return std::unexpected(card.error().context(say("a stored card")));
    proposals.push_back({rows.integer(0), household, join_code, rows.integer(3), std::move(*card),
                         rows.integer(6)});
  }
}

Result<base::Bytes> seal_card(Store& store, const ProposalRow& proposal) {
  return seal_column(store, {Sealed::card, proposal.household, proposal.card.proposal},
                     protocol::write_card(proposal.card));
}

// As long as it stands, household and group are in no other.
bool binds_both(domain::ProposalState state) {
  return domain::fate_of(state) != domain::CaseFate::free;
}

}  // namespace

std::string in_states(bool (*chosen)(domain::ProposalState)) {
  std::string list;
  for (const auto& row : domain::kProposalStates) {
    if (!chosen(row.state)) continue;
    list += (list.empty() ? "state IN ('" : ", '") + std::string(domain::name_of(row.state)) + "'";
  }
  return list.empty() ? "0" : list + ")";
}

namespace {

Result<std::int64_t> insert_round(Store& store, std::string_view seed, std::string_view log_json) {
  auto& database = store.database();
  SAMEN_TRY([[maybe_unused]] const auto rows,
            database.run("INSERT INTO round (made_ms, seed, log) VALUES (?1, ?2, ?3)",
                         {store.now_ms(), seed, log_json}));
  SAMEN_TRY(const auto id, database.integer("SELECT max(id) FROM round"));
  return id.value_or(0);
}

}  // namespace

Result<std::int64_t> add_round(Store& store, std::uint64_t seed, std::string_view log_json) {
  return insert_round(store, std::to_string(seed), log_json);
}

Result<std::int64_t> add_round_by_hand(Store& store, std::string_view log_json) {
  return insert_round(store, kByHandSeed, log_json);
}

Result<void> add_proposal(Store& store, const ProposalRow& proposal) {
  const auto& card = proposal.card;
  SAMEN_TRY(const auto sealed, seal_card(store, proposal));
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO proposal (id, round, household, join_code, centre, state, version, "
                "sealed, made_ms, updated_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
                {bind_id(card.proposal), proposal.round, bind_id(proposal.household),
                 proposal.join_code.str(), proposal.centre, domain::name_of(card.state),
                 std::int64_t{card.version}, base::ByteView(sealed), card.updated_wall_ms}));
  return {};
}

Result<void> update_proposal(Store& store, const ProposalRow& proposal) {
  const auto& card = proposal.card;
  SAMEN_TRY(const auto sealed, seal_card(store, proposal));
  SAMEN_TRY(const auto rows,
            store.database().run(
                "UPDATE proposal SET state = ?2, version = ?3, sealed = ?4, "
                "updated_ms = ?5 WHERE id = ?1",
                {bind_id(card.proposal), domain::name_of(card.state), std::int64_t{card.version},
                 base::ByteView(sealed), card.updated_wall_ms}));
  if (rows != 1) return fail(Errc::not_found, say("no such proposal"));
  return {};
}

Result<std::optional<ProposalRow>> find_proposal(Store& store, const base::Uuid& id) {
  SAMEN_TRY(auto proposals, read_proposals(store, "WHERE id = ?1", {bind_id(id)}));
  if (proposals.empty()) return std::nullopt;
  return std::move(proposals.front());
}

Result<std::vector<ProposalRow>> all_proposals(Store& store) {
  return read_proposals(store, "ORDER BY rowid", {});
}

Result<std::optional<ProposalRow>> proposal_of(Store& store, std::string_view label_or_id) {
  if (const auto id = base::Uuid::parse(label_or_id)) return find_proposal(store, *id);
  SAMEN_TRY(auto proposals,
            read_proposals(store,
                           "WHERE household IN (SELECT id FROM household WHERE label = ?1) OR "
                           "join_code IN (SELECT join_code FROM welcome_group WHERE label = ?1) "
                           "ORDER BY rowid DESC LIMIT 1",
                           {label_or_id}));
  if (proposals.empty()) return std::nullopt;
  return std::move(proposals.front());
}

Result<std::vector<ProposalRow>> open_proposals(Store& store, std::int64_t centre) {
  return read_proposals(store, "WHERE centre = ?1 AND " + in_states(binds_both) + " ORDER BY rowid",
                        {centre});
}

Result<std::vector<WaitingProposal>> proposals_to_decide(Store& store) {
  return read_waiting(store, " ORDER BY p.made_ms, p.id", {});
}

Result<std::optional<WaitingProposal>> proposal_to_decide(Store& store, const base::Uuid& id) {
  SAMEN_TRY(auto waiting, read_waiting(store, " AND p.id = ?1", {bind_id(id)}));
  if (waiting.empty()) return std::nullopt;
  return std::move(waiting.front());
}

Result<std::optional<ProposalRow>> open_proposal_of_group(Store& store,
                                                          const base::HumanCode& join_code) {
  SAMEN_TRY(auto proposals,
            read_proposals(store, "WHERE join_code = ?1 AND " + in_states(binds_both),
                           {join_code.str()}));
  if (proposals.empty()) return std::nullopt;
  return std::move(proposals.front());
}

Result<void> add_decision(Store& store, const base::Uuid& envelope,
                          const domain::Decision& decision, std::int64_t device,
                          DecisionOutcome outcome) {
  const storage::Value reason =
      decision.reason ? storage::Value(domain::name_of(*decision.reason)) : storage::Value(nullptr);
  const bool taken = outcome == DecisionOutcome::taken;
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO decision (id, proposal, version, verdict, reason, device, at_ms, "
                "outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                {bind_id(envelope), bind_id(decision.proposal), std::int64_t{decision.version},
                 domain::name_of(decision.verdict), reason, device, store.now_ms(),
                 std::string_view(taken ? "taken" : "stale")}));
  return {};
}

Result<std::int64_t> decisions_since(Store& store, std::int64_t device, std::int64_t since_ms) {
  SAMEN_TRY(const auto count, store.database().integer(
                                  "SELECT count(*) FROM decision WHERE device = ?1 AND at_ms > ?2 "
                                  "AND outcome = 'taken'",
                                  {device, since_ms}));
  return count.value_or(0);
}

Result<void> add_declined_pair(Store& store, const base::Uuid& household,
                               const base::HumanCode& join_code) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO declined_pair (household, join_code, at_ms) "
                                 "VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                                 {bind_id(household), join_code.str(), store.now_ms()}));
  return {};
}

Result<std::vector<std::pair<base::Uuid, base::HumanCode>>> declined_pairs(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT household, join_code FROM declined_pair"));
  std::vector<std::pair<base::Uuid, base::HumanCode>> pairs;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return pairs;
    SAMEN_TRY(const auto household, to_uuid(rows.bytes(0)));
    SAMEN_TRY(const auto join_code, base::HumanCode::parse(rows.text(1)));
    pairs.emplace_back(household, join_code);
  }
}

Result<void> clear_why_not(Store& store) {
  return store.database().execute("DELETE FROM why_not");
}

Result<void> add_why_not(Store& store, const base::Uuid& household, std::int64_t round,
                         std::string_view reason_json) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run("INSERT INTO why_not (household, round, reason) VALUES (?1, ?2, ?3)",
                           {bind_id(household), round, reason_json}));
  return {};
}

}  // namespace samen::server
