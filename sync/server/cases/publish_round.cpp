// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/publish_round.hpp"

#include "base/spans.hpp"
#include "sync/matcher/formats/policy_json.hpp"
#include "sync/server/cases/pool_change.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/store/round_logs.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

Result<bool> same_rules(Store& store, const RoundRequest& request) {
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  SAMEN_TRY(const auto places, programme_places(store.folder()));
  return matcher::write_policy(policy) == matcher::write_policy(request.policy) &&
         places.write_geonames() == request.places.write_geonames();
}

}  // namespace

Result<PublishedRound> publish_round(Store& store, ComputedRound& round, std::string_view by) {
  PublishedRound published;
  const auto refused = [&published](NotPublished why) {
    published.why_not = why;
    return published;
  };
  if (store.now_ms() / base::kDayMs != round.now_ms / base::kDayMs) {
    return refused(NotPublished::other_day);
  }
  SAMEN_TRY(const bool rules, same_rules(store, round.request));
  if (!rules) return refused(NotPublished::other_rules);
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(published.round, latest_round(store));
  if (published.round != round.before) return refused(NotPublished::other_round);
  SAMEN_TRY(auto now, read_pool(store));
  forget_names(now);
  const auto change = pool_change(round.pool, now);
  if (change.of_those) return refused(NotPublished::changed);
  const auto stored = store_round(store, round, Overtaken::refuse, by);
  if (!stored && stored.error().code == Errc::conflict) return refused(NotPublished::changed);
  SAMEN_CHECK(stored);
  SAMEN_CHECK(transaction.commit());
  published.round = round.outcome.round;
  published.proposals = round.outcome.proposals.size();
  published.came = change.came;
  return published;
}

}  // namespace samen::server
