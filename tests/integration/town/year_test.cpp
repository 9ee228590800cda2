// SPDX-License-Identifier: Apache-2.0
// Every open match has exactly one next action, owner and day at every hour; nobody is asked again
// what they refused; nobody sees a number too early; what stands on the wall is what happened;
// every contact that dries up is found in time.
#include <cstdlib>

#include "town.hpp"

namespace samen::server {
namespace {

constexpr TownOptions kSeason{.households = 30,
                              .groups = 33,
                              .singles = 8,
                              .days = 130,
                              .arrivals = 40,
                              .offline_from = 30,
                              .offline_to = 60,
                              .holidays_from = 90,
                              .holidays_to = 108};
constexpr TownOptions kYear{.households = 300,
                            .groups = 330,
                            .singles = 40,
                            .days = 365,
                            .arrivals = 300,
                            .offline_from = 120,
                            .offline_to = 150,
                            .holidays_from = 190,
                            .holidays_to = 232};

TEST_F(Town, LivesWithoutAMatchGettingLost) {
  live(std::getenv("SAMEN_TOWN_YEAR") == nullptr ? kSeason : kYear);
  EXPECT_GT(figures.quiet_found, 0);
  EXPECT_GT(figures.noes, 0);
  EXPECT_GT(figures.left, 0);
  EXPECT_GT(figures.papers_renewed, 0);
  EXPECT_GT(figures.pauses, 0);
  EXPECT_GT(figures.back_from_a_pause, 0);
  EXPECT_GT(figures.papers_ran_out, 0);
  EXPECT_GT(figures.contacts_refused, 0);
  EXPECT_GT(figures.contacts_shown, 0);
  print_figures();
}

}  // namespace
}  // namespace samen::server
