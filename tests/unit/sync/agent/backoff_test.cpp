// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/backoff.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace samen::agent {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Backoff, DoublesTheCeilingUntilTheCapAndNeverWaitsLonger) {
  base::SeededRandom random(1);
  for (int run = 0; run < 200; ++run) {
    Backoff backoff({seconds(1), hours(24)}, random);
    milliseconds ceiling = seconds(1);
    for (int i = 0; i < 40; ++i) {
      const milliseconds pause = backoff.next(minutes(15));
      EXPECT_GE(pause, milliseconds(100));
      EXPECT_LE(pause, ceiling);
      ceiling = std::min<milliseconds>(ceiling * 2, minutes(15));
    }
  }
}

TEST(Backoff, SpreadsKiosksThatFailedTogether) {
  base::SeededRandom random(7);
  std::set<std::int64_t> pauses;
  for (int kiosk = 0; kiosk < 100; ++kiosk) {
    Backoff backoff({seconds(1), hours(1)}, random);
    for (int i = 0; i < 9; ++i) static_cast<void>(backoff.next(hours(1)));
    pauses.insert(backoff.next(hours(1)).count() / 10'000);  // buckets of ten seconds
  }
  EXPECT_GT(pauses.size(), 30U);
}

TEST(Backoff, TriesAtLeastOnceADayWhateverTheServerAsks) {
  base::SeededRandom random(3);
  Backoff backoff({seconds(1), hours(24)}, random);
  EXPECT_LE(backoff.next(hours(24), hours(24 * 365)), hours(24));
}

TEST(Backoff, WaitsAsLongAsTheServerAsksAlsoBeyondTheCap) {
  base::SeededRandom random(3);
  Backoff backoff({seconds(1), hours(1)}, random);
  EXPECT_EQ(backoff.next(minutes(15), minutes(2)), minutes(2));
  EXPECT_EQ(backoff.next(minutes(15), hours(3)), hours(3));
}

TEST(Backoff, StartsSmallAgainAfterASuccess) {
  base::SeededRandom random(3);
  Backoff backoff({seconds(1), hours(1)}, random);
  for (int i = 0; i < 30; ++i) static_cast<void>(backoff.next(hours(1)));
  backoff.reset();
  EXPECT_LE(backoff.next(hours(1)), seconds(1));
}

}  // namespace
}  // namespace samen::agent
