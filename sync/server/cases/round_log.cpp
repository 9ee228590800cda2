// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round_log.hpp"

#include <nlohmann/json.hpp>

namespace samen::server {

using nlohmann::json;

namespace {

json policy_json(const matcher::Policy& policy) {
  json weights = json::object();
  for (std::size_t i = 0; i < matcher::kCriteria; ++i) {
    weights[std::string(matcher::kCriterionNames[i])] = policy.weights[i];
  }
  return {{"weights", std::move(weights)},
          {"alpha", policy.alpha},
          {"wait_cap_days", policy.wait_cap_days},
          {"reserve", policy.reserve},
          {"guarantee_days", policy.guarantee_days},
          {"travel_limit_minutes", policy.travel_limit_minutes},
          {"smallest_group", policy.smallest_group},
          {"target_group", policy.target_group},
          {"largest_group", policy.largest_group},
          {"lottery_bin", policy.lottery_bin}};
}

}  // namespace

std::string reason_json(const domain::Reason& reason) {
  json arguments = json::object();
  for (const auto& argument : reason.arguments) {
    if (argument.terms.empty()) {
      arguments[argument.name] = argument.number;
    } else {
      arguments[argument.name] = argument.terms;
    }
  }
  return json{{"key", reason.key}, {"arguments", std::move(arguments)}, {"points", reason.points}}
      .dump();
}

std::string round_log(const RoundRequest& request, const matcher::RoundResult& result,
                      std::span<const LoggedPair> stored) {
  const auto& summary = result.summary;
  json pairs = json::array();
  for (const auto& [row, made] : stored) {
    json points = json::object();
    for (std::size_t i = 0; i < matcher::kCriteria; ++i) {
      points[std::string(matcher::kCriterionNames[i])] = made->explanation.terms.points[i];
    }
    pairs.push_back({{"proposal", row->card.proposal.str()},
                     {"household", row->card.household_label},
                     {"group", row->card.group_label},
                     {"score", made->score},
                     {"value", made->value},
                     {"guarantee_class", made->guarantee_class},
                     {"points", std::move(points)}});
  }
  return json{
      {"seed", std::to_string(request.seed)},     {"policy", policy_json(request.policy)},
      {"households", summary.households},         {"groups", summary.groups},
      {"possible_pairs", summary.possible_pairs}, {"candidate_pairs", summary.candidate_pairs},
      {"objective", summary.objective},           {"total_score", summary.total_score},
      {"lowest_score", summary.lowest_score},     {"certified", summary.certified},
      {"coarse_travel", summary.coarse_travel},   {"pairs", std::move(pairs)},
      {"not_yet", result.why_not.size()}}
      .dump();
}

}  // namespace samen::server
