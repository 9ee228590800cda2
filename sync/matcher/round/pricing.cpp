// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/pricing.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include "base/say.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/round/region/loop.hpp"

namespace samen::matcher {
namespace {

using region::Lane;
using region::Optimum;
using region::Regions;
using region::World;

// How many scores a region has to remember, at most.
std::size_t scores_of(const World& world, std::uint32_t region) {
  std::size_t scores = 0;
  for (const auto postcode : world.regions.postcodes.of(region)) {
    scores += world.scan.most_scores(postcode);
  }
  return scores;
}

// Regions that would keep one thread busy when the others are done get all threads, one after the
// other; the rest are shared out whole.
base::Result<std::vector<Optimum>> find_optima(const World& world) {
  const Regions& regions = world.regions;
  std::vector<std::optional<base::Result<Optimum>>> found(regions.size());
  const std::size_t threads = scan::thread_count(kNone - 1, world.options.threads);
  std::uint64_t left = 0;
  for (const auto pairs : regions.pairs) left += pairs;
  const std::size_t room = world.options.memory_bytes / sizeof(std::uint16_t);

  std::uint32_t next = 0;
  for (; next < regions.size(); ++next) {
    const auto region = regions.by_size[next];
    if (regions.pairs[region] * threads <= left) break;
    left -= regions.pairs[region];
    Lane lane(world, std::min(room, scores_of(world, region)));
    found[region] = region::find_optimum(world, region, static_cast<int>(threads), lane);
  }
  const std::uint32_t rest = regions.size() - next;
  const std::size_t lanes = scan::thread_count(rest, world.options.threads);
  std::size_t most = 0;
  for (auto i = next; i < regions.size(); ++i) {
    most = std::max(most, scores_of(world, regions.by_size[i]));
  }
  std::vector<std::unique_ptr<Lane>> own(lanes);
  scan::share_out(rest, lanes, [&](std::size_t thread, std::uint32_t turn) {
    auto& lane = own[thread];
    if (lane == nullptr) lane = std::make_unique<Lane>(world, std::min(room / lanes, most));
    const auto region = regions.by_size[next + turn];
    found[region] = region::find_optimum(world, region, 1, *lane);
  });
  std::vector<Optimum> optima;
  for (auto& optimum : found) {
    if (!*optimum) return std::unexpected(optimum->error());
    optima.push_back(std::move(**optimum));
  }
  return optima;
}

// One answer from those of all regions.
PricedSolution put_together(const World& world, std::vector<Optimum> optima) {
  const auto& regions = world.regions;
  const auto& group_at = world.scan.columns().group;
  PricedSolution made;
  auto& [pairs, problem, solution, possible, possible_of, added] = made;
  const std::size_t households = world.problem.instance.households.size();
  problem.rows = static_cast<std::uint32_t>(households);
  problem.columns = static_cast<std::uint32_t>(world.problem.instance.groups.size());
  solution.column_of_row.assign(problem.rows, kUnassigned);
  solution.row_price.assign(problem.rows, 0);
  solution.column_price.assign(problem.columns, 0);
  possible_of.assign(households, 0);
  pairs.begin.assign(households + 1, 0);
  for (std::uint32_t r = 0; r < regions.size(); ++r) {
    const Optimum& part = optima[r];
    const auto rows = regions.households.of(r);
    const auto columns = regions.positions.of(r);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      const std::uint32_t column = part.solution.column_of_row[row];
      if (column != kUnassigned) solution.column_of_row[rows[row]] = group_at[columns[column]];
      solution.row_price[rows[row]] = part.solution.row_price[row];
      possible_of[rows[row]] = part.possible_of[row];
      pairs.begin[rows[row] + 1] = part.problem.row_begin[row + 1] - part.problem.row_begin[row];
    }
    for (std::uint32_t column = 0; column < columns.size(); ++column) {
      solution.column_price[group_at[columns[column]]] = part.solution.column_price[column];
    }
    solution.value += part.solution.value;
    if (part.added.size() > added.size()) added.resize(part.added.size(), 0);
    for (std::size_t i = 0; i < part.added.size(); ++i) added[i] += part.added[i];
  }
  if (added.empty()) added.push_back(0);
  for (const auto count : possible_of) possible += count;
  for (std::size_t h = 0; h < households; ++h) pairs.begin[h + 1] += pairs.begin[h];
  pairs.group.resize(pairs.begin.back());
  pairs.score.resize(pairs.begin.back());
  problem.value.resize(pairs.begin.back());
  scan::share_out(regions.size(), scan::thread_count(regions.size(), world.options.threads),
                  [&](std::size_t, std::uint32_t r) {
                    const Optimum part = std::move(optima[r]);
                    const auto rows = regions.households.of(r);
                    const auto columns = regions.positions.of(r);
                    std::vector<std::pair<GroupIndex, std::uint64_t>> order;
                    for (std::uint32_t row = 0; row < rows.size(); ++row) {
                      order.clear();
                      for (auto e = part.problem.row_begin[row];
                           e < part.problem.row_begin[row + 1]; ++e) {
                        order.emplace_back(group_at[columns[part.problem.column[e]]], e);
                      }
                      std::ranges::sort(order);
                      auto to = pairs.begin[rows[row]];
                      for (const auto& [group, e] : order) {
                        pairs.group[to] = group;
                        pairs.score[to] = part.score[e];
                        problem.value[to++] = part.problem.value[e];
                      }
                    }
                  });
  problem.row_begin = pairs.begin;
  problem.column = pairs.group;
  return made;
}

}  // namespace

base::Result<PricedSolution> solve_over_all_pairs(const Problem& problem,
                                                  const Objective& objective,
                                                  const PricingOptions& options) {
  const scan::Scan scan(problem);
  const Regions regions = region::find_regions(scan, problem.reach);
  const World world{problem, objective, options, scan, regions};
  SAMEN_TRY(auto optima, find_optima(world));
  PricedSolution made = put_together(world, std::move(optima));
  if (auto checked = check(made.problem, made.solution); !checked) {
    return std::unexpected(base::Error{base::Errc::internal, checked.error().message}.context(
        base::say("pricing: not certified")));
  }
  return made;
}

}  // namespace samen::matcher
