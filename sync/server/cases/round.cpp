// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round.hpp"

#include <algorithm>
#include <unordered_map>

#include "sync/server/cases/publish.hpp"
#include "sync/server/cases/round_log.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"
#include "vault/digest.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

// Ties are broken by keys that say nothing about people and stay the same from round to round.
std::uint64_t tie_key(std::string_view id) {
  const auto digest = vault::sha256(base::as_bytes(id));
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) key = key << 8 | digest[i];
  return key;
}

struct Pool {
  std::vector<WaitingHousehold> households;
  std::vector<WaitingGroup> groups;
  std::vector<std::pair<base::Uuid, base::HumanCode>> declined;
};

Result<Pool> read_pool(Store& store) {
  Pool pool;
  SAMEN_TRY(pool.households, waiting_households(store));
  SAMEN_TRY(pool.groups, waiting_groups(store));
  SAMEN_TRY(pool.declined, declined_pairs(store));
  return pool;
}

int days_waiting(const WaitingHousehold& household, std::int64_t now_ms) {
  return static_cast<int>(
      std::clamp<std::int64_t>((now_ms - household.since_ms) / kDayMs, 0, 36'500));
}

Result<matcher::Instance> build_instance(const Pool& pool, const RoundRequest& request,
                                         std::int64_t now_ms) {
  matcher::InstanceBuilder builder(request.policy, request.places);
  std::unordered_map<base::Uuid, matcher::HouseholdIndex> household_at;
  std::unordered_map<std::string, matcher::GroupIndex> group_at;
  for (const auto& waiting : pool.households) {
    matcher::HouseholdFacts facts;
    facts.key = tie_key(waiting.id.str());
    facts.days_waiting = days_waiting(waiting, now_ms);
    SAMEN_TRY(const auto index, builder.add_household(waiting.household, facts));
    household_at.emplace(waiting.id, index);
  }
  for (const auto& waiting : pool.groups) {
    matcher::GroupFacts facts;
    facts.key = tie_key(waiting.row.join_code.str());
    facts.largest_household = waiting.start.largest_household;
    facts.offers = waiting.start.offers;
    facts.screened = waiting.row.screened;
    facts.trained = waiting.row.trained;
    std::vector<const domain::Volunteer*> members;
    for (const auto& member : waiting.members) members.push_back(&member);
    SAMEN_TRY(const auto index, builder.add_group(members, facts));
    group_at.emplace(waiting.row.join_code.str(), index);
  }
  for (const auto& [household, join_code] : pool.declined) {
    const auto h = household_at.find(household);
    const auto g = group_at.find(join_code.str());
    if (h == household_at.end() || g == group_at.end()) continue;
    SAMEN_CHECK(builder.exclude(h->second, g->second));
  }
  return std::move(builder).build();
}

ProposalRow make_proposal(Store& store, const matcher::Proposal& made, const Pool& pool,
                          std::int64_t now_ms) {
  const auto& household = pool.households[made.household];
  const auto& group = pool.groups[made.group];
  ProposalRow row;
  row.household = household.id;
  row.join_code = group.row.join_code;
  row.centre = household.centre;
  auto& card = row.card;
  card.proposal = base::make_uuid(store.clock(), store.random());
  card.household_label = household.label;
  card.group_label = group.row.label;
  card.adults = static_cast<int>(household.household.adults.size());
  card.children = household.household.children;
  card.group_size = static_cast<int>(group.members.size());
  card.waiting_days = days_waiting(household, now_ms);
  card.score = made.score;
  card.travel_minutes = made.explanation.travel.minutes;
  card.travel_is_coarse = made.explanation.travel.coarse;
  card.reasons = made.explanation.reasons;
  card.cautions = made.explanation.cautions;
  card.next_best_score = made.next_best_score;
  card.synthetic = household.synthetic || group.row.synthetic;
  card.updated_wall_ms = now_ms;
  return row;
}

RoundLabels labels_of(const Pool& pool) {
  RoundLabels labels;
  for (const auto& household : pool.households) labels.households.push_back(household.label);
  for (const auto& group : pool.groups) labels.groups.push_back(group.row.label);
  return labels;
}

// Takes household and group out of the pool; false when one of them has left it meanwhile.
Result<bool> claim(Store& store, const ProposalRow& row) {
  SAMEN_TRY(const bool free, both_waiting(store, row.household, row.join_code));
  if (!free) return false;
  SAMEN_CHECK(set_household_state(store, row.household, CaseState::proposed));
  SAMEN_CHECK(set_group_state(store, row.join_code, CaseState::proposed));
  return true;
}

Result<void> store_round(Store& store, const RoundRequest& request,
                         const matcher::RoundResult& result, const Pool& pool, std::int64_t now_ms,
                         RoundOutcome& outcome) {
  SAMEN_TRY(auto transaction, store.begin());
  std::vector<ProposalRow> rows;
  std::vector<const matcher::Proposal*> origins;
  for (const auto& made : result.proposals) {
    auto row = make_proposal(store, made, pool, now_ms);
    SAMEN_TRY(const bool claimed, claim(store, row));
    if (claimed) {
      rows.push_back(std::move(row));
      origins.push_back(&made);
    } else {
      ++outcome.overtaken;
    }
  }
  std::vector<LoggedPair> logged;
  for (std::size_t i = 0; i < rows.size(); ++i) logged.push_back({&rows[i], origins[i]});
  outcome.log_json = round_log(request, result, logged, labels_of(pool));
  SAMEN_TRY(outcome.round, add_round(store, request.seed, outcome.log_json));
  for (auto& row : rows) {
    row.round = outcome.round;
    SAMEN_TRY(const auto centre, centre_of(store, row.centre));
    row.card.centre = centre.name;
    SAMEN_CHECK(add_proposal(store, row));
    SAMEN_CHECK(publish_card(store, row));
  }
  SAMEN_CHECK(clear_why_not(store));
  for (const auto& why : result.why_not) {
    const auto& household = pool.households[why.household];
    SAMEN_CHECK(add_why_not(store, household.id, outcome.round, reason_json(why.reason)));
    outcome.not_yet.push_back({household.label, why.reason});
  }
  SAMEN_CHECK(write_audit(store, "round", "propose",
                          std::to_string(outcome.round) + " " + std::to_string(rows.size())));
  SAMEN_CHECK(transaction.commit());
  outcome.proposals = std::move(rows);
  return {};
}

}  // namespace

Result<RoundOutcome> run_and_store_round(Store& store, const RoundRequest& request) {
  const std::int64_t now_ms = store.now_ms();
  SAMEN_TRY(const auto pool, read_pool(store));
  SAMEN_TRY(const auto instance, build_instance(pool, request, now_ms));
  // How many kinds of volunteers and groups are tried; each costs two solves.
  constexpr int kShortages = 12;
  auto result = matcher::run_round(instance, request.policy,
                                   {.seed = request.seed,
                                    .threads = request.threads,
                                    .draws = request.policy.lottery_draws,
                                    .shortages = kShortages,
                                    .progress = request.progress});
  if (!result) return std::unexpected(result.error().context("nothing was proposed"));
  if (!result->summary.certified) {
    return base::fail(Errc::internal, "the round has no certificate; nothing was proposed");
  }
  RoundOutcome outcome;
  outcome.summary = result->summary;
  SAMEN_CHECK(store_round(store, request, *result, pool, now_ms, outcome));
  return outcome;
}

}  // namespace samen::server
