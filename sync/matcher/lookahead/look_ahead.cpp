// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/lookahead/look_ahead.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/say.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

constexpr std::int64_t kParts = 16;  // of a point, so that a day tells
constexpr std::size_t kPairsEach = 256;

// What is left of a score after so many days, in 65,536ths.
class Staying {
 public:
  explicit Staying(const LookAhead& look) {
    std::int64_t left = kWhole;
    for (int day = 0; day <= look.days; ++day) {
      left_.push_back(left);
      left = left * look.stay_per_mille / 1000;
    }
  }
  std::int64_t of(int score, int days) const {
    const auto at = std::min(static_cast<std::size_t>(days), left_.size() - 1);
    return score * left_[at] * kParts / kWhole;
  }

 private:
  static constexpr std::int64_t kWhole = 1 << 16;
  std::vector<std::int64_t> left_;
};

class WholeProblem {
 public:
  WholeProblem(const Policy& policy, const Outlook& outlook)
      : policy_(policy), outlook_(outlook), staying_(policy.look_ahead) {
    for (std::uint32_t row = 0; row < outlook.households.size(); ++row)
      scarce_.push_back(scarce(row));
    problem_.rows = static_cast<std::uint32_t>(outlook.households.size());
    problem_.columns = static_cast<std::uint32_t>(outlook.groups.size());
    problem_.row_begin.push_back(0);
    for (std::uint32_t row = 0; row < problem_.rows; ++row) {
      add_row(row);
      problem_.row_begin.push_back(problem_.column.size());
    }
  }

  const AssignmentProblem& problem() const { return problem_; }

  WaitingWorth read(const AssignmentSolution& whole) const {
    WaitingWorth made{std::vector<std::int32_t>(problem_.rows, 0),
                      std::vector<std::int32_t>(problem_.columns, 0),
                      std::vector<std::int32_t>(problem_.rows, 0)};
    for (std::uint32_t row = 0; row < problem_.rows; ++row) {
      const bool row_is_here = outlook_.households[row].in_days == 0;
      made.scarcity[row] = static_cast<std::int32_t>(added(row));
      for (auto e = problem_.row_begin[row]; e < problem_.row_begin[row + 1]; ++e) {
        const auto column = problem_.column[e];
        const bool column_is_here = outlook_.groups[column].in_days == 0;
        if (row_is_here == column_is_here) continue;
        auto& worth = row_is_here ? made.households[row] : made.groups[column];
        const std::int64_t price = row_is_here ? whole.column_price[column] : whole.row_price[row];
        // A point for tonight: who gains nothing by waiting does not wait.
        const std::int64_t gain = (problem_.value[e] - price - kParts) / kParts;
        worth = static_cast<std::int32_t>(std::max<std::int64_t>(worth, gain));
      }
    }
    return made;
  }

 private:
  void add_row(std::uint32_t row) {
    const auto& household = outlook_.households[row];
    const bool first = household.in_days == 0 && guarantee_class(policy_, household.waited) > 0;
    for (auto i = outlook_.pairs.begin[row]; i < outlook_.pairs.begin[row + 1]; ++i) {
      const auto& group = outlook_.groups[outlook_.pairs.group[i]];
      const bool tonight = household.in_days == 0 && group.in_days == 0;
      if (first && !tonight) continue;  // who comes first does not wait
      const std::int64_t value = worth(row, group, outlook_.pairs.score[i]) + (first ? kFirst : 0);
      if (value <= 0) continue;
      problem_.column.push_back(outlook_.pairs.group[i]);
      problem_.value.push_back(value);
    }
  }

  // Of what one of them waits for the other; a group's days cost what may leave meanwhile only.
  std::int64_t worth(std::uint32_t row, const Foreseen& group, int score) const {
    const auto& household = outlook_.households[row];
    const int days = std::abs(household.in_days - group.in_days);
    const std::int64_t waited = std::min(household.waited, policy_.wait_cap_days);
    const std::int64_t waits_on = group.in_days > household.in_days ? days : 0;
    return staying_.of(score, days) +
           kParts * (pair_value(policy_, 0, household.waited) + added(row)) -
           kParts * policy_.look_ahead.urgency_per_mille * waited * waits_on * scarce_[row] /
               100'000;
  }

  // How much a day counts, in percent. Only the best pairs of each are here, so that a share of
  // very many groups is not known.
  int scarce(std::uint32_t row) const {
    const auto& rule = policy_.scarcity;
    const std::size_t possible = outlook_.pairs.begin[row + 1] - outlook_.pairs.begin[row];
    const std::size_t enough = std::min(
        outlook_.groups.size() * static_cast<std::size_t>(rule.groups_percent) / 100, kPairsEach);
    const std::size_t percent = 100 * enough / std::max<std::size_t>(1, possible);
    return static_cast<int>(
        std::clamp<std::size_t>(percent, 100, static_cast<std::size_t>(rule.most_percent)));
  }

  std::int64_t added(std::uint32_t row) const {
    const auto& household = outlook_.households[row];
    const std::int64_t days = std::min(household.waited, policy_.wait_cap_days);
    return household.in_days > 0 ? 0 : policy_.alpha * days * (scarce_[row] - 100) / 100;
  }

  // Above what all that one group of a household that comes first could be worth to others.
  static constexpr std::int64_t kFirst = std::int64_t{1} << 33;

  const Policy& policy_;
  const Outlook& outlook_;
  Staying staying_;
  std::vector<int> scarce_;  // percent, by row
  AssignmentProblem problem_;
};

template <class Days>
std::vector<Foreseen> foreseen(std::size_t here, const std::vector<int>& in_days, Days waited) {
  std::vector<Foreseen> made;
  for (std::size_t i = 0; i < here; ++i) made.push_back({0, waited(i)});
  for (const int days : in_days) made.push_back({std::max(1, days), 0});
  return made;
}

}  // namespace

base::Result<WaitingWorth> worth_of_waiting(const Policy& policy, const Outlook& outlook,
                                            int threads) {
  const WholeProblem whole(policy, outlook);
  SAMEN_TRY(const auto solution, solve(whole.problem(), {.threads = threads}));
  if (auto checked = check(whole.problem(), solution); !checked) {
    return std::unexpected(base::Error{base::Errc::internal, checked.error().message}.context(
        base::say("looking ahead: not certified")));
  }
  return whole.read(solution);
}

base::Result<void> look_ahead(Instance& tonight, const Policy& policy, Expected expected,
                              int threads) {
  const std::size_t households = tonight.households.size();
  const std::size_t groups = tonight.groups.size();
  if (policy.look_ahead.days == 0) return {};
  if (expected.household_in_days.empty() && expected.group_in_days.empty()) return {};
  SAMEN_TRY(const auto problem, Problem::make(std::move(expected.everybody), policy));
  Outlook outlook;
  outlook.households = foreseen(households, expected.household_in_days, [&](std::size_t i) {
    return int{tonight.households.days_waiting[i]};
  });
  outlook.groups = foreseen(groups, expected.group_in_days, [](std::size_t) { return 0; });
  const auto& all = problem.instance;
  if (all.households.size() != outlook.households.size() ||
      all.groups.size() != outlook.groups.size()) {
    return base::fail(base::Errc::internal,
                      base::say("looking ahead: these are not tonight's people"));
  }
  SAMEN_TRY(outlook.pairs, best_pairs(problem, kPairsEach, threads));
  SAMEN_TRY(const auto worth, worth_of_waiting(policy, outlook, threads));
  std::copy_n(worth.scarcity.begin(), households, tonight.households.scarcity.begin());
  std::copy_n(worth.households.begin(), households, tonight.households.waiting_worth.begin());
  std::copy_n(worth.groups.begin(), groups, tonight.groups.waiting_worth.begin());
  return {};
}

}  // namespace samen::matcher
