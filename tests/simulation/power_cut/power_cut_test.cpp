// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iostream>

#include <gtest/gtest.h>

#include "simulation/disk/sqlite_vfs.hpp"
#include "simulation/options.hpp"
#include "simulation/power_cut/workloads.hpp"

namespace samen::simulation {
namespace {

constexpr std::uint64_t kShortRun = 400;  // I/O points

struct Totals {
  std::uint64_t cuts = 0;
  std::uint64_t lost = 0;
  std::uint64_t corrupt = 0;
};

enum class Losses { are_failures, are_counted };

// Every I/O point in turn, again and again with other luck, until there are enough; a short run is
// cut at least once at each of its points, however few cuts were asked for.
Totals cut_often(Workload& workload, std::uint64_t cuts, Losses losses) {
  PowerCuts power(workload);
  Totals totals;
  const auto& wanted = options();
  if (power.io_points() <= kShortRun) cuts = std::max(cuts, power.io_points());
  for (std::uint64_t i = 0; i < cuts; ++i) {
    // 7919 is a prime: few cuts already reach every part of the run.
    const std::uint64_t point = 1 + (i * 7919) % power.io_points();
    const std::uint64_t seed = wanted.seed + i;
    if (wanted.point && (*wanted.point != point || wanted.replay != seed)) continue;
    const Verdict verdict = power.cut(point, seed);
    ++totals.cuts;
    totals.lost += verdict.lost;
    totals.corrupt += verdict.corrupt;
    if (losses == Losses::are_failures && (verdict.lost || verdict.corrupt)) {
      ADD_FAILURE() << workload.name() << ": " << verdict.words
                    << "\nonce more: --seed=" << wanted.seed << " --cuts=" << wanted.cuts
                    << " --point=" << point << " --replay=" << seed;
      if (totals.lost + totals.corrupt >= 5) break;
    }
  }
  std::cout << workload.name() << ": " << totals.cuts << " cuts at " << power.io_points()
            << " I/O points, " << totals.lost << " lost, " << totals.corrupt << " corrupt\n";
  if (!wanted.point) {
    EXPECT_GT(totals.cuts, 0U) << "nothing was cut, so nothing was proven";
  }
  return totals;
}

// The shares of the cuts that each workload gets.
TEST(PowerCut, LosesNothingOnAKiosk) {
  cut_often(*kiosk_day(), options().cuts * 40 / 100, Losses::are_failures);
}
TEST(PowerCut, LosesNothingAtTheMatcher) {
  cut_often(*matcher_day(), options().cuts * 40 / 100, Losses::are_failures);
}
TEST(PowerCut, FirstStartIsWholeOrNotThere) {
  cut_often(*first_start(), options().cuts * 10 / 100, Losses::are_failures);
}
TEST(PowerCut, MigrationIsDoneOrNotBegun) {
  cut_often(*migration(), options().cuts * 10 / 100, Losses::are_failures);
}

// The harness can fail: with less care than the house takes it finds what goes wrong.
TEST(PowerCut, FindsTheLossesOfSynchronousFull) {
  const auto totals = cut_often(*careless_kiosk("FULL"), 120, Losses::are_counted);
  EXPECT_GT(totals.lost, 0U) << "a removed journal may come back without a sync of the folder";
  EXPECT_EQ(totals.corrupt, 0U);
}
TEST(PowerCut, FindsWhatACarelessFirstStartForgets) {
  const auto totals = cut_often(*first_start("OFF"), 0, Losses::are_counted);
  EXPECT_GT(totals.lost, 0U) << "thanked before it was on the disk";
}
TEST(PowerCut, FindsTheDamageOfSynchronousOff) {
  const auto totals = cut_often(*careless_kiosk("OFF"), 60, Losses::are_counted);
  EXPECT_GT(totals.lost, 0U);
  EXPECT_GT(totals.corrupt, 0U);
}
TEST(PowerCut, FindsTheDamageOfSynchronousOffAtTheMatcher) {
  const auto totals = cut_often(*careless_matcher("OFF"), 40, Losses::are_counted);
  EXPECT_GT(totals.lost + totals.corrupt, 0U);
}

}  // namespace
}  // namespace samen::simulation
