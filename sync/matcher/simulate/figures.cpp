// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/simulate/figures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <nlohmann/json.hpp>

namespace samen::matcher::simulate {
namespace {

using Json = nlohmann::ordered_json;

int percentile(const std::vector<int>& sorted, int percent) {
  return sorted.empty() ? 0 : sorted[(sorted.size() - 1) * static_cast<std::size_t>(percent) / 100];
}

double rounded(double value) {
  return std::round(value * 100) / 100;
}

Json json_of(const Figures& figures) {
  return {{"share_of_hindsight", rounded(figures.share_of_hindsight)},
          {"matched", rounded(figures.matched)},
          {"mean_score", rounded(figures.mean_score)},
          {"median_wait_days", figures.median_wait_days},
          {"p90_wait_days", figures.p90_wait_days},
          {"p99_wait_days", figures.p99_wait_days},
          {"gave_up", figures.gave_up}};
}

}  // namespace

Figures figures_of(const YearResult& result, const std::vector<int>& hindsight,
                   std::span<const HouseholdIndex> households) {
  Figures made;
  std::int64_t score = 0;
  std::int64_t best = 0;
  std::vector<int> waits;
  for (const auto household : households) {
    const auto& outcome = result.households[household];
    best += hindsight[household];
    made.gave_up += outcome.left ? 1 : 0;
    if (outcome.score == 0) continue;
    score += outcome.score;
    waits.push_back(outcome.waited);
  }
  std::ranges::sort(waits);
  const auto share = [](std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  made.share_of_hindsight = 100 * share(score, best);
  made.matched = 100 * share(std::ssize(waits), std::ssize(households));
  made.mean_score = share(score, std::ssize(waits));
  made.median_wait_days = percentile(waits, 50);
  made.p90_wait_days = percentile(waits, 90);
  made.p99_wait_days = percentile(waits, 99);
  return made;
}

std::string figures_json(const Year& year, const std::vector<YearResult>& results,
                         const std::vector<int>& hindsight) {
  std::vector<HouseholdIndex> all(year.households.size());
  std::iota(all.begin(), all.end(), 0U);
  const auto classes = classes_of(year.problem.instance, all.size());
  Json rules = Json::array();
  for (const auto& result : results) {
    Json rule = {{"name", kRuleNames[static_cast<std::size_t>(result.rule)]}};
    rule.update(json_of(figures_of(result, hindsight, all)));
    Json by = Json::object();
    each_list(classes, [&](const char* name, const std::vector<Class>& list) {
      by[name] = Json::object();
      for (const auto& one : list) {
        by[name][one.name] = json_of(figures_of(result, hindsight, one.households));
      }
    });
    rule["by"] = std::move(by);
    rules.push_back(std::move(rule));
  }
  return Json{{"rules", std::move(rules)}}.dump() + "\n";
}

}  // namespace samen::matcher::simulate
