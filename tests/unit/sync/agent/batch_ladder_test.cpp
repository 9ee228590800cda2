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

// What a connection of its own has carried was not too much: it was the connection's second.
TEST(BatchLadder, AKeptConnectionThatBreaksCostsNoRows) {
  BatchLadder ladder({50, 256U << 10});
  ladder.went_well(milliseconds(40));
  ASSERT_TRUE(ladder.went_wrong(16));
  ASSERT_EQ(ladder.now().rows, 8U);
  for (int i = 0; ladder.connection() == Connection::fresh; ++i) {
    ladder.went_well(milliseconds(40));
    ASSERT_LT(i, 100);
  }
  ASSERT_EQ(ladder.now().rows, 8U);
  ASSERT_TRUE(ladder.went_wrong(8));
  EXPECT_EQ(ladder.connection(), Connection::fresh);
  EXPECT_EQ(ladder.now().rows, 8U);
  ASSERT_TRUE(ladder.went_wrong(8));
  EXPECT_EQ(ladder.now().rows, 4U) << "and a fresh one that breaks does";
}

TEST(BatchLadder, ComesUpHalfWayToWhatWasTooMuchAndInTheEndPastIt) {
  BatchLadder ladder({50, 256U << 10});
  ladder.went_well(milliseconds(40));
  ladder.too_much(16);
  std::vector<std::size_t> rows;
  while (ladder.now().rows < 50) {
    if (rows.empty() || rows.back() != ladder.now().rows) rows.push_back(ladder.now().rows);
    ladder.went_well(milliseconds(40));
    ASSERT_LT(rows.size(), 20U);
  }
  EXPECT_EQ(rows, (std::vector<std::size_t>{8, 12, 14, 15, 30}));
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
