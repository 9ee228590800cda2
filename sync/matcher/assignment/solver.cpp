// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/solver.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "base/say.hpp"
#include "sync/matcher/assignment/exact/components.hpp"
#include "sync/matcher/assignment/exact/matching.hpp"

namespace samen::matcher {
namespace {

using exact::Components;

// Solves parts until none is left; several workers share the counter.
class Worker {
 public:
  Worker(const AssignmentProblem& problem, const Components& parts,
         const std::vector<std::uint32_t>& order, std::atomic<std::size_t>& next, bool narrow,
         bool resume, AssignmentSolution& solution)
      : problem_(problem),
        parts_(parts),
        order_(order),
        next_(next),
        narrow_(narrow),
        resume_(resume),
        solution_(solution) {}

  void run() {
    for (;;) {
      const std::size_t turn = next_.fetch_add(1, std::memory_order_relaxed);
      if (turn >= order_.size()) return;
      narrow_ ? run(narrow_matching_, order_[turn]) : run(wide_matching_, order_[turn]);
    }
  }

 private:
  template <class Matching>
  void run(Matching& matching, std::uint32_t part) {
    if (resume_) {
      matching.resume(problem_, parts_, part, solution_);
    } else {
      matching.run(problem_, parts_, part, solution_);
    }
  }

  const AssignmentProblem& problem_;
  const Components& parts_;
  const std::vector<std::uint32_t>& order_;
  std::atomic<std::size_t>& next_;
  bool narrow_;
  bool resume_;
  AssignmentSolution& solution_;
  exact::Matching<std::int32_t> narrow_matching_;
  exact::Matching<std::int64_t> wide_matching_;
};

// Solves the parts named by `order`.
void solve_parts(const AssignmentProblem& problem, const Components& parts,
                 std::vector<std::uint32_t>& order, const SolverOptions& options, bool resume,
                 AssignmentSolution& solution) {
  // The largest parts first, so that no worker is left with one at the end. Parts share no node,
  // so workers never touch the same element and the result does not depend on who did what.
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return parts.entries[a] != parts.entries[b] ? parts.entries[a] > parts.entries[b] : a < b;
  });
  const bool narrow =
      problem.value.empty() || std::ranges::max(problem.value) <= exact::kGreatestNarrowValue;
  std::atomic<std::size_t> next{0};
  const unsigned wanted = options.threads > 0 ? static_cast<unsigned>(options.threads)
                                              : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads =
      std::min<std::size_t>({wanted, std::max<std::size_t>(1, order.size()), 64});
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) {
      others.emplace_back(
          [&] { Worker(problem, parts, order, next, narrow, resume, solution).run(); });
    }
    Worker(problem, parts, order, next, narrow, resume, solution).run();
  }
  // By duality the prices add up to the value.
  solution.value = 0;
  for (const auto price : solution.row_price) solution.value += price;
  for (const auto price : solution.column_price) solution.value += price;
}

// Makes `start` something to go on from: see solve_from().
void adapt(const AssignmentProblem& problem, AssignmentSolution& start) {
  start.column_of_row.resize(problem.rows, kUnassigned);
  start.row_price.resize(problem.rows, 0);
  start.column_price.resize(problem.columns, 0);
  const std::int64_t most =
      problem.value.empty() ? 0 : std::max<std::int64_t>(0, std::ranges::max(problem.value));
  for (auto& price : start.column_price) price = std::clamp<std::int64_t>(price, 0, most);
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    const std::uint32_t mate = std::exchange(start.column_of_row[row], kUnassigned);
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      const auto column = problem.column[e];
      const std::int64_t value = problem.value[e];
      if (value <= 0) continue;
      if (column == mate) start.column_of_row[row] = column;
      auto& price = start.column_price[column];
      price = std::max(price, value - start.row_price[row]);
    }
  }
  for (auto& price : start.column_price) price = std::min(price, most);
}

// Who is in no part is worth nothing.
void forget_the_rest(const Components& parts, AssignmentSolution& solution) {
  std::vector<std::uint8_t> here(solution.column_price.size(), 0);
  for (const auto column : parts.columns) here[column] = 1;
  for (std::size_t i = 0; i < here.size(); ++i) {
    if (here[i] == 0) solution.column_price[i] = 0;
  }
  here.assign(solution.row_price.size(), 0);
  for (const auto row : parts.rows) here[row] = 1;
  for (std::size_t i = 0; i < here.size(); ++i) {
    if (here[i] == 0) solution.row_price[i] = 0;
  }
}

std::vector<std::uint32_t> all_of(const Components& parts) {
  std::vector<std::uint32_t> order(parts.size());
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

}  // namespace

base::Result<AssignmentSolution> solve(const AssignmentProblem& problem,
                                       const SolverOptions& options) {
  SAMEN_CHECK(validate(problem));
  const Components parts = exact::find_components(problem);
  AssignmentSolution solution;
  solution.column_of_row.assign(problem.rows, kUnassigned);
  solution.row_price.assign(problem.rows, 0);
  solution.column_price.assign(problem.columns, 0);
  auto order = all_of(parts);
  solve_parts(problem, parts, order, options, false, solution);
  return solution;
}

base::Result<AssignmentSolution> solve_from(const AssignmentProblem& problem,
                                            AssignmentSolution start,
                                            const SolverOptions& options) {
  SAMEN_CHECK(validate(problem));
  if (start.column_of_row.size() > problem.rows || start.row_price.size() > problem.rows ||
      start.column_price.size() > problem.columns) {
    return base::fail(base::Errc::invalid_input,
                      base::say("solve from: the start is of a larger problem"));
  }
  adapt(problem, start);
  const Components parts = exact::find_components(problem);
  forget_the_rest(parts, start);
  auto order = all_of(parts);
  solve_parts(problem, parts, order, options, true, start);
  return start;
}

base::Result<void> solve_again(const AssignmentProblem& problem,
                               const std::vector<std::uint8_t>& changed,
                               AssignmentSolution& solution, const SolverOptions& options) {
  SAMEN_CHECK(validate(problem));
  if (changed.size() != problem.rows || solution.column_of_row.size() != problem.rows ||
      solution.row_price.size() != problem.rows ||
      solution.column_price.size() != problem.columns) {
    return base::fail(base::Errc::invalid_input,
                      base::say("solve again: the arrays do not fit together"));
  }
  const Components parts = exact::find_components(problem);
  std::vector<std::uint32_t> order;
  for (std::uint32_t part = 0; part < parts.size(); ++part) {
    const auto rows =
        std::span(parts.rows)
            .subspan(parts.row_begin[part], parts.row_begin[part + 1] - parts.row_begin[part]);
    if (std::ranges::none_of(rows, [&](auto row) { return changed[row] != 0; })) continue;
    order.push_back(part);
  }
  solve_parts(problem, parts, order, options, true, solution);
  return {};
}

}  // namespace samen::matcher
