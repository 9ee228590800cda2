// SPDX-License-Identifier: Apache-2.0
#include "domain/papers.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace samen::domain {
namespace {

std::int64_t at(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days date{std::chrono::year(year) / std::chrono::month(month) /
                                   std::chrono::day(day)};
  return std::chrono::duration_cast<std::chrono::milliseconds>(date.time_since_epoch()).count();
}

TEST(Papers, RunOutOnTheDayOfTheirMonth) {
  EXPECT_EQ(runs_out_ms(at(2026, 11, 2), 36), at(2029, 11, 2));
  EXPECT_EQ(runs_out_ms(at(2026, 11, 2), 3), at(2027, 2, 2));
  EXPECT_EQ(runs_out_ms(at(2026, 8, 31), 1), at(2026, 9, 30)) << "the month's last day";
  EXPECT_EQ(runs_out_ms(at(2027, 1, 30), 1), at(2027, 2, 28));
  EXPECT_EQ(runs_out_ms(at(2028, 2, 29), 12), at(2029, 2, 28));
  EXPECT_EQ(runs_out_ms(at(2028, 2, 29), 48), at(2032, 2, 29));
  EXPECT_EQ(runs_out_ms(at(2026, 11, 2) + 1000, 1), at(2026, 12, 2)) << "whole days";
}

}  // namespace
}  // namespace samen::domain
