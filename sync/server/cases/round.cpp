// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round.hpp"

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/matcher/model/mix.hpp"
#include "sync/server/cases/computed_round.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/pair_row.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/cases/round_log.hpp"
#include "sync/server/cases/stand_aside.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/round_logs.hpp"
#include "sync/server/store/talks.hpp"

namespace samen::server {

using base::Errc;
using base::Result;
using base::say;

namespace {

ProposalRow make_proposal(const matcher::Proposal& made, const WaitingPool& pool,
                          const Units& units, const Claimed& claimed, std::int64_t now_ms,
                          const base::Uuid& id) {
  const auto& household = pool.households[made.household];
  ProposalRow row = pair_row(household, made.explanation, now_ms);
  row.join_code = claimed.join_code;
  auto& card = row.card;
  card.proposal = id;
  card.group_label = claimed.label;
  card.group_size = units.members();
  card.next_best_score = made.next_best_score;
  card.synthetic = card.synthetic || units.synthetic();
  return row;
}

// From seed, number of the round, day and both sides: what is run again says the same, and no id
// can ever mean another pair.
base::Uuid proposal_id(const matcher::Instance& instance, const matcher::Proposal& made,
                       std::uint64_t drawn, std::int64_t now_ms) {
  const base::ManualClock day(now_ms - now_ms % base::kDayMs);
  const std::uint64_t household = matcher::mix64(drawn ^ instance.households.key[made.household]);
  base::SeededRandom ids(matcher::mix64(household ^ instance.groups.key[made.group]));
  return base::make_uuid(day, ids);
}

RoundLabels labels_of(const WaitingPool& pool, const matcher::formation::FormedProblem& formed) {
  RoundLabels labels;
  for (const auto& household : pool.households) labels.households.push_back(household.label);
  for (matcher::GroupIndex i = 0; i < formed.problem.instance.groups.size(); ++i) {
    labels.groups.push_back(label_of(units_of(pool, formed, i)));
  }
  return labels;
}

}  // namespace

Result<void> store_round(Store& store, ComputedRound& round, Overtaken overtaken,
                         std::string_view by) {
  const auto& pool = round.pool;
  const auto& joint = round.joint;
  auto& outcome = round.outcome;
  const auto& result = joint.round;
  auto labels = labels_of(pool, joint.formed);
  SAMEN_TRY(const auto latest, latest_round(store));
  if (latest != round.before) {
    outcome.overtaken_by = latest;
    return {};
  }
  // Labels and ids follow from seed and number: the same round of the same store says the same.
  const std::uint64_t seed =
      matcher::mix64(round.request.seed) + static_cast<std::uint64_t>(latest);
  base::SeededRandom drawn(seed);
  outcome.overtaken = 0;
  outcome.placed = outcome.formed = outcome.completed = 0;
  std::vector<ProposalRow> rows;
  std::vector<const matcher::Proposal*> origins;
  for (const auto& made : result.proposals) {
    const auto units = units_of(pool, joint.formed, made.group);
    SAMEN_TRY(const auto claimed,
              claim(store, pool.households[made.household], units, round.request.policy, drawn));
    if (!claimed) {
      if (overtaken == Overtaken::refuse) {
        return base::fail(Errc::conflict, say("somebody of this round is no longer waiting"));
      }
      ++outcome.overtaken;
      continue;
    }
    labels.groups[made.group] = claimed->label;
    rows.push_back(
        make_proposal(made, pool, units, *claimed, round.now_ms,
                      proposal_id(joint.formed.problem.instance, made, seed, round.now_ms)));
    origins.push_back(&made);
    outcome.placed += units.singles.size();
    if (!units.singles.empty()) ++(units.group != nullptr ? outcome.completed : outcome.formed);
  }
  std::vector<LoggedPair> logged;
  for (std::size_t i = 0; i < rows.size(); ++i) logged.push_back({&rows[i], origins[i]});
  outcome.log = round_log(round.request, joint, outcome, logged, labels);
  SAMEN_TRY(outcome.round, add_round(store, round.request.seed, outcome.log.text));
  for (auto& row : rows) {
    row.round = outcome.round;
    SAMEN_TRY(const auto centre, centre_of(store, row.centre));
    row.card.centre = centre.name;
    SAMEN_CHECK(add_proposal(store, row));
    SAMEN_CHECK(publish_card(store, row));
  }
  SAMEN_TRY(const auto wishes, wishes_to_talk(store));
  for (const auto& wish : wishes) SAMEN_CHECK(put_talk_on_cards(store, wish.record));
  SAMEN_CHECK(clear_why_not(store));
  for (const auto& why : result.why_not) {
    const auto& household = pool.households[why.household];
    SAMEN_CHECK(add_why_not(store, household.id, outcome.round, reason_json(why.reason)));
  }
  SAMEN_CHECK(write_audit(store, by, "propose",
                          std::to_string(outcome.round) + " " + std::to_string(rows.size())));
  for (const auto& set : outcome.by_hand) {
    SAMEN_CHECK(write_audit(store, set.actor,
                            set.as == SetAs::together ? "set_together" : "set_apart",
                            set.household + " " + set.group));
  }
  outcome.proposals = std::move(rows);
  return {};
}

Result<RoundOutcome> run_and_store_round(Store& store, const RoundRequest& request) {
  SAMEN_TRY(auto round, compute_round(store, request));
  request.progress.begin("store");
  request.progress.tell(say("storing {} proposals", round.joint.round.proposals.size()));
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(store_round(store, round, Overtaken::leave_out, "round"));
  if (!round.outcome.overtaken_by) SAMEN_CHECK(transaction.commit());
  return std::move(round.outcome);
}

}  // namespace samen::server
