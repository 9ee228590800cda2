// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "kiosk/platform/input.hpp"

namespace samen::platform {
namespace {

using PointerKind = PointerEvent::Kind;
using Source = RawPointer::Source;

RawPointer finger(std::int64_t id, PointerKind kind, float x = 10, float y = 20) {
  return {Source::touch, id, kind, x, y};
}

TEST(Pointer, ATapKeepsItsDownAndItsUp) {
  PointerBridge bridge;
  const auto down = bridge.take(finger(1, PointerKind::down));
  const auto up = bridge.take(finger(1, PointerKind::up, 11, 21));
  ASSERT_EQ(down.size(), 1U);
  ASSERT_EQ(up.size(), 1U);
  EXPECT_EQ(down[0].kind, PointerKind::down);
  EXPECT_EQ(up[0].kind, PointerKind::up);
  EXPECT_EQ(up[0].contact, down[0].contact);
  EXPECT_EQ(up[0].x, 11);
}

TEST(Pointer, NoFingerWaitsForAnother) {
  PointerBridge bridge;
  const auto resting = bridge.take(finger(1, PointerKind::down));
  const auto second = bridge.take(finger(2, PointerKind::down));
  const auto mouse = bridge.take({Source::mouse, 0, PointerKind::down, 1, 1});
  ASSERT_EQ(second.size(), 1U);
  ASSERT_EQ(mouse.size(), 1U);
  EXPECT_NE(second[0].contact, resting[0].contact);
  EXPECT_NE(mouse[0].contact, second[0].contact);
  EXPECT_EQ(bridge.take(finger(2, PointerKind::move)).size(), 1U);
  EXPECT_EQ(bridge.take(finger(2, PointerKind::up)).size(), 1U);
  EXPECT_EQ(bridge.take(finger(1, PointerKind::up)).size(), 1U);
}

TEST(Pointer, MovingWithoutTouchingIsNothing) {
  PointerBridge bridge;
  EXPECT_TRUE(bridge.take({Source::mouse, 0, PointerKind::move, 3, 4}).empty());
  EXPECT_TRUE(bridge.take({Source::mouse, 0, PointerKind::up, 3, 4}).empty());
}

TEST(Pointer, LosingTheFocusCancelsEveryContactOnce) {
  PointerBridge bridge;
  EXPECT_TRUE(bridge.cancel().empty());
  bridge.take(finger(1, PointerKind::down, 7, 8));
  bridge.take(finger(2, PointerKind::down, 9, 9));
  const auto cancelled = bridge.cancel();
  ASSERT_EQ(cancelled.size(), 2U);
  EXPECT_EQ(cancelled[0].kind, PointerKind::cancel);
  EXPECT_EQ(cancelled[0].x, 7);
  EXPECT_TRUE(bridge.take(finger(1, PointerKind::up)).empty());
}

TEST(Pointer, AFingerWhoseUpGotLostCostsNobodyATap) {
  PointerBridge bridge;
  bridge.take(finger(1, PointerKind::down));
  const auto again = bridge.take(finger(1, PointerKind::down, 50, 50));
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].kind, PointerKind::cancel);
  EXPECT_EQ(again[1].kind, PointerKind::down);
  // Hundreds of lost ones: each next finger is heard at once.
  for (std::int64_t id = 2; id < 300; ++id) {
    const auto next = bridge.take(finger(id, PointerKind::down));
    ASSERT_FALSE(next.empty());
    EXPECT_EQ(next.back().kind, PointerKind::down) << id;
  }
}

// Whatever a panel reports: for each contact down, moves, then one end; and every finger that goes
// down is heard.
TEST(Pointer, AnySequenceComesOutInOrderForEachContact) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&random](unsigned n) { return static_cast<int>(random() % n); };
    PointerBridge bridge;
    std::map<int, bool> down;
    const auto check = [&](const std::vector<PointerEvent>& events) {
      for (const PointerEvent& event : events) {
        EXPECT_GE(event.contact, 0);
        EXPECT_LT(event.contact, static_cast<int>(PointerBridge::kMostContacts));
        EXPECT_EQ(down[event.contact], event.kind != PointerKind::down) << "seed " << seed;
        if (event.kind == PointerKind::down) down[event.contact] = true;
        if (event.kind == PointerKind::up || event.kind == PointerKind::cancel)
          down[event.contact] = false;
      }
    };
    for (int step = 0; step < 400; ++step) {
      if (below(40) == 0) {
        check(bridge.cancel());
        for (const auto& [contact, is_down] : down) EXPECT_FALSE(is_down);
        continue;
      }
      const auto kind = static_cast<PointerKind>(below(4));
      const bool mouse = below(8) == 0;
      const RawPointer raw{mouse ? Source::mouse : Source::touch, mouse ? 0 : below(14), kind, 1,
                           2};
      const auto events = bridge.take(raw);
      check(events);
      if (kind == PointerKind::down) {
        ASSERT_FALSE(events.empty());
        EXPECT_EQ(events.back().kind, PointerKind::down);
      }
    }
  }
}

}  // namespace
}  // namespace samen::platform
