// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/by_hand.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/say.hpp"
#include "sync/matcher/explain/explain.hpp"
#include "sync/matcher/formats/policy_json.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/pair_row.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/cases/round_log.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using nlohmann::json;

namespace {

constexpr matcher::Obstacles kNobodyOverrides = matcher::obstacle_of<matcher::rules::Excluded>();

// The pool of these two alone, by the rules of every round.
Result<WaitingPool> pool_of_two(Store& store, const ByHand& wanted) {
  SAMEN_TRY(auto all, read_pool(store));
  WaitingPool two;
  for (auto& household : all.households) {
    if (household.label == wanted.household) two.households.push_back(std::move(household));
  }
  for (auto& group : all.groups) {
    if (group.row.label == wanted.group) two.groups.push_back(std::move(group));
  }
  for (const auto& [label, found] : {std::pair{wanted.household, !two.households.empty()},
                                     std::pair{wanted.group, !two.groups.empty()}}) {
    if (found) continue;
    return fail(Errc::conflict,
                say("{} does not wait to be proposed: nobody here has that label, or they have a "
                    "proposal or a match, pause, have withdrawn, or look like somebody who came "
                    "before (samen-matcher doubles)",
                    label));
  }
  two.declined = std::move(all.declined);
  two.papers = std::move(all.papers);
  return two;
}

std::vector<std::string> names_of(matcher::Obstacles broken) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < matcher::kObstacles; ++i) {
    if ((broken >> i & 1U) != 0) names.emplace_back(matcher::kObstacleNames[i]);
  }
  return names;
}

Result<void> check_overrides(const ByHand& wanted, matcher::Obstacles broken) {
  if ((broken & kNobodyOverrides) != 0) {
    return fail(
        Errc::conflict,
        say("these two are not to meet, or one of them said no to the other; nobody overrides "
            "that"));
  }
  const auto names = names_of(broken);
  for (const auto& rule : wanted.overridden) {
    if (std::ranges::find(names, rule) != names.end()) continue;
    return fail(Errc::invalid_input, say("--override {}: these two do not break that rule", rule));
  }
  std::string missing;
  for (const auto& rule : names) {
    if (std::ranges::find(wanted.overridden, rule) == wanted.overridden.end()) {
      missing += " --override " + rule;
    }
  }
  if (!missing.empty()) {
    return fail(Errc::conflict,
                say("these two break a rule of every round; to match them all the same:{} "
                    "--reason \"...\", which the log keeps",
                    missing));
  }
  const bool said = !wanted.because.empty() && wanted.because.size() <= kLongestBecause &&
                    base::is_utf8(wanted.because);
  if (!names.empty() && !said) {
    return fail(Errc::invalid_input,
                say("--reason: say why, in 1 to 200 letters and without a name"));
  }
  return {};
}

ProposalRow make_row(Store& store, const WaitingHousehold& household, const WaitingGroup& group,
                     const matcher::PairExplanation& fits, matcher::Obstacles broken) {
  ProposalRow row = pair_row(household, fits, store.now_ms());
  auto& card = row.card;
  card.proposal = base::make_uuid(store.clock(), store.random());
  card.state = domain::ProposalState::accepted;
  card.group_label = group.row.label;
  card.group_size = static_cast<int>(group.members.size());
  card.synthetic = card.synthetic || group.row.synthetic;
  std::vector<domain::Reason> cautions;
  for (const auto& rule : names_of(broken)) cautions.push_back({"whynot.miss_" + rule, {}, 0});
  card.cautions.insert(card.cautions.begin(), cautions.begin(), cautions.end());
  return row;
}

// As much of a round's log as there is of one pair.
std::string log_of(const domain::ProposalCard& card, const matcher::Policy& policy,
                   const matcher::ScoreTerms& terms, const ByHand& wanted) {
  json points = json::object();
  for (std::size_t i = 0; i < matcher::kCriteria; ++i) {
    points[std::string(matcher::kCriterionNames[i])] = terms.points[i];
  }
  json pair = {{"proposal", card.proposal.str()},
               {"household", card.household_label},
               {"group", card.group_label},
               {"score", card.score},
               {"value", matcher::pair_value(policy, card.score, card.waiting_days)},
               {"points", std::move(points)},
               {"travel_minutes", card.travel_minutes},
               {"travel_coarse", card.travel_is_coarse},
               {"overridden", wanted.overridden},
               {"because", wanted.because}};
  for (const auto& [name, list] :
       {std::pair{"reasons", &card.reasons}, std::pair{"cautions", &card.cautions}}) {
    pair[name] = json::array();
    for (const auto& reason : *list) pair[name].push_back(json::parse(reason_json(reason)));
  }
  return json{{"by_hand", true},
              {"policy", json::parse(matcher::write_policy(policy))},
              {"pairs", json::array({std::move(pair)})}}
      .dump();
}

}  // namespace

Result<ProposalRow> match_by_hand(Store& store, const matcher::Policy& policy,
                                  const matcher::Places& places, const ByHand& wanted) {
  SAMEN_TRY(const auto two, pool_of_two(store, wanted));
  SAMEN_TRY(auto instance, build_instance(two, policy, places, store.now_ms()));
  SAMEN_TRY(const auto problem, matcher::Problem::make(std::move(instance), policy));
  const auto broken = matcher::obstacles(problem, 0, 0);
  SAMEN_CHECK(check_overrides(wanted, broken));
  const auto& household = two.households.front();
  const auto& group = two.groups.front();
  SAMEN_TRY(const auto claimed,
            claim(store, household, {.group = &group, .singles = {}}, policy, store.random()));
  if (!claimed) return fail(Errc::conflict, say("one of the two has gone on meanwhile"));
  const auto fits = matcher::explain_pair(problem, 0, 0);
  ProposalRow row = make_row(store, household, group, fits, broken);
  row.join_code = claimed->join_code;
  SAMEN_TRY(const auto centre, centre_of(store, row.centre));
  row.card.centre = centre.name;
  SAMEN_TRY(row.round, add_round_by_hand(store, log_of(row.card, policy, fits.terms, wanted)));
  SAMEN_CHECK(add_proposal(store, row));
  SAMEN_CHECK(set_household_state(store, row.household, CaseState::matched));
  SAMEN_CHECK(set_group_state(store, row.join_code, CaseState::matched));
  SAMEN_CHECK(begin_match(store, row.card.proposal));
  SAMEN_CHECK(publish_card(store, row));
  std::string what = row.card.household_label + " " + row.card.group_label;
  for (const auto& rule : wanted.overridden) what += " over " + rule;
  SAMEN_CHECK(write_audit(store, "operator", "match_by_hand", what));
  return row;
}

}  // namespace samen::server
