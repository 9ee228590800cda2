// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/redraw.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/say.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/exchange.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace samen::matcher {

using base::Result;

PartRedraw::PartRedraw(Input input, const Objective& objective, const std::function<bool()>& hurry)
    : input_(std::move(input)), objective_(objective), hurry_(hurry) {}

namespace {

// The entries that fall least short of their two prices, about so many a row; rising.
constexpr std::size_t kNearEach = 16;

std::vector<std::uint64_t> nearest(const AssignmentProblem& problem,
                                   const AssignmentSolution& optimum) {
  std::vector<std::int64_t> lack;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      lack.push_back(optimum.row_price[row] + optimum.column_price[problem.column[e]] -
                     problem.value[e]);
    }
  }
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  if (const std::size_t kept = kNearEach * problem.rows; kept < lack.size()) {
    auto sorted = lack;
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(kept);
    std::ranges::nth_element(sorted, last);
    most = *last;
  }
  std::vector<std::uint64_t> near;
  for (std::size_t e = 0; e < lack.size(); ++e) {
    if (lack[e] <= most) near.push_back(e);
  }
  return near;
}

AssignmentProblem only(const AssignmentProblem& problem,
                       const std::vector<std::uint64_t>& entries) {
  AssignmentProblem made;
  made.rows = problem.rows;
  made.columns = problem.columns;
  made.row_begin.push_back(0);
  auto at = entries.begin();
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (; at != entries.end() && *at < problem.row_begin[row + 1]; ++at) {
      if (problem.value[*at] <= 0) continue;
      made.column.push_back(problem.column[*at]);
      made.value.push_back(problem.value[*at]);
    }
    made.row_begin.push_back(made.column.size());
  }
  return made;
}

}  // namespace

// Nearly always the optimum is one of the near entries, a tenth of all in a town: the prices prove
// it.
Result<AssignmentSolution> PartRedraw::solve_closed(const AssignmentProblem& left) const {
  const auto& start = stages_.at(Closed{})->optimum;
  SAMEN_TRY(auto among_near, solve_from(only(left, near_), start));
  if (check(left, among_near)) return among_near;
  return solve_from(left, start);
}

Result<std::unique_ptr<PartRedraw::Stage>> PartRedraw::make_stage(const Closed& closed) const {
  const auto& whole = input_.problem;
  auto made = std::make_unique<Stage>();
  auto left = whole;
  for (std::uint32_t row = 0; row < whole.rows; ++row) {
    for (auto e = whole.row_begin[row]; e < whole.row_begin[row + 1]; ++e) {
      if (closed(input_.score[e], input_.guarantee[row])) left.value[e] = 0;
    }
  }
  if (closed == Closed{}) {
    SAMEN_TRY(made->optimum, solve(left));
  } else {
    // Always from the same start, so that no thread can change what comes of a tie.
    SAMEN_TRY(made->optimum, solve_closed(left));
  }
  SAMEN_CHECK(check(left, made->optimum));
  made->fixed = entries_at(whole.row_begin, whole.column, made->optimum.column_of_row, kUnassigned);
  made->open = exchangeable(left, made->optimum);
  auto at = made->open.begin();
  for (std::uint32_t row = 0; row < whole.rows; ++row) {
    const auto end = std::lower_bound(at, made->open.end(), whole.row_begin[row + 1]);
    if (at == end) continue;
    made->rows.push_back(row);
    made->row_begin.push_back(static_cast<std::uint64_t>(at - made->open.begin()));
    made->fixed[row] = kNoEntry;
    at = end;
  }
  made->row_begin.push_back(made->open.size());
  return made;
}

Result<const PartRedraw::Stage*> PartRedraw::stage(const Closed& closed) {
  const std::lock_guard lock(mutex_);
  for (const auto& needed : {Closed{}, closed}) {
    if (stages_.contains(needed)) continue;
    SAMEN_TRY(auto made, make_stage(needed));
    if (needed == Closed{}) near_ = nearest(input_.problem, made->optimum);
    stages_.emplace(needed, std::move(made));
  }
  return stages_.at(closed).get();
}

// Best without noise is who has everybody in a pair whose price is above 0; among those the noise
// decides. So an end with such a price counts more than all noise together.
Result<std::vector<std::uint64_t>> PartRedraw::draw_among(const Stage& stage,
                                                          std::uint64_t seed) const {
  const auto& whole = input_.problem;
  AssignmentProblem few;
  few.rows = static_cast<std::uint32_t>(stage.rows.size());
  few.columns = whole.columns;
  few.row_begin = stage.row_begin;
  few.column.reserve(stage.open.size());
  few.value.reserve(stage.open.size());
  const std::int64_t end =
      objective_.most_noise() * std::min<std::int64_t>(whole.rows, whole.columns) + 1;
  for (std::uint32_t i = 0; i < few.rows; ++i) {
    const auto row = stage.rows[i];
    for (auto at = stage.row_begin[i]; at < stage.row_begin[i + 1]; ++at) {
      const auto column = whole.column[stage.open[at]];
      const std::int64_t ends = (stage.optimum.row_price[row] > 0 ? 1 : 0) +
                                (stage.optimum.column_price[column] > 0 ? 1 : 0);
      few.column.push_back(column);
      few.value.push_back(ends * end +
                          objective_.noise(seed, input_.row_key[row], input_.column_key[column]));
    }
  }
  SAMEN_TRY(const auto drawn, solve(few));
  SAMEN_CHECK(check(few, drawn));
  const auto here = entries_at(few.row_begin, few.column, drawn.column_of_row, kUnassigned);
  auto entries = stage.fixed;
  for (std::uint32_t i = 0; i < few.rows; ++i) {
    if (here[i] != kNoEntry) entries[stage.rows[i]] = stage.open[here[i]];
  }
  return entries;
}

Result<std::vector<std::uint32_t>> PartRedraw::draw(std::uint64_t seed) {
  const auto& whole = input_.problem;
  SAMEN_TRY(const auto* first, stage({}));
  SAMEN_TRY(auto chosen, draw_among(*first, seed));
  FloorClimb climb(
      {whole.row_begin, input_.score, input_.points, input_.guarantee, input_.per_mille},
      std::move(chosen));
  SAMEN_TRY([[maybe_unused]] const auto closed,
            climb.run(
                [&](const Closed& next) -> Result<std::vector<std::uint64_t>> {
                  SAMEN_TRY(const auto* here, stage(next));
                  return draw_among(*here, seed);
                },
                hurry_));
  // A floor that could not climb as far as the others' would be another lottery.
  if (climb.hurried()) return base::fail(base::Errc::timeout, base::say("time is up"));
  std::vector<std::uint32_t> columns(whole.rows, kUnassigned);
  for (std::uint32_t row = 0; row < whole.rows; ++row) {
    const auto entry = climb.chosen()[row];
    if (entry != kNoEntry) columns[row] = whole.column[entry];
  }
  return columns;
}

}  // namespace samen::matcher
