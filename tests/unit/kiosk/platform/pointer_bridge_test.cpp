// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "kiosk/platform/input.hpp"

namespace samen::platform {
namespace {

using Kind = PointerEvent::Kind;
using Source = RawPointer::Source;

RawPointer finger(int id, Kind kind, float x = 10, float y = 20) {
  return {Source::touch, id, kind, x, y};
}

TEST(Pointer, ATapKeepsItsDownAndItsUp) {
  PointerBridge bridge;
  const auto down = bridge.take(finger(1, Kind::down), 5);
  const auto up = bridge.take(finger(1, Kind::up, 11, 21), 5);
  ASSERT_EQ(down.size(), 1U);
  ASSERT_EQ(up.size(), 1U);
  EXPECT_EQ(down[0].kind, Kind::down);
  EXPECT_EQ(up[0].kind, Kind::up);
  EXPECT_EQ(up[0].x, 11);
  EXPECT_FALSE(bridge.is_down());
}

TEST(Pointer, OnlyTheFirstFingerCounts) {
  PointerBridge bridge;
  bridge.take(finger(1, Kind::down), 0);
  EXPECT_TRUE(bridge.take(finger(2, Kind::down), 1).empty());
  EXPECT_TRUE(bridge.take(finger(2, Kind::move), 2).empty());
  EXPECT_TRUE(bridge.take(finger(2, Kind::up), 3).empty());
  EXPECT_TRUE(bridge.take({Source::mouse, 0, Kind::down, 1, 1}, 4).empty());
  EXPECT_EQ(bridge.take(finger(1, Kind::up), 5).size(), 1U);
  EXPECT_EQ(bridge.take(finger(2, Kind::down), 6).size(), 1U);
}

TEST(Pointer, MovingWithoutTouchingIsNothing) {
  PointerBridge bridge;
  EXPECT_TRUE(bridge.take({Source::mouse, 0, Kind::move, 3, 4}, 0).empty());
  EXPECT_TRUE(bridge.take({Source::mouse, 0, Kind::up, 3, 4}, 0).empty());
}

TEST(Pointer, LosingTheFocusCancelsOnce) {
  PointerBridge bridge;
  EXPECT_FALSE(bridge.cancel(0));
  bridge.take(finger(1, Kind::down, 7, 8), 0);
  const auto cancelled = bridge.cancel(9);
  ASSERT_TRUE(cancelled);
  EXPECT_EQ(cancelled->kind, Kind::cancel);
  EXPECT_EQ(cancelled->x, 7);
  EXPECT_TRUE(bridge.take(finger(1, Kind::up), 10).empty());
}

TEST(Pointer, AFingerWhoseUpGotLostDoesNotBlockTheKiosk) {
  PointerBridge bridge;
  bridge.take(finger(1, Kind::down), 0);
  const auto again = bridge.take(finger(1, Kind::down, 50, 50), 100);
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].kind, Kind::cancel);
  EXPECT_EQ(again[1].kind, Kind::down);

  EXPECT_TRUE(bridge.take(finger(2, Kind::down), 9'000).empty());
  const auto other = bridge.take(finger(3, Kind::down), 100 + PointerBridge::kSilentOwnerMs);
  ASSERT_EQ(other.size(), 2U);
  EXPECT_EQ(other[1].kind, Kind::down);
}

}  // namespace
}  // namespace samen::platform
