// SPDX-License-Identifier: Apache-2.0
#include "device/pin.hpp"

#include <gtest/gtest.h>

namespace samen::device {
namespace {

TEST(PinThrottle, WaitsLongerAndLongerButNeverForever) {
  EXPECT_EQ(pin_wait_ms(0), 0);
  EXPECT_EQ(pin_wait_ms(3), 0);
  EXPECT_EQ(pin_wait_ms(4), 30'000);
  EXPECT_EQ(pin_wait_ms(5), 60'000);
  EXPECT_EQ(pin_wait_ms(10), 1'920'000);
  EXPECT_EQ(pin_wait_ms(11), kLongestPinWaitMs);
  EXPECT_EQ(pin_wait_ms(1'000'000), kLongestPinWaitMs);
}

TEST(PinThrottle, CountsDownInOneBoot) {
  base::ManualClock clock;
  PinThrottle throttle;
  for (int i = 0; i < 4; ++i) throttle = count_try(throttle, clock);
  EXPECT_EQ(retry_after_ms(throttle, clock), 30'000);
  clock.advance(29'999);
  EXPECT_EQ(retry_after_ms(throttle, clock), 1);
  clock.advance(1);
  EXPECT_EQ(retry_after_ms(throttle, clock), 0);
}

TEST(PinThrottle, IsNotShortenedByClockOrReboot) {
  base::ManualClock clock;
  PinThrottle throttle;
  for (int i = 0; i < 5; ++i) throttle = count_try(throttle, clock);
  clock.set_wall(clock.wall_ms() + 365LL * 86'400'000);  // somebody sets the clock forward
  EXPECT_EQ(retry_after_ms(carry_over(throttle, clock), clock), 60'000);
  clock.advance(50'000);
  clock.reboot();
  throttle = carry_over(throttle, clock);
  EXPECT_EQ(retry_after_ms(throttle, clock), 60'000) << "after a reboot the wait starts again";
  EXPECT_EQ(throttle.tries, 5) << "and nothing is forgotten";
  clock.advance(20'000);
  EXPECT_EQ(retry_after_ms(carry_over(throttle, clock), clock), 40'000)
      << "carrying over again in the same boot changes nothing";
}

TEST(PinThrottle, DoesNotLockStaffOutForeverWhenItsRowIsNonsense) {
  base::ManualClock clock;
  PinThrottle throttle{4, clock.boot_id(), INT64_MAX};
  EXPECT_EQ(retry_after_ms(carry_over(throttle, clock), clock), 30'000);
}

}  // namespace
}  // namespace samen::device
