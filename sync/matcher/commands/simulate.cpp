// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <numeric>
#include <vector>

#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/formats/policy_json.hpp"
#include "sync/matcher/simulate/figures.hpp"
#include "sync/matcher/simulate/year.hpp"

namespace samen::matcher {
namespace {

using base::Result;
using simulate::Rule;
using simulate::Year;
using simulate::YearResult;

template <class... Args>
std::string line(const char* format, Args... args) {
  std::array<char, 160> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, args...);
  return buffer.data();
}

std::string table(const Year& year, const std::vector<YearResult>& results,
                  const std::vector<int>& best) {
  const auto& o = year.options;
  std::string text = line("A synthetic year: %d households and %d groups over %d days, seed %llu; ",
                          o.households, o.groups, o.days, static_cast<unsigned long long>(o.seed));
  text += line(
      "%d %% of proposals declined; travel %s.\n", o.decline_percent,
      year.problem.reach.any_coarse() ? "coarse (no places imported)" : "from imported places");
  text += line("%-12s %8s %6s %6s %6s %6s %6s %6s %9s %9s\n", "rule", "matched", "mean", "worst",
               "wait50", "wait90", "wait99", "gaveup", "waiting", "hindsight");
  std::vector<HouseholdIndex> all(year.households.size());
  std::iota(all.begin(), all.end(), 0U);
  for (const auto& r : results) {
    const auto f = simulate::figures_of(r, best, all);
    text += line("%-12s %7.1f%% %6.1f %6d %6d %6d %6d %6d %9d %8.1f%%\n",
                 simulate::kRuleNames[static_cast<std::size_t>(r.rule)].data(), f.matched,
                 f.mean_score, r.lowest_score, f.median_wait_days, f.p90_wait_days, f.p99_wait_days,
                 f.gave_up, r.still_waiting, f.share_of_hindsight);
  }
  text +=
      "wait: days of the matched; gaveup: stopped waiting; hindsight: total score as a\n"
      "share of what somebody who knew the whole year could have reached.\n";
  return text;
}

}  // namespace

Result<std::string> run_simulate(const SimulateCommand& command, const Progress& progress) {
  Policy policy;
  if (!command.policy_json.empty()) {
    SAMEN_TRY(policy, parse_policy(command.policy_json));
  }
  Places places;
  if (!command.places_tsv.empty()) {
    SAMEN_TRY(places, Places::parse_geonames(command.places_tsv));
  }
  const auto say = [&](std::string_view words) {
    if (progress) progress(words);
  };
  say("making the people and all possible pairs");
  simulate::YearOptions options;
  options.households = command.households;
  options.groups = command.groups;
  options.days = command.days;
  options.seed = command.seed;
  SAMEN_TRY(const Year year, simulate::make_year(options, policy, places));
  std::vector<YearResult> results;
  for (const auto rule : {Rule::policy, Rule::greedy, Rule::most_pairs}) {
    const auto name = simulate::kRuleNames[static_cast<std::size_t>(rule)];
    SAMEN_TRY(auto result, simulate::replay(year, rule, command.threads, [&](int day) {
                if (day % 30 == 29) say(line("%s: day %d", name.data(), day + 1));
              }));
    results.push_back(std::move(result));
  }
  say("the year in hindsight");
  SAMEN_TRY(const auto best, simulate::hindsight(year, command.threads));
  return command.json ? simulate::figures_json(year, results, best) : table(year, results, best);
}

}  // namespace samen::matcher
