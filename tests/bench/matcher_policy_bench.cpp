// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "matcher_measure.hpp"
#include "matcher_options.hpp"
#include "problem_of.hpp"
#include "sync/matcher/round/blocking.hpp"
#include "sync/matcher/round/choose.hpp"
#include "sync/matcher/round/lottery.hpp"
#include "tests/unit/sync/matcher/crowd.hpp"

namespace samen::matcher {
namespace {

constexpr std::string_view kHelp =
    "What floor and lottery cost and give on made-up towns: one line a setting.\n"
    "  matcher_policy_bench            three towns\n"
    "  matcher_policy_bench --households N --groups N [--seed N]    one town\n";

std::int64_t total_score(const Choice& choice) {
  std::int64_t sum = 0;
  for (std::uint32_t row = 0; row < choice.problem.rows; ++row) {
    for (auto e = choice.problem.row_begin[row]; e < choice.problem.row_begin[row + 1]; ++e) {
      if (choice.solution.column_of_row[row] == choice.problem.column[e]) sum += choice.scores[e];
    }
  }
  return sum;
}

void one_town(int households, int groups, std::uint64_t seed) {
  const auto crowd = test::make_crowd({.seed = seed, .households = households, .groups = groups});
  Policy policy;
  const auto pairs = all_pairs(test::problem_of(crowd.instance, policy)).value();
  std::printf("%d households, %d groups, %zu possible pairs, seed %llu\n", households, groups,
              pairs.size(), static_cast<unsigned long long>(seed));

  for (const int per_mille : {0, 2, 10}) {
    policy.floor_per_mille = per_mille;
    const double start = bench::processor_seconds();
    const auto choice = choose(test::problem_of(crowd.instance, policy), pairs, seed, 1).value();
    const auto& floor = choice.floor;
    std::printf(
        "  floor %2d per mille: worst pair %3d -> %3d, points %lld -> %lld, %zu parts raised, "
        "%zu blocking pairs, %.3f s\n",
        per_mille, floor.before, floor.after, static_cast<long long>(floor.points_before),
        static_cast<long long>(floor.points_after), floor.parts_raised,
        blocking_pairs(choice).total, bench::processor_seconds() - start);
  }
  policy = {};
  policy.lottery_bin = 0;
  const auto plain = choose(test::problem_of(crowd.instance, policy), pairs, seed, 1).value();
  for (const int bin : {10, 25, 50}) {
    policy.lottery_bin = bin;
    const auto choice = choose(test::problem_of(crowd.instance, policy), pairs, seed, 1).value();
    const double start = bench::processor_seconds();
    constexpr int kDraws = 20;
    const auto drawn =
        draw_again(test::problem_of(crowd.instance, policy), pairs, choice, seed, kDraws, 1)
            .value();
    std::printf(
        "  lottery bin %2d: %.2f %% of the score without, %.1f %% of households "
        "randomised, %.0f ms a draw\n",
        bin,
        100.0 * static_cast<double>(total_score(choice)) / static_cast<double>(total_score(plain)),
        100.0 * static_cast<double>(drawn.randomised) / households,
        1000.0 * (bench::processor_seconds() - start) / kDraws);
  }
}

}  // namespace
}  // namespace samen::matcher

int main(int count, char** arguments) {
  samen::matcher::bench::Options given(count, arguments, samen::matcher::kHelp);
  const int households = given.number("--households", 0);
  const int groups = given.number("--groups", households);
  const auto seed = given.number("--seed", std::uint64_t{1});
  given.finish();
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  if (households > 0) {
    samen::matcher::one_town(households, groups, seed);
    return 0;
  }
  samen::matcher::one_town(300, 225, 1);
  samen::matcher::one_town(1000, 1000, 2);
  samen::matcher::one_town(3000, 2700, 3);
}
