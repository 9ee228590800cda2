// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/floor.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "base/hurry.hpp"
#include "base/say.hpp"
#include "sync/matcher/assignment/exact/components.hpp"
#include "sync/matcher/assignment/floor_climb.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {
namespace {

using exact::Components;

// One part as a problem of its own, with the way back to the whole.
class Component {
 public:
  Component(AssignmentProblem& problem, AssignmentSolution& solution, const FloorInput& input,
            const Components& parts, std::size_t part)
      : problem_(problem),
        solution_(solution),
        input_(input),
        rows_(parts.rows.begin() + parts.row_begin[part],
              parts.rows.begin() + parts.row_begin[part + 1]),
        columns_(parts.columns.begin() + parts.column_begin[part],
                 parts.columns.begin() + parts.column_begin[part + 1]),
        place_(parts.column_place) {
    copy();
    own_solution_.column_of_row.reserve(rows_.size());
    for (const auto row : rows_) {
      const auto column = solution.column_of_row[row];
      own_solution_.column_of_row.push_back(column == kUnassigned ? kUnassigned : place_[column]);
      own_solution_.row_price.push_back(solution.row_price[row]);
    }
    for (const auto column : columns_) {
      own_solution_.column_price.push_back(solution.column_price[column]);
    }
  }

  // True when the worst pair got better.
  base::Result<bool> raise() {
    FloorClimb climb({own_.row_begin, score_, points_, guarantee_, input_.per_mille},
                     entries_of(own_solution_));
    const auto values = own_.value;
    auto best = own_solution_;
    auto trial = best;
    const auto close = [&](const Closed& closed) {
      for (std::size_t row = 0; row < rows_.size(); ++row) {
        for (auto e = own_.row_begin[row]; e < own_.row_begin[row + 1]; ++e) {
          own_.value[e] = closed(score_[e], guarantee_[row]) ? 0 : values[e];
        }
      }
    };
    Closed tried;
    SAMEN_TRY(const Closed closed,
              climb.run(
                  [&](const Closed& next) -> base::Result<std::vector<std::uint64_t>> {
                    if (entries_of(trial) == climb.chosen()) best = trial;  // the step before stood
                    close(next);
                    tried = next;
                    SAMEN_TRY(trial, solve_from(own_, best, {.threads = 1}));
                    return entries_of(trial);
                  },
                  input_.hurry));
    hurried_ = climb.hurried();
    if (closed == Closed{}) return false;
    close(closed);
    own_solution_ = closed == tried ? std::move(trial) : std::move(best);
    write_back();
    return true;
  }

  bool hurried() const { return hurried_; }

 private:
  void copy() {
    own_.rows = static_cast<std::uint32_t>(rows_.size());
    own_.columns = static_cast<std::uint32_t>(columns_.size());
    own_.row_begin.push_back(0);
    for (const auto row : rows_) {
      guarantee_.push_back(input_.guarantee[row]);
      for (auto e = problem_.row_begin[row]; e < problem_.row_begin[row + 1]; ++e) {
        if (problem_.value[e] <= 0) continue;
        own_.column.push_back(place_[problem_.column[e]]);
        own_.value.push_back(problem_.value[e]);
        origin_.push_back(e);
        score_.push_back(input_.scores[e]);
        points_.push_back(input_.points[e]);
      }
      own_.row_begin.push_back(own_.column.size());
    }
  }

  std::vector<std::uint64_t> entries_of(const AssignmentSolution& solution) const {
    return entries_at(own_.row_begin, own_.column, solution.column_of_row, kUnassigned);
  }

  // Parts share no row, column or entry: several threads may do this at once.
  void write_back() {
    for (std::size_t e = 0; e < origin_.size(); ++e) problem_.value[origin_[e]] = own_.value[e];
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto column = own_solution_.column_of_row[i];
      solution_.column_of_row[rows_[i]] = column == kUnassigned ? kUnassigned : columns_[column];
      solution_.row_price[rows_[i]] = own_solution_.row_price[i];
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      solution_.column_price[columns_[i]] = own_solution_.column_price[i];
    }
  }

  AssignmentProblem& problem_;
  AssignmentSolution& solution_;
  const FloorInput& input_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint32_t> columns_;
  const std::vector<std::uint32_t>& place_;
  AssignmentProblem own_;
  std::vector<std::uint64_t> origin_;  // of each own entry, in the whole
  std::vector<std::uint16_t> score_;   // of each own entry
  std::vector<std::int32_t> points_;   // of each own entry
  std::vector<std::uint8_t> guarantee_;
  AssignmentSolution own_solution_;
  bool hurried_ = false;
};

// Lowest score and sum of points over the chosen entries.
void measure(const AssignmentProblem& problem, const AssignmentSolution& solution,
             const FloorInput& input, int& lowest, std::int64_t& points) {
  lowest = 0;
  points = 0;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    const auto column = solution.column_of_row[row];
    if (column == kUnassigned) continue;
    auto e = problem.row_begin[row];
    while (problem.column[e] != column) ++e;
    points += input.points[e];
    lowest = lowest == 0 ? input.scores[e] : std::min<int>(lowest, input.scores[e]);
  }
}

}  // namespace

base::Result<FloorReport> raise_floor(AssignmentProblem& problem, AssignmentSolution& solution,
                                      const FloorInput& input) {
  FloorReport report;
  measure(problem, solution, input, report.before, report.points_before);
  if (base::is_up(input.hurry)) {
    report.hurried = true;
    report.after = report.before;
    report.points_after = report.points_before;
    return report;
  }
  const Components parts = exact::find_components(problem);
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> raised{0};
  std::atomic<bool> failed{false};
  std::atomic<bool> hurried{false};
  const auto work = [&] {
    for (;;) {
      const std::size_t part = next.fetch_add(1, std::memory_order_relaxed);
      if (part >= parts.size()) return;
      Component one(problem, solution, input, parts, part);
      const auto result = one.raise();
      if (one.hurried()) hurried = true;
      if (!result) {
        failed = true;
      } else if (*result) {
        ++raised;
      }
    }
  };
  {
    const unsigned machine = std::max(1U, std::thread::hardware_concurrency());
    const unsigned wanted = input.threads > 0 ? static_cast<unsigned>(input.threads) : machine;
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>({wanted, parts.size(), 64}); ++i) {
      others.emplace_back(work);
    }
    work();
  }
  if (failed)
    return base::fail(base::Errc::internal, base::say("floor: a part could not be solved again"));
  solution.value = 0;
  for (const auto price : solution.row_price) solution.value += price;
  for (const auto price : solution.column_price) solution.value += price;
  report.parts_raised = raised;
  report.hurried = hurried;
  measure(problem, solution, input, report.after, report.points_after);
  return report;
}

}  // namespace samen::matcher
