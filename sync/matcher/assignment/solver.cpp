// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/solver.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <span>
#include <thread>
#include <vector>

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

}  // namespace

base::Result<AssignmentSolution> solve(const AssignmentProblem& problem,
                                       const SolverOptions& options) {
  SAMEN_CHECK(validate(problem));
  const Components parts = exact::find_components(problem);
  AssignmentSolution solution;
  solution.column_of_row.assign(problem.rows, kUnassigned);
  solution.row_price.assign(problem.rows, 0);
  solution.column_price.assign(problem.columns, 0);
  std::vector<std::uint32_t> order(parts.size());
  std::iota(order.begin(), order.end(), 0U);
  solve_parts(problem, parts, order, options, false, solution);
  return solution;
}

base::Result<void> solve_again(const AssignmentProblem& problem,
                               const std::vector<std::uint8_t>& changed,
                               AssignmentSolution& solution, const SolverOptions& options) {
  SAMEN_CHECK(validate(problem));
  if (changed.size() != problem.rows || solution.column_of_row.size() != problem.rows ||
      solution.row_price.size() != problem.rows ||
      solution.column_price.size() != problem.columns) {
    return base::fail(base::Errc::invalid_input, "solve again: the arrays do not fit together");
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
