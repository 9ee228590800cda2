// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/batch_ladder.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace samen::agent {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(BatchLadder, IsAtTheTopOfAGoodNetworkAfterThreeRequests) {
  BatchLadder ladder({50, 256U << 10});
  EXPECT_EQ(ladder.now().rows, 8U);
  for (int i = 0; i < 3; ++i) ladder.went_well(milliseconds(40));
  EXPECT_EQ(ladder.now().rows, 50U);
  EXPECT_EQ(ladder.connection(), Connection::kept);
}

TEST(BatchLadder, ASlowAnswerIsLargeEnough) {
  BatchLadder ladder({50, 256U << 10});
  for (int i = 0; i < 30; ++i) ladder.went_well(seconds(20));
  EXPECT_EQ(ladder.now().rows, 8U);
}

TEST(BatchLadder, GoesDownToOneRecordOnAConnectionOfItsOwnAndSaysWhenNothingIsLess) {
  BatchLadder ladder({50, 256U << 10});
  std::vector<std::size_t> rows;
  while (ladder.went_wrong(ladder.now().rows)) {
    EXPECT_EQ(ladder.connection(), Connection::fresh);
    rows.push_back(ladder.now().rows);
    ASSERT_LT(rows.size(), 10U);
  }
  EXPECT_EQ(rows, (std::vector<std::size_t>{4, 2, 1}));
  EXPECT_TRUE(ladder.is_low());
}

TEST(BatchLadder, ATooLargeRequestSaysNothingAboutTheConnection) {
  BatchLadder ladder({50, 256U << 10});
  ladder.too_much(8);
  EXPECT_EQ(ladder.now().rows, 4U);
  EXPECT_EQ(ladder.connection(), Connection::kept);
}

TEST(BatchLadder, ComesUpAgainButMorePatientlyEachTime) {
  BatchLadder ladder({50, 256U << 10});
  const auto until_up = [&ladder] {
    int times = 0;
    for (const auto rows = ladder.now().rows; ladder.now().rows == rows && times < 200; ++times) {
      ladder.went_well(milliseconds(1));
    }
    return times;
  };
  ladder.too_much(8);
  EXPECT_EQ(until_up(), 4);
  ladder.too_much(8);
  EXPECT_EQ(until_up(), 16);
  for (int i = 0; i < 9; ++i) ladder.went_wrong(ladder.now().rows);
  for (int i = 0; i < 2'000; ++i) ladder.went_well(milliseconds(1));
  EXPECT_EQ(ladder.now().rows, 50U) << "a network that is good again is used again";
  EXPECT_EQ(ladder.connection(), Connection::kept);
}

}  // namespace
}  // namespace samen::agent
