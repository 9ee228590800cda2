// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round_log.hpp"

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "sync/matcher/formats/policy_json.hpp"
#include "sync/matcher/model/classes.hpp"
#include "sync/server/cases/round_proof.hpp"

namespace samen::server {

using base::to_say;

using nlohmann::json;

namespace {

json reason_value(const domain::Reason& reason) {
  json arguments = json::object();
  for (const auto& argument : reason.arguments) {
    if (argument.terms.empty()) {
      arguments[argument.name] = argument.number;
    } else {
      arguments[argument.name] = argument.terms;
    }
  }
  return {{"key", reason.key}, {"arguments", std::move(arguments)}, {"points", reason.points}};
}

std::string label_of(const std::vector<std::string>& labels, std::uint32_t index) {
  return index < labels.size() ? labels[index] : std::string();
}

json pair_json(const LoggedPair& pair, const RoundLabels& labels) {
  const auto& [row, made] = pair;
  json points = json::object();
  for (std::size_t i = 0; i < matcher::kCriteria; ++i) {
    points[std::string(matcher::kCriterionNames[i])] = made->explanation.terms.points[i];
  }
  json entry = {{"proposal", row->card.proposal.str()},
                {"household", row->card.household_label},
                {"group", row->card.group_label},
                {"score", made->score},
                {"value", made->value},
                {"scarcity", made->scarcity},
                {"worth_of_waiting", {made->household_waiting_worth, made->group_waiting_worth}},
                {"guarantee_class", made->guarantee_class},
                {"points", std::move(points)},
                {"travel_minutes", made->explanation.travel.minutes},
                {"travel_coarse", made->explanation.travel.coarse},
                {"propensity", made->propensity}};
  for (const auto& [name, list] : {std::pair{"reasons", &made->explanation.reasons},
                                   std::pair{"cautions", &made->explanation.cautions}}) {
    entry[name] = json::array();
    for (const auto& reason : *list) entry[name].push_back(reason_value(reason));
  }
  if (made->next_best_group) {
    entry["next_best"] = {{"group", label_of(labels.groups, *made->next_best_group)},
                          {"score", made->next_best_score.value_or(0)}};
    if (made->next_best_goes_to) {
      entry["next_best"]["goes_to"] = label_of(labels.households, *made->next_best_goes_to);
    }
  }
  if (const auto& decline = made->if_declined) {
    entry["if_declined"] = {{"points", decline->points},
                            {"others_changed", decline->others_changed},
                            {"others_lost", decline->others_lost},
                            {"others_gained", decline->others_gained}};
    if (decline->group) {
      entry["if_declined"]["group"] = label_of(labels.groups, *decline->group);
      entry["if_declined"]["score"] = decline->score;
    }
  }
  return entry;
}

json why_not_json(const matcher::WhyNot& why, const RoundLabels& labels) {
  json entry = {{"household", label_of(labels.households, why.household)},
                {"reason", reason_value(why.reason)}};
  if (!why.nearest) return entry;
  entry["nearest"] = label_of(labels.groups, *why.nearest);
  entry["nearest_score"] = why.nearest_score;
  entry["missing"] = json::array();
  for (const auto& miss : why.missing) entry["missing"].push_back(reason_value(miss));
  return entry;
}

json shortage_json(const matcher::Shortage& shortage, const RoundLabels& labels) {
  json languages = json::array();
  domain::SetOf<domain::Language>::from_bits(shortage.languages).each([&](domain::Language l) {
    languages.push_back("language." + std::string(domain::name_of(l)));
  });
  json households = json::array();
  for (const auto household : shortage.households) {
    households.push_back(label_of(labels.households, household));
  }
  return {{"kind", matcher::kShortageNames[static_cast<std::size_t>(shortage.kind)]},
          {"languages", std::move(languages)},
          {"times", week_part(shortage.times)},
          {"women_only", shortage.women_only},
          {"area", shortage.area},
          {"needed", shortage.needed},
          {"unlocked", shortage.unlocked},
          {"households", std::move(households)}};
}

// How many of each class of households wait and got a proposal. Counts that could point at somebody
// are left out.
json by_class(const matcher::Instance& instance, std::span<const LoggedPair> stored) {
  std::vector<int> score(instance.households.size(), 0);
  for (const auto& pair : stored) score[pair.made->household] = pair.made->score;
  json by = json::object();
  const auto classes = matcher::classes_of(instance, score.size());
  matcher::each_list(classes, [&](const char* name, const std::vector<matcher::Class>& list) {
    by[name] = json::object();
    for (const auto& one : list) {
      std::size_t proposed = 0;
      std::int64_t total = 0;
      for (const auto household : one.households) {
        proposed += score[household] > 0 ? 1 : 0;
        total += score[household];
      }
      json& entry = by[name][one.name];
      entry = {{"waiting", one.households.size()}};
      if (proposed < matcher::kFewestShown) continue;
      entry["proposed"] = proposed;
      entry["mean_score"] = total / static_cast<std::int64_t>(proposed);
    }
  });
  return by;
}

// Which volunteers were brought together around whom, how near to the best that is, and why the
// others are in no proposal.
json formation_json(const matcher::formation::FormedProblem& formed, const RoundOutcome& outcome,
                    const RoundLabels& labels) {
  json groups = json::array();
  for (const auto& made : formed.formed) {
    json units = json::array();
    for (const auto unit : made.units) units.push_back(label_of(labels.groups, unit));
    groups.push_back({{"group", label_of(labels.groups, made.group)},
                      {"around", label_of(labels.households, made.household)},
                      {"units", std::move(units)}});
  }
  json unplaced = json::object();
  for (const auto& [label, why] : outcome.unplaced) {
    unplaced[std::string(matcher::formation::name_of(why))].push_back(label);
  }
  return {{"singles", outcome.singles},      {"value", formed.formation.value},
          {"bound", formed.formation.bound}, {"gap_per_ten_thousand", outcome.gap_per_ten_thousand},
          {"hurried", outcome.hurried},      {"not_looked_at", outcome.not_looked_at},
          {"groups", std::move(groups)},     {"unplaced", std::move(unplaced)}};
}

json facts_json(const matcher::RoundSummary& summary) {
  json margins = json::object();
  for (std::size_t i = 0; i < matcher::BlockingPairs::kMargins.size(); ++i) {
    margins[std::to_string(matcher::BlockingPairs::kMargins[i])] = summary.blocking.by_margin[i];
  }
  return {{"floor",
           {{"before", summary.floor.before},
            {"after", summary.floor.after},
            {"parts_raised", summary.floor.parts_raised},
            {"points_before", summary.floor.points_before},
            {"points_after", summary.floor.points_after}}},
          {"blocking",
           {{"total", summary.blocking.total},
            {"largest", summary.blocking.largest},
            {"by_margin_from", std::move(margins)}}},
          {"draws", summary.draws},
          {"randomised", summary.randomised},
          {"cut",
           {{"floor", summary.cut.floor},
            {"draws", summary.cut.draws},
            {"shortages", summary.cut.shortages},
            {"declines", summary.cut.declines},
            {"most_points", summary.cut.most_points}}}};
}

// Adds `"name":[…]` to an object that is still open; `entry(i)` makes each of `count`. Where each
// stands goes to `spans`.
template <class MakeEntry>
void write_list(std::string_view name, std::size_t count, MakeEntry entry, std::string& to,
                std::vector<WrittenLog::Span>* spans) {
  to.append(",\"").append(name).append("\":[");
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) to += ',';
    const std::size_t begin = to.size();
    to += entry(i).dump();
    if (spans != nullptr) spans->push_back({begin, to.size() - begin});
  }
  to += ']';
}

json expected_json(const Arrivals& expected) {
  return {{"from", name_of(expected.from)},
          {"days", expected.days},
          {"households", expected.households},
          {"groups", expected.groups}};
}

// What bound this round beside its rules, and by whom it was set.
json by_hand_json(const std::vector<SetByHand>& by_hand) {
  json list = json::array();
  for (const auto& set : by_hand) {
    list.push_back({{"household", set.household},
                    {"group", set.group},
                    {"set", set.as == SetAs::together ? "together" : "apart"},
                    {"by", set.actor},
                    {"points_added", set.points_added}});
  }
  return list;
}

json whole_json(const RoundRequest& request, const matcher::formation::JointRound& joint,
                const RoundOutcome& outcome, std::span<const LoggedPair> stored,
                const RoundLabels& labels) {
  const auto& summary = outcome.summary;
  json shortages = json::array();
  for (const auto& shortage : joint.round.shortages) {
    shortages.push_back(shortage_json(shortage, labels));
  }
  json whole = {{"seed", std::to_string(request.seed)},
                {"policy", json::parse(matcher::write_policy(request.policy))},
                {"expected", expected_json(outcome.expected)},
                {"households", summary.households},
                {"groups", summary.groups},
                {"possible_pairs", summary.possible_pairs},
                {"candidate_pairs", summary.candidate_pairs},
                {"objective", summary.objective},
                {"points", summary.points},
                {"most_points", summary.most_points},
                {"total_score", summary.total_score},
                {"lowest_score", summary.lowest_score},
                {"certified", summary.certified},
                {"coarse_travel", summary.coarse_travel},
                {"not_yet", joint.round.why_not.size()},
                {"held", held_json(outcome.held)},
                {"by", by_class(joint.formed.problem.instance, stored)},
                {"shortages", std::move(shortages)}};
  whole.update(facts_json(summary));
  if (!outcome.by_hand.empty()) whole["set_by_hand"] = by_hand_json(outcome.by_hand);
  if (const auto seal = check_seal(outcome.proof)) whole["proof"] = {{"sha256", *seal}};
  if (!joint.formed.formation.unit_price.empty()) {
    whole["formation"] = formation_json(joint.formed, outcome, labels);
  }
  return whole;
}

}  // namespace

std::string week_part(std::uint32_t times) {
  constexpr std::uint32_t kWeekend = 0x3fU << 15U;
  constexpr std::uint32_t kMornings = 0b001001001001001U;
  if (times == 0) return {};
  if ((times & ~kWeekend) == 0) return std::string(to_say("weekends"));
  if ((times & ~kMornings) == 0) return std::string(to_say("weekday mornings"));
  const bool afternoons = (times & ~(kMornings << 1U)) == 0;
  return std::string(afternoons ? to_say("weekday afternoons") : to_say("weekday evenings"));
}

json held_json(const std::vector<HeldSignUp>& held) {
  json list = json::array();
  for (const auto& each : held) {
    json common = json::array();
    for (std::size_t i = 0; i < std::size(kCommon); ++i) {
      if (has(each.common, static_cast<Common>(i))) common.push_back(kCommon[i]);
    }
    list.push_back({{"held", each.label}, {"like", each.like}, {"common", std::move(common)}});
  }
  return list;
}

std::string reason_json(const domain::Reason& reason) {
  return reason_value(reason).dump();
}

// Entry by entry: as one tree the log of a country would not fit the memory of a round.
WrittenLog round_log(const RoundRequest& request, const matcher::formation::JointRound& joint,
                     const RoundOutcome& outcome, std::span<const LoggedPair> stored,
                     const RoundLabels& labels) {
  WrittenLog log;
  log.facts = whole_json(request, joint, outcome, stored, labels).dump();
  log.text.assign(log.facts, 0, log.facts.size() - 1);
  log.pairs.reserve(stored.size());
  write_list(
      "pairs", stored.size(), [&](std::size_t i) { return pair_json(stored[i], labels); }, log.text,
      &log.pairs);
  const auto& why_not = joint.round.why_not;
  write_list(
      "why_not", why_not.size(), [&](std::size_t i) { return why_not_json(why_not[i], labels); },
      log.text, nullptr);
  log.text += '}';
  return log;
}

}  // namespace samen::server
