// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/floor.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include "sync/matcher/assignment/exact/components.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {
namespace {

using exact::Components;

constexpr int kMostSteps = 64;  // a part; each costs one solve of it

// One part as a problem of its own, with the way back to the whole.
class Part {
 public:
  Part(AssignmentProblem& problem, AssignmentSolution& solution, const FloorInput& input,
       const Components& parts, std::size_t part)
      : problem_(problem),
        solution_(solution),
        input_(input),
        rows_(parts.rows.begin() + parts.row_begin[part],
              parts.rows.begin() + parts.row_begin[part + 1]),
        columns_(parts.columns.begin() + parts.column_begin[part],
                 parts.columns.begin() + parts.column_begin[part + 1]),
        place_(parts.column_place) {
    const auto guaranteed = [&](std::uint32_t row) { return input.guarantee[row] != 0; };
    any_guarantee_ = std::ranges::any_of(rows_, guaranteed);
    copy();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      entry_of_row_.push_back(entry_of(i, solution.column_of_row[rows_[i]]));
      if (entry_of_row_.back()) must_keep_.push_back(i);
    }
    allowed_ = points() - std::max<std::int64_t>(points(), 0) * input.per_mille / 1000;
  }

  // True when the worst pair got better.
  base::Result<bool> raise() {
    bool raised = false;
    for (const bool everybody : {true, false}) {
      if (!everybody && !any_guarantee_) break;
      for (int step = 0; step < kMostSteps; ++step) {
        SAMEN_TRY(const bool stands, try_step(everybody));
        if (!stands) break;
        raised = true;
      }
    }
    if (raised) write_back();
    return raised;
  }

 private:
  void copy() {
    own_.rows = static_cast<std::uint32_t>(rows_.size());
    own_.columns = static_cast<std::uint32_t>(columns_.size());
    own_.row_begin.push_back(0);
    for (const auto row : rows_) {
      for (auto e = problem_.row_begin[row]; e < problem_.row_begin[row + 1]; ++e) {
        if (problem_.value[e] <= 0) continue;
        own_.column.push_back(place_[problem_.column[e]]);
        own_.value.push_back(problem_.value[e]);
        origin_.push_back(e);
      }
      own_.row_begin.push_back(own_.column.size());
    }
  }

  // The entry of this part at (row, column of the whole), if the row has a column at all.
  std::optional<std::size_t> entry_of(std::size_t row, std::uint32_t column) const {
    if (column == kUnassigned) return std::nullopt;
    return own_entry(row, place_[column]);
  }
  std::optional<std::size_t> own_entry(std::size_t row, std::uint32_t column) const {
    if (column == kUnassigned) return std::nullopt;
    const auto first = own_.column.begin() + static_cast<std::ptrdiff_t>(own_.row_begin[row]);
    const auto last = own_.column.begin() + static_cast<std::ptrdiff_t>(own_.row_begin[row + 1]);
    const auto at = std::lower_bound(first, last, column);
    return static_cast<std::size_t>(at - own_.column.begin());
  }

  int score(std::size_t entry) const { return input_.scores[origin_[entry]]; }
  std::int64_t points() const {
    std::int64_t sum = 0;
    for (const auto& entry : entry_of_row_) sum += entry ? input_.points[origin_[*entry]] : 0;
    return sum;
  }
  bool counts(std::size_t row, bool everybody) const {
    return everybody || input_.guarantee[rows_[row]] == 0;
  }

  base::Result<bool> try_step(bool everybody) {
    int worst = 0;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (!counts(row, everybody) || !entry_of_row_[row]) continue;
      const int here = score(*entry_of_row_[row]);
      worst = worst == 0 ? here : std::min(worst, here);
    }
    if (worst == 0) return false;
    const auto values = own_.value;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (!counts(row, everybody)) continue;
      for (auto e = own_.row_begin[row]; e < own_.row_begin[row + 1]; ++e) {
        if (score(e) <= worst) own_.value[e] = 0;
      }
    }
    // Nobody can keep a place when all their entries are closed: no need to solve.
    const bool possible = std::ranges::all_of(must_keep_, [&](std::size_t row) {
      return std::any_of(own_.value.begin() + static_cast<std::ptrdiff_t>(own_.row_begin[row]),
                         own_.value.begin() + static_cast<std::ptrdiff_t>(own_.row_begin[row + 1]),
                         [](std::int64_t value) { return value > 0; });
    });
    if (possible) {
      SAMEN_TRY(auto answer, solve(own_, {.threads = 1}));
      if (accept(answer)) {
        answer_ = std::move(answer);
        return true;
      }
    }
    own_.value = values;
    return false;
  }

  // Takes the answer over when nobody loses a place and the cost is within the setting.
  bool accept(const AssignmentSolution& answer) {
    for (const auto row : must_keep_) {
      if (answer.column_of_row[row] == kUnassigned) return false;
    }
    auto before = entry_of_row_;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      entry_of_row_[row] = own_entry(row, answer.column_of_row[row]);
    }
    if (points() >= allowed_) return true;
    entry_of_row_ = std::move(before);
    return false;
  }

  // Parts share no row, column or entry: several threads may do this at once.
  void write_back() {
    for (std::size_t e = 0; e < origin_.size(); ++e) problem_.value[origin_[e]] = own_.value[e];
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto column = answer_.column_of_row[i];
      solution_.column_of_row[rows_[i]] = column == kUnassigned ? kUnassigned : columns_[column];
      solution_.row_price[rows_[i]] = answer_.row_price[i];
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      solution_.column_price[columns_[i]] = answer_.column_price[i];
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
  std::vector<std::optional<std::size_t>> entry_of_row_;
  std::vector<std::size_t> must_keep_;  // rows that have a place to begin with
  std::int64_t allowed_ = 0;            // fewest points that are still within the setting
  bool any_guarantee_ = false;
  AssignmentSolution answer_;
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
  const Components parts = exact::find_components(problem);
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> raised{0};
  std::atomic<bool> failed{false};
  const auto work = [&] {
    for (;;) {
      const std::size_t part = next.fetch_add(1, std::memory_order_relaxed);
      if (part >= parts.size()) return;
      const auto result = Part(problem, solution, input, parts, part).raise();
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
  if (failed) return base::fail(base::Errc::internal, "floor: a part could not be solved again");
  solution.value = 0;
  for (const auto price : solution.row_price) solution.value += price;
  for (const auto price : solution.column_price) solution.value += price;
  report.parts_raised = raised;
  measure(problem, solution, input, report.after, report.points_after);
  return report;
}

}  // namespace samen::matcher
