// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <vector>

#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/formats/policy_json.hpp"
#include "sync/matcher/simulate/figures.hpp"
#include "sync/matcher/simulate/possible.hpp"
#include "sync/matcher/simulate/silence.hpp"
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

// Who is matched and how long they wait under the programme's own rule.
std::string by_class(const Year& year, const YearResult& result, const std::vector<int>& best) {
  std::string text = line("%-38s %10s %8s %6s %6s\n", "by class, policy", "households", "matched",
                          "wait50", "wait90");
  const auto classes = classes_of(year.problem.instance, year.households.size());
  each_list(classes, [&](const char* name, const std::vector<Class>& list) {
    for (const auto& one : list) {
      const auto f = simulate::figures_of(result, best, one.households);
      text += line("%-38s %10zu %7.1f%% %6d %6d\n", (std::string(name) + " " + one.name).c_str(),
                   one.households.size(), f.matched, f.median_wait_days, f.p90_wait_days);
    }
  });
  return text + "A household may stand in several; below 10 of them nothing is told.\n";
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
      "share of what somebody who knew the whole year could have reached.\n\n";
  return text + by_class(year, results.front(), best);
}

std::string fared(const simulate::Fared& f) {
  return line("%8.1f%% %5.1f %5.1f", f.matched_percent(), f.median_wait(), f.mean_wait());
}

// How far the mean of the years may be off, in points of the matched share.
double standard_error(const std::vector<double>& years) {
  if (years.size() < 2) return 0;
  const auto count = static_cast<double>(years.size());
  const double mean = std::accumulate(years.begin(), years.end(), 0.0) / count;
  double squares = 0;
  for (const double each : years) squares += (each - mean) * (each - mean);
  return std::sqrt(squares / (count - 1) / count);
}

std::string possible_table(const std::vector<simulate::Possible>& classes) {
  std::string text = line("%-38s %10s %8s %8s %8s %8s\n", "class", "households", "possible", "none",
                          "without", "none");
  for (const auto& one : classes) {
    text +=
        line("%-38s %10zu %7.2f%% %7.2f%% %7.2f%% %7.2f%%\n", (one.list + " " + one.name).c_str(),
             one.households, one.groups, one.none, one.groups_without, one.none_without);
  }
  return text +
         "possible: groups of the year that a household may be proposed; none: households without "
         "any.\nwithout: the same households, with two people, without the wish, free at any time "
         "or with an\ninterpreter; a class that is no need stays as it is.\n";
}

Result<std::string> silence(const SimulateCommand& command, const simulate::YearOptions& options,
                            const Policy& policy, const Places& places, const Progress& say) {
  SAMEN_TRY(const auto questions,
            simulate::measure_silence(
                options, policy, places, command.silence_years, command.threads,
                [&](int year) { say(line("%d of %d years", year + 1, command.silence_years)); }));
  std::string text = line(
      "%d synthetic years: %d households and %d groups over %d days, seeds from "
      "%llu.\n",
      command.silence_years, options.households, options.groups, options.days,
      static_cast<unsigned long long>(options.seed));
  text += line("%-10s %21s %21s %21s %21s %18s\n", "skipped", "all answer", "nobody answers",
               "answering half", "skipping half", "skipping changes");
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto& q = questions[i];
    text += line("%-10s", simulate::kAskedNames[i].data()) + fared(q.all_answer) +
            fared(q.nobody_answers) + fared(q.answered) + fared(q.skipped);
    text += line(
        "   %+5.2f +-%4.2f %+5.1f\n", q.skipped.matched_percent() - q.answered.matched_percent(),
        standard_error(q.more_matched), q.skipped.median_wait() - q.answered.median_wait());
  }
  return text +
         "Of each: matched, median and mean days waited. The halves are the same households: every "
         "year\nis played twice, and they change over. Skipping changes: points of the matched "
         "share (with the\nstandard error over the years) and days of the median wait.\n";
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
  simulate::YearOptions options;
  options.households = command.households;
  options.groups = command.groups;
  options.days = command.days;
  options.seed = command.seed;
  if (command.silence_years > 0) return silence(command, options, policy, places, say);
  if (command.possible) {
    SAMEN_TRY(const auto classes, simulate::possible_groups(options, policy, places));
    return possible_table(classes);
  }
  say("making the people and all possible pairs");
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
