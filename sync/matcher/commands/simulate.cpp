// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "base/say.hpp"
#include "domain/values.hpp"
#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/formats/policy_json.hpp"
#include "sync/matcher/simulate/figures.hpp"
#include "sync/matcher/simulate/possible.hpp"
#include "sync/matcher/simulate/silence.hpp"
#include "sync/matcher/simulate/year.hpp"

namespace samen::matcher {
namespace {

using base::Result;
using base::say;
using base::to_say;
using simulate::Rule;
using simulate::Year;
using simulate::YearResult;

template <class... Args>
std::string line(const char* format, Args... args) {
  std::array<char, 160> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, args...);
  return buffer.data();
}

// One heading over each column, which is at least as wide as that; below 0: on the left.
class Columns {
 public:
  Columns(std::vector<std::string> headings, std::vector<int> widths)
      : headings_(std::move(headings)), widths_(std::move(widths)) {
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const int most = std::max(std::abs(widths_[i]), length(headings_[i]));
      widths_[i] = widths_[i] < 0 ? -most : most;
    }
  }
  std::string head() const { return row(headings_); }
  std::string row(const std::vector<std::string>& cells) const {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      text += (i > 0 ? " " : "") + cell(i, cells[i]);
    }
    return text + "\n";
  }
  std::string cell(std::size_t column, const std::string& text) const {
    const int width = widths_[column];
    const std::string blanks(static_cast<std::size_t>(std::max(std::abs(width) - length(text), 0)),
                             ' ');
    return width < 0 ? text + blanks : blanks + text;
  }

 private:
  static int length(std::string_view text) { return static_cast<int>(domain::code_points(text)); }

  std::vector<std::string> headings_;
  std::vector<int> widths_;
};

std::string percent(double value) {
  return line("%.1f%%", value);
}

// Who is matched and how long they wait under the programme's own rule.
std::string by_class(const Year& year, const YearResult& result, const std::vector<int>& best) {
  const Columns columns(
      {say("by class, policy"), say("households"), say("matched"), say("wait50"), say("wait90")},
      {-38, 10, 8, 6, 6});
  std::string text = columns.head();
  const auto classes = classes_of(year.problem.instance, year.households.size());
  each_list(classes, [&](const char* name, const std::vector<Class>& list) {
    for (const auto& one : list) {
      const auto f = simulate::figures_of(result, best, one.households);
      text += columns.row({std::string(name) + " " + one.name,
                           std::to_string(one.households.size()), percent(f.matched),
                           std::to_string(f.median_wait_days), std::to_string(f.p90_wait_days)});
    }
  });
  return text + say("A household may stand in several; below 10 of them nothing is told.\n");
}

std::string table(const Year& year, const std::vector<YearResult>& results,
                  const std::vector<int>& best) {
  const auto& o = year.options;
  std::string text =
      say(year.problem.reach.any_coarse()
              ? to_say("A synthetic year: {} households and {} groups over {} days, seed {}; {} % "
                       "of proposals declined; travel coarse (no places imported).\n")
              : to_say("A synthetic year: {} households and {} groups over {} days, seed {}; {} % "
                       "of proposals declined; travel from imported places.\n"),
          o.households, o.groups, o.days, o.seed, o.decline_percent);
  const Columns columns(
      {say("rule"), say("matched"), say("mean"), say("worst"), say("wait50"), say("wait90"),
       say("wait99"), say("gaveup"), say("waiting"), say("hindsight")},
      {-12, 8, 6, 6, 6, 6, 6, 6, 9, 9});
  text += columns.head();
  std::vector<HouseholdIndex> all(year.households.size());
  std::iota(all.begin(), all.end(), 0U);
  for (const auto& r : results) {
    const auto f = simulate::figures_of(r, best, all);
    text +=
        columns.row({std::string(simulate::kRuleNames[static_cast<std::size_t>(r.rule)]),
                     percent(f.matched), line("%.1f", f.mean_score), std::to_string(r.lowest_score),
                     std::to_string(f.median_wait_days), std::to_string(f.p90_wait_days),
                     std::to_string(f.p99_wait_days), std::to_string(f.gave_up),
                     std::to_string(r.still_waiting), percent(f.share_of_hindsight)});
  }
  text +=
      say("wait: days of the matched; gaveup: stopped waiting; hindsight: total score as a\n"
          "share of what somebody who knew the whole year could have reached.\n\n");
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
  const Columns columns(
      {say("class"), say("households"), say("possible"), say("none"), say("without"), say("none")},
      {-38, 10, 8, 8, 8, 8});
  std::string text = columns.head();
  for (const auto& one : classes) {
    text += columns.row({one.list + " " + one.name, std::to_string(one.households),
                         line("%.2f%%", one.groups), line("%.2f%%", one.none),
                         line("%.2f%%", one.groups_without), line("%.2f%%", one.none_without)});
  }
  return text +
         say("possible: groups of the year that a household may be proposed; none: households "
             "without any.\nwithout: the same households, with two people, without the wish, free "
             "at any time or with an\ninterpreter; a class that is no need stays as it is.\n");
}

Result<std::string> silence(const SimulateCommand& command, const simulate::YearOptions& options,
                            const Policy& policy, const Places& places, const Progress& tell) {
  SAMEN_TRY(const auto questions,
            simulate::measure_silence(
                options, policy, places, command.silence_years, command.threads,
                [&](int year) { tell(say("{} of {} years", year + 1, command.silence_years)); }));
  std::string text =
      say("{} synthetic years: {} households and {} groups over {} days, seeds from {}.\n",
          command.silence_years, options.households, options.groups, options.days, options.seed);
  const Columns columns({say("skipped"), say("all answer"), say("nobody answers"),
                         say("answering half"), say("skipping half"), say("skipping changes")},
                        {-10, 21, 21, 21, 21, 18});
  text += columns.head();
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto& q = questions[i];
    text += columns.cell(0, std::string(simulate::kAskedNames[i])) +
            columns.cell(1, fared(q.all_answer)) + columns.cell(2, fared(q.nobody_answers)) +
            columns.cell(3, fared(q.answered)) + columns.cell(4, fared(q.skipped));
    text += line(
        "   %+5.2f +-%4.2f %+5.1f\n", q.skipped.matched_percent() - q.answered.matched_percent(),
        standard_error(q.more_matched), q.skipped.median_wait() - q.answered.median_wait());
  }
  return text +
         say("Of each: matched, median and mean days waited. The halves are the same households: "
             "every year\nis played twice, and they change over. Skipping changes: points of the "
             "matched share (with the\nstandard error over the years) and days of the median "
             "wait.\n");
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
  const auto tell = [&](std::string_view words) {
    if (progress) progress(words);
  };
  simulate::YearOptions options;
  options.households = command.households;
  options.groups = command.groups;
  options.days = command.days;
  options.seed = command.seed;
  if (command.silence_years > 0) return silence(command, options, policy, places, tell);
  if (command.possible) {
    SAMEN_TRY(const auto classes, simulate::possible_groups(options, policy, places));
    return possible_table(classes);
  }
  tell(say("making the people and all possible pairs"));
  SAMEN_TRY(const Year year, simulate::make_year(options, policy, places));
  std::vector<YearResult> results;
  for (const auto rule : {Rule::policy, Rule::greedy, Rule::most_pairs}) {
    const auto name = simulate::kRuleNames[static_cast<std::size_t>(rule)];
    SAMEN_TRY(auto result, simulate::replay(year, rule, command.threads, [&](int day) {
                if (day % 30 == 29) tell(say("{}: day {}", name, day + 1));
              }));
    results.push_back(std::move(result));
  }
  tell(say("the year in hindsight"));
  SAMEN_TRY(const auto best, simulate::hindsight(year, command.threads));
  return command.json ? simulate::figures_json(year, results, best) : table(year, results, best);
}

}  // namespace samen::matcher
