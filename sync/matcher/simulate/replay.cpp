// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>
#include <set>
#include <span>

#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/lookahead/look_ahead.hpp"
#include "sync/matcher/round/objective.hpp"
#include "sync/matcher/simulate/year.hpp"

namespace samen::matcher::simulate {
namespace {

using base::Result;

struct Pair {
  HouseholdIndex household;
  GroupIndex group;
  int score;
};

// One rule's year: who is still there, who declined whom, what came out.
class Replay {
 public:
  Replay(const Year& year, Rule rule, int threads) : year_(year), threads_(threads) {
    result_.rule = rule;
    result_.households.resize(year.households.size());
    household_gone_.assign(year.households.size(), false);
    group_gone_.assign(year.groups.size(), false);
    group_column_.assign(year.problem.instance.groups.size(), kNone);
  }

  Result<void> night(int day) {
    waiting_.clear();
    columns_.clear();
    for (HouseholdIndex household = 0; household < year_.households.size(); ++household) {
      const auto& stay = year_.households[household];
      if (stay.arrives <= day && day < stay.leaves && !household_gone_[household]) {
        waiting_.push_back(household);
      }
    }
    for (GroupIndex group = 0; group < year_.groups.size(); ++group) {
      const auto& stay = year_.groups[group];
      const bool here = stay.arrives <= day && day < stay.leaves && !group_gone_[group];
      group_column_[group] = here ? static_cast<std::uint32_t>(columns_.size()) : kNone;
      if (here) columns_.push_back(group);
    }
    for (auto& column : std::span(group_column_).subspan(year_.groups.size())) column = kNone;
    SAMEN_TRY(const auto proposed, result_.rule == Rule::greedy ? greedy() : optimum(day));
    for (const auto& pair : proposed) decide(pair, day);
    return {};
  }

  YearResult finish() {
    std::ranges::sort(result_.waits);
    const int days = year_.options.days;
    for (HouseholdIndex household = 0; household < year_.households.size(); ++household) {
      if (household_gone_[household]) continue;
      const auto& stay = year_.households[household];
      if (stay.leaves < days) {
        ++result_.left;
        result_.households[household].left = true;
      } else {
        ++result_.still_waiting;
        result_.oldest_waiting = std::max(result_.oldest_waiting, days - stay.arrives);
      }
    }
    return std::move(result_);
  }

 private:
  // Calls f(group, score) for each possible group of a household that is here or expected.
  template <class F>
  void each_possible(HouseholdIndex household, F f) const {
    for (auto i = year_.pairs.begin[household]; i < year_.pairs.begin[household + 1]; ++i) {
      const GroupIndex group = year_.pairs.group[i];
      if (group_column_[group] == kNone || declined_.contains({household, group})) continue;
      f(group, static_cast<int>(year_.pairs.score[i]));
    }
  }

  Result<std::vector<Pair>> greedy() const {
    std::vector<Pair> pairs;
    for (const auto household : waiting_) {
      each_possible(household, [&](GroupIndex group, int score) {
        pairs.push_back({household, group, score});
      });
    }
    std::ranges::stable_sort(pairs, std::ranges::greater{}, &Pair::score);
    std::vector<bool> household_taken(year_.households.size(), false);
    std::vector<bool> group_taken(year_.groups.size(), false);
    std::vector<Pair> chosen;
    for (const auto& pair : pairs) {
      if (household_taken[pair.household] || group_taken[pair.group]) continue;
      household_taken[pair.household] = group_taken[pair.group] = true;
      chosen.push_back(pair);
    }
    return chosen;
  }

  // Who came on the days ahead in the year before, and when; their columns follow tonight's.
  Outlook outlook(int day) {
    const auto& before = year_.before;
    const int last = day + year_.problem.policy.look_ahead.days;
    Outlook made;
    std::vector<HouseholdIndex> rows = waiting_;
    for (const auto household : waiting_) {
      made.households.push_back({0, day - year_.households[household].arrives});
    }
    made.groups.resize(columns_.size());
    for (std::size_t i = 0; i < before.household_came.size(); ++i) {
      const int came = before.household_came[i];
      if (came <= day || came > last) continue;
      rows.push_back(static_cast<HouseholdIndex>(year_.households.size() + i));
      made.households.push_back({came - day, 0});
    }
    for (std::size_t i = 0; i < before.group_came.size(); ++i) {
      const int came = before.group_came[i];
      if (came <= day || came > last) continue;
      group_column_[year_.groups.size() + i] = static_cast<std::uint32_t>(made.groups.size());
      made.groups.push_back({came - day, 0});
    }
    made.pairs.begin.push_back(0);
    for (const auto household : rows) {
      each_possible(household, [&](GroupIndex group, int score) {
        made.pairs.group.push_back(group_column_[group]);
        made.pairs.score.push_back(static_cast<std::uint16_t>(score));
      });
      made.pairs.begin.push_back(made.pairs.group.size());
    }
    return made;
  }

  // By row and column of tonight.
  Result<WaitingWorth> worth_tonight(int day) {
    if (result_.rule != Rule::policy || year_.problem.policy.look_ahead.days == 0) {
      return WaitingWorth{std::vector<std::int32_t>(waiting_.size(), 0),
                          std::vector<std::int32_t>(columns_.size(), 0),
                          std::vector<std::int32_t>(waiting_.size(), 0)};
    }
    return worth_of_waiting(year_.problem.policy, outlook(day), threads_);
  }

  Result<std::vector<Pair>> optimum(int day) {
    SAMEN_TRY(const auto worth, worth_tonight(day));
    SAMEN_TRY(const auto objective,
              Objective::make(year_.problem.policy, waiting_.size(), columns_.size(),
                              year_.options.seed + static_cast<std::uint64_t>(day)));
    const auto most = static_cast<std::int64_t>(std::min(waiting_.size(), columns_.size()));
    AssignmentProblem problem;
    problem.rows = static_cast<std::uint32_t>(waiting_.size());
    problem.columns = static_cast<std::uint32_t>(columns_.size());
    problem.row_begin.push_back(0);
    std::vector<int> scores;
    for (std::uint32_t row = 0; row < problem.rows; ++row) {
      const HouseholdIndex household = waiting_[row];
      const int waited = day - year_.households[household].arrives;
      each_possible(household, [&](GroupIndex group, int score) {
        if (group >= year_.groups.size()) return;  // expected
        const int waiting =
            worth.households[row] - worth.scarcity[row] + worth.groups[group_column_[group]];
        const std::int64_t value = result_.rule == Rule::most_pairs
                                       ? most * kHighestScore + score
                                       : objective(score - waiting, waited,
                                                   year_.problem.instance.households.key[household],
                                                   year_.problem.instance.groups.key[group]);
        if (value <= 0) return;
        problem.column.push_back(group_column_[group]);
        problem.value.push_back(value);
        scores.push_back(score);
      });
      problem.row_begin.push_back(problem.column.size());
    }
    SAMEN_TRY(const auto solution, solve(problem, {.threads = threads_}));
    std::vector<Pair> chosen;
    for (std::uint32_t row = 0; row < problem.rows; ++row) {
      const auto column = solution.column_of_row[row];
      if (column == kUnassigned) continue;
      for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
        if (problem.column[e] == column)
          chosen.push_back({waiting_[row], columns_[column], scores[e]});
      }
    }
    return chosen;
  }

  void decide(const Pair& pair, int day) {
    if (year_.declines(pair.household, pair.group)) {
      declined_.insert({pair.household, pair.group});
      ++result_.declined;
      return;
    }
    household_gone_[pair.household] = true;
    group_gone_[pair.group] = true;
    result_.lowest_score =
        result_.matched == 0 ? pair.score : std::min(result_.lowest_score, pair.score);
    ++result_.matched;
    result_.total_score += pair.score;
    const int waited = day - year_.households[pair.household].arrives;
    result_.waits.push_back(waited);
    result_.households[pair.household] = {pair.score, waited, false, pair.group};
  }

  const Year& year_;
  int threads_;
  YearResult result_;
  std::vector<bool> household_gone_;
  std::vector<bool> group_gone_;
  std::set<std::pair<HouseholdIndex, GroupIndex>> declined_;
  std::vector<HouseholdIndex> waiting_;      // tonight
  std::vector<GroupIndex> columns_;          // tonight
  std::vector<std::uint32_t> group_column_;  // kNone: neither here tonight nor expected
};

}  // namespace

Result<YearResult> replay(const Year& year, Rule rule, int threads,
                          const std::function<void(int day)>& progress) {
  Replay run(year, rule, threads);
  for (int day = 0; day < year.options.days; ++day) {
    SAMEN_CHECK(run.night(day));
    if (progress) progress(day);
  }
  return run.finish();
}

}  // namespace samen::matcher::simulate
