// SPDX-License-Identifier: Apache-2.0
#include "device/pin.hpp"

#include <algorithm>

namespace samen::device {

std::int64_t pin_wait_ms(std::int64_t tries) {
  if (tries < kFreePinTries) return 0;
  std::int64_t wait = kFirstPinWaitMs;
  for (std::int64_t i = kFreePinTries; i < tries && wait < kLongestPinWaitMs; ++i) wait *= 2;
  return std::min(wait, kLongestPinWaitMs);
}

PinThrottle carry_over(PinThrottle throttle, const base::Clock& clock) {
  const auto boot = clock.boot_id();
  const std::int64_t wait = pin_wait_ms(throttle.tries);
  // Another boot has another monotonic clock: how much of the wait has passed cannot be known
  // without trusting the wall clock, so all of it starts again. So does an entry that lies further
  // ahead than any wait, which only a damaged row can.
  if (throttle.boot != boot || throttle.not_before_mono_ms > clock.mono_ms() + wait) {
    throttle.boot = boot;
    throttle.not_before_mono_ms = clock.mono_ms() + wait;
  }
  return throttle;
}

std::int64_t retry_after_ms(const PinThrottle& throttle, const base::Clock& clock) {
  return std::max<std::int64_t>(0, throttle.not_before_mono_ms - clock.mono_ms());
}

PinThrottle count_try(PinThrottle throttle, const base::Clock& clock) {
  throttle.tries = std::min<std::int64_t>(throttle.tries + 1, 1'000'000);
  throttle.boot = clock.boot_id();
  throttle.not_before_mono_ms = clock.mono_ms() + pin_wait_ms(throttle.tries);
  return throttle;
}

}  // namespace samen::device
