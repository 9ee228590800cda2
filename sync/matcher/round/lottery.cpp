// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/lottery.hpp"

#include <mutex>
#include <optional>
#include <span>

#include "base/random.hpp"
#include "sync/matcher/assignment/exact/components.hpp"
#include "sync/matcher/round/redraw.hpp"
#include "sync/matcher/scoring/scan/scan.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

// Counts over the households; adding up is the same in any order.
struct Counts {
  std::vector<std::int32_t> same;
  std::vector<std::int32_t> any;
};

// The whole without noise, and its parts.
struct Whole {
  AssignmentProblem problem;
  std::vector<std::uint16_t> score;
  std::vector<std::int32_t> points;
};

Whole whole_of(const Problem& problem, const PairList& pairs, const Objective& objective) {
  const auto& days = problem.instance.households.days_waiting;
  Whole made;
  auto& [whole, score, points] = made;
  whole.rows = static_cast<std::uint32_t>(problem.instance.households.size());
  whole.columns = static_cast<std::uint32_t>(problem.instance.groups.size());
  whole.row_begin.push_back(0);
  for (HouseholdIndex row = 0; row < whole.rows; ++row) {
    for (auto i = pairs.begin[row]; i < pairs.begin[row + 1]; ++i) {
      const std::int64_t value = objective.without_noise(pairs.score[i], days[row]);
      if (value <= 0) continue;
      whole.column.push_back(pairs.group[i]);
      whole.value.push_back(value);
      score.push_back(pairs.score[i]);
      points.push_back(pair_value(problem.policy, pairs.score[i], days[row]));
    }
    whole.row_begin.push_back(whole.column.size());
  }
  return made;
}

PartRedraw::Input part_of(const Problem& problem, const Whole& whole,
                          const exact::Components& parts, std::size_t part) {
  PartRedraw::Input made;
  made.per_mille = problem.policy.floor_per_mille;
  made.problem.rows = parts.row_begin[part + 1] - parts.row_begin[part];
  made.problem.columns = parts.column_begin[part + 1] - parts.column_begin[part];
  made.problem.row_begin.push_back(0);
  for (std::uint32_t i = 0; i < made.problem.rows; ++i) {
    const auto row = parts.rows[parts.row_begin[part] + i];
    made.row_key.push_back(problem.instance.households.key[row]);
    made.guarantee.push_back(static_cast<std::uint8_t>(
        guarantee_class(problem.policy, problem.instance.households.days_waiting[row])));
    for (auto e = whole.problem.row_begin[row]; e < whole.problem.row_begin[row + 1]; ++e) {
      made.problem.column.push_back(parts.column_place[whole.problem.column[e]]);
      made.problem.value.push_back(whole.problem.value[e]);
      made.score.push_back(whole.score[e]);
      made.points.push_back(whole.points[e]);
    }
    made.problem.row_begin.push_back(made.problem.column.size());
  }
  for (std::uint32_t i = 0; i < made.problem.columns; ++i) {
    const auto column = parts.columns[parts.column_begin[part] + i];
    made.column_key.push_back(problem.instance.groups.key[column]);
  }
  return made;
}

// All draws of one part, shared out over threads; counts go where no other part's do.
base::Result<void> draw_part(PartRedraw& part, std::span<const std::uint32_t> rows,
                             std::span<const std::uint32_t> columns,
                             const std::vector<std::uint64_t>& seeds,
                             const std::vector<std::uint32_t>& carried_out, std::size_t threads,
                             Counts& total) {
  std::mutex mutex;
  std::optional<base::Error> failed;
  scan::share_out(static_cast<std::uint32_t>(seeds.size()), threads,
                  [&](std::size_t, std::uint32_t turn) {
                    const auto drawn = part.draw(seeds[turn]);
                    const std::lock_guard lock(mutex);
                    if (!drawn) {
                      failed = drawn.error();
                      return;
                    }
                    for (std::size_t i = 0; i < rows.size(); ++i) {
                      if ((*drawn)[i] == kUnassigned) continue;
                      ++total.any[rows[i]];
                      if (columns[(*drawn)[i]] == carried_out[rows[i]]) ++total.same[rows[i]];
                    }
                  });
  if (failed) return std::unexpected(*failed);
  return {};
}

base::Result<Counts> count_draws(const Problem& problem, const PairList& pairs,
                                 const Choice& carried_out, const std::vector<std::uint64_t>& seeds,
                                 int threads) {
  const auto& columns = carried_out.solution.column_of_row;
  Counts total{std::vector<std::int32_t>(columns.size(), 0),
               std::vector<std::int32_t>(columns.size(), 0)};
  if (seeds.empty()) return total;
  const Whole whole = whole_of(problem, pairs, carried_out.objective);
  const auto parts = exact::find_components(whole.problem);
  // Few parts: threads share the draws of each. Many: each thread takes whole ones.
  const auto count = static_cast<std::uint32_t>(parts.size());
  const std::size_t lanes = scan::thread_count(kNone - 1, threads);
  const bool many = count >= 8 * lanes;
  std::mutex mutex;
  std::optional<base::Error> failed;
  scan::share_out(count, many ? lanes : 1, [&](std::size_t, std::uint32_t at) {
    PartRedraw part(part_of(problem, whole, parts, at), carried_out.objective);
    const auto of = [at](const auto& list, const auto& begin) {
      return std::span<const std::uint32_t>(list).subspan(begin[at], begin[at + 1] - begin[at]);
    };
    const auto drawn =
        draw_part(part, of(parts.rows, parts.row_begin), of(parts.columns, parts.column_begin),
                  seeds, columns, many ? 1 : lanes, total);
    if (drawn) return;
    const std::lock_guard lock(mutex);
    failed = drawn.error();
  });
  if (failed) return std::unexpected(failed->context("lottery"));
  return total;
}

}  // namespace

std::vector<std::uint64_t> seeds_of_draws(std::uint64_t seed, int draws) {
  std::vector<std::uint64_t> seeds;
  base::SeededRandom random(seed);
  for (int i = 0; i < draws; ++i) seeds.push_back(random.next_u64());
  return seeds;
}

base::Result<Propensities> draw_again(const Problem& problem, const PairList& pairs,
                                      const Choice& carried_out, std::uint64_t seed, int draws,
                                      int threads) {
  if (problem.policy.lottery_bin <= 1) draws = 0;  // nothing is left to chance
  SAMEN_TRY(Counts total,
            count_draws(problem, pairs, carried_out, seeds_of_draws(seed, draws), threads));
  Propensities made;
  made.draws = draws + 1;
  const auto& columns = carried_out.solution.column_of_row;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool placed = columns[i] != kUnassigned;
    if (placed) {  // the draw that was carried out
      ++total.any[i];
      ++total.same[i];
    }
    const auto share = [&](std::int32_t count) {
      return static_cast<std::int32_t>(count * kMillion / made.draws);
    };
    made.this_group.push_back(share(total.same[i]));
    made.any_group.push_back(share(total.any[i]));
    const bool certain = placed ? total.same[i] == made.draws : total.any[i] == 0;
    if (!certain) ++made.randomised;
  }
  return made;
}

}  // namespace samen::matcher
