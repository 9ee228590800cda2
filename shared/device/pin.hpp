// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/clock.hpp"

namespace samen::device {

inline constexpr std::size_t kMinPinDigits = 6;
inline constexpr std::size_t kMaxPinDigits = 12;

// Wrong PINs, as stored: counted before the check, cleared by success. Waiting is measured by the
// monotonic clock of one boot, so setting the clock forward gains nothing; after a reboot the
// wait starts again in full.
struct PinThrottle {
  std::int64_t tries = 0;  // since the last success
  std::array<std::uint8_t, 16> boot{};
  std::int64_t not_before_mono_ms = 0;  // in that boot
  bool operator==(const PinThrottle&) const = default;
};

inline constexpr std::int64_t kFreePinTries = 4;         // no wait after the first tries
inline constexpr std::int64_t kFirstPinWaitMs = 30'000;  // then 30 s, doubling
inline constexpr std::int64_t kLongestPinWaitMs = 3'600'000;

// How long after this many wrong tries the next one is allowed.
std::int64_t pin_wait_ms(std::int64_t tries);

// The throttle carried over into the clock's boot. Persist it when it differs from what was read.
PinThrottle carry_over(PinThrottle throttle, const base::Clock& clock);

// Milliseconds until the next try; 0 when it is allowed now. Expects a carried-over throttle.
std::int64_t retry_after_ms(const PinThrottle& throttle, const base::Clock& clock);

// The throttle with one more try on it: persist it durably BEFORE checking the PIN.
PinThrottle count_try(PinThrottle throttle, const base::Clock& clock);

}  // namespace samen::device
