// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/computed_round.hpp"

#include "base/clock.hpp"
#include "base/hurry.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "sync/matcher/formation/unplaced.hpp"
#include "sync/matcher/formats/proof.hpp"
#include "sync/server/cases/round_log.hpp"
#include "sync/server/cases/round_proof.hpp"
#include "sync/server/store/round_logs.hpp"

namespace samen::server {

using base::Errc;
using base::Result;
using base::say;

namespace {

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
  forming.spent = [&clock, &request, began, for_forming] {
    if (base::is_up(request.stop)) return 1.0;
    return static_cast<double>(clock.mono_ms() - began) / static_cast<double>(for_forming);
  };
  const std::int64_t end = began + request.policy.round_seconds * 1000LL +
                           (matcher::formation::anybody_to_place(problem) ? for_forming : 0);
  options.hurry = [&clock, &request, end] {
    return clock.mono_ms() >= end || base::is_up(request.stop);
  };
  auto joint = matcher::formation::run_joint_round(problem, options, std::move(forming));
  if (!joint && joint.error().code == Errc::limit) {
    base::log(base::LogLevel::warning, "no_groups_formed",
              {{"why", base::LogValue::public_text(joint.error().message)}});
    joint = matcher::formation::plain_round(problem, options);
  }
  if (!joint) return std::unexpected(joint.error().context(say("nothing was proposed")));
  return joint;
}

Result<void> go_on(const RoundRequest& request) {
  if (base::is_up(request.stop)) return base::fail(Errc::unavailable, say("the round was stopped"));
  return {};
}

// Volunteers in no proposal; where forming was more than the machine can hold, nobody knows.
void tell_unplaced(const matcher::Problem& problem, const WaitingPool& pool,
                   const matcher::formation::JointRound& joint, RoundOutcome& outcome) {
  const bool looked =
      !joint.formed.formation.unit_price.empty() || !matcher::formation::anybody_to_place(problem);
  if (!looked) return;
  for (const auto& left : matcher::formation::explain_unplaced(problem, joint)) {
    outcome.unplaced.push_back({label_of(units_of(pool, joint.formed, left.unit)), left.why});
  }
}

struct Decided {
  matcher::formation::JointRound joint;
  RoundOutcome outcome;
};

// The half that needs no store.
Result<Decided> decide(const base::Clock& clock, const RoundRequest& request,
                       const WaitingPool& pool, const Arrivals& expected,
                       const std::shared_ptr<const matcher::Problem>& asked,
                       std::vector<SetByHand> by_hand) {
  SAMEN_TRY(const auto problem, constrained(asked, pool, by_hand));
  SAMEN_CHECK(go_on(request));
  SAMEN_TRY(auto joint, solve(clock, *problem, request));
  SAMEN_CHECK(go_on(request));
  if (!joint.round.summary.certified) {
    return base::fail(Errc::internal, say("the round has no certificate; nothing was proposed"));
  }
  SAMEN_CHECK(tell_as_set(*asked, pool, by_hand, joint.round));
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
      matcher::formation::gap_per_ten_thousand(*problem, joint.formed.formation);
  outcome.hurried = joint.formed.formation.hurried;
  outcome.not_looked_at = joint.formed.formation.not_looked_at;
  tell_unplaced(*problem, pool, joint, outcome);
  for (const auto& why : joint.round.why_not) {
    outcome.not_yet.push_back({pool.households[why.household].label, why.reason});
  }
  outcome.by_hand = std::move(by_hand);
  return Decided{std::move(joint), std::move(outcome)};
}

}  // namespace

Result<ComputedRound> compute_round(Store& store, const RoundRequest& request) {
  const std::int64_t now_ms = store.now_ms();
  request.progress.begin("read");
  SAMEN_TRY(const auto before, latest_round(store));
  SAMEN_TRY(auto pool, read_pool(store));
  request.progress.begin("instance");
  SAMEN_TRY(auto instance, build_instance(pool, request.policy, request.places, now_ms));
  request.progress.begin(matcher::step::kLookAhead);
  SAMEN_TRY(const auto expected, expect_arrivals(store, pool, request.policy, request.places,
                                                 now_ms, request.threads, instance));
  SAMEN_TRY(auto problem, matcher::Problem::make(std::move(instance), request.policy));
  auto asked = std::make_shared<const matcher::Problem>(std::move(problem));
  SAMEN_TRY(auto made, decide(store.clock(), request, pool, expected, asked, {}));
  if (!request.changeable) asked.reset();
  return ComputedRound{.request = request,
                       .now_ms = now_ms,
                       .before = before,
                       .pool = std::move(pool),
                       .asked = std::move(asked),
                       .joint = std::move(made.joint),
                       .outcome = std::move(made.outcome)};
}

Result<void> compute_again(const base::Clock& clock, std::vector<SetByHand> by_hand,
                           ComputedRound& round) {
  if (!round.asked) {
    return base::fail(Errc::conflict, say("the round was not kept so that it can be changed"));
  }
  SAMEN_TRY(auto made, decide(clock, round.request, round.pool, round.outcome.expected, round.asked,
                              std::move(by_hand)));
  round.joint = std::move(made.joint);
  round.outcome = std::move(made.outcome);
  return {};
}

}  // namespace samen::server
