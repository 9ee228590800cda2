// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round.hpp"

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/matcher/formation/unplaced.hpp"
#include "sync/matcher/formats/proof.hpp"
#include "sync/matcher/model/mix.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/pair_row.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/cases/round_log.hpp"
#include "sync/server/cases/round_proof.hpp"
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

// Without volunteers to form groups of, an ordinary round. So it is also where a country's worth of
// them is more than forming can hold at once: the complete groups are not made to wait for that.
Result<matcher::formation::JointRound> solve(const base::Clock& clock,
                                             const matcher::Problem& problem,
                                             const RoundRequest& request) {
  // How many kinds of volunteers and groups are tried; each costs two solves.
  constexpr int kShortages = 12;
  matcher::RoundOptions options{.seed = request.seed,
                                .threads = request.threads,
                                .draws = request.policy.lottery_draws,
                                .shortages = kShortages,
                                .keep_proof = request.proof,
                                .progress = request.progress};
  matcher::formation::FormationOptions forming;
  const std::int64_t began = clock.mono_ms();
  const std::int64_t for_forming = request.policy.formation_seconds * 1000LL;
  forming.spent = [&clock, began, for_forming] {
    return static_cast<double>(clock.mono_ms() - began) / static_cast<double>(for_forming);
  };
  const std::int64_t end = began + request.policy.round_seconds * 1000LL +
                           (matcher::formation::anybody_to_place(problem) ? for_forming : 0);
  options.hurry = [&clock, end] { return clock.mono_ms() >= end; };
  auto joint = matcher::formation::run_joint_round(problem, options, std::move(forming));
  if (!joint && joint.error().code == Errc::limit) {
    base::log(base::LogLevel::warning, "no_groups_formed",
              {{"why", base::LogValue::public_text(joint.error().message)}});
    joint = matcher::formation::plain_round(problem, options);
  }
  if (!joint) return std::unexpected(joint.error().context(say("nothing was proposed")));
  return joint;
}

Result<void> store_round(Store& store, const RoundRequest& request,
                         const matcher::formation::JointRound& joint, const WaitingPool& pool,
                         std::int64_t now_ms, std::int64_t before, RoundOutcome& outcome) {
  const auto& result = joint.round;
  auto labels = labels_of(pool, joint.formed);
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto latest, latest_round(store));
  if (latest != before) {
    outcome.overtaken_by = latest;
    return {};
  }
  // Labels and ids follow from seed and number: the same round of the same store says the same.
  const std::uint64_t seed = matcher::mix64(request.seed) + static_cast<std::uint64_t>(latest);
  base::SeededRandom drawn(seed);
  std::vector<ProposalRow> rows;
  std::vector<const matcher::Proposal*> origins;
  for (const auto& made : result.proposals) {
    const auto units = units_of(pool, joint.formed, made.group);
    SAMEN_TRY(const auto claimed,
              claim(store, pool.households[made.household], units, request.policy, drawn));
    if (!claimed) {
      ++outcome.overtaken;
      continue;
    }
    labels.groups[made.group] = claimed->label;
    rows.push_back(make_proposal(made, pool, units, *claimed, now_ms,
                                 proposal_id(joint.formed.problem.instance, made, seed, now_ms)));
    origins.push_back(&made);
    outcome.placed += units.singles.size();
    if (!units.singles.empty()) ++(units.group != nullptr ? outcome.completed : outcome.formed);
  }
  std::vector<LoggedPair> logged;
  for (std::size_t i = 0; i < rows.size(); ++i) logged.push_back({&rows[i], origins[i]});
  outcome.log = round_log(request, joint, outcome, logged, labels);
  SAMEN_TRY(outcome.round, add_round(store, request.seed, outcome.log.text));
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
  request.progress.begin("read");
  SAMEN_TRY(const auto before, latest_round(store));
  SAMEN_TRY(const auto pool, read_pool(store));
  request.progress.begin("instance");
  SAMEN_TRY(auto instance, build_instance(pool, request.policy, request.places, now_ms));
  request.progress.begin(matcher::step::kLookAhead);
  SAMEN_TRY(const auto expected, expect_arrivals(store, pool, request.policy, request.places,
                                                 now_ms, request.threads, instance));
  SAMEN_TRY(const auto problem, matcher::Problem::make(std::move(instance), request.policy));
  SAMEN_TRY(auto joint, solve(store.clock(), problem, request));
  if (!joint.round.summary.certified) {
    return base::fail(Errc::internal, say("the round has no certificate; nothing was proposed"));
  }
  request.progress.begin("store");
  request.progress.tell(say("storing {} proposals", joint.round.proposals.size()));
  RoundOutcome outcome;
  outcome.summary = joint.round.summary;
  outcome.summary.groups = pool.groups.size();
  if (joint.round.proof) {
    outcome.proof = seal_proof(matcher::write_proof(*joint.round.proof, request.seed));
    joint.round.proof.reset();
  }
  outcome.expected = expected;
  outcome.singles = pool.singles.size();
  outcome.held = pool.held;
  outcome.gap_per_ten_thousand =
      matcher::formation::gap_per_ten_thousand(problem, joint.formed.formation);
  outcome.hurried = joint.formed.formation.hurried;
  outcome.not_looked_at = joint.formed.formation.not_looked_at;
  // Where forming was more than the machine can hold, nobody knows.
  const bool looked =
      !joint.formed.formation.unit_price.empty() || !matcher::formation::anybody_to_place(problem);
  for (const auto& left : looked ? matcher::formation::explain_unplaced(problem, joint)
                                 : std::vector<matcher::formation::Unplaced>{}) {
    outcome.unplaced.push_back({label_of(units_of(pool, joint.formed, left.unit)), left.why});
  }
  SAMEN_CHECK(store_round(store, request, joint, pool, now_ms, before, outcome));
  return outcome;
}

}  // namespace samen::server
