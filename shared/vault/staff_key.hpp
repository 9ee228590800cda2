// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "vault/seal.hpp"

// The staff vault: the key that opens a centre's proposal cards, wrapped by what staff know (a
// PIN) and optionally hold (a badge). A PIN alone slows a thief of the card down by core hours,
// not years; the badge's 128 bits are what makes the wrap strong.
namespace samen::vault {

// What one guess costs: Argon2id (RFC 9106) passes and memory.
struct PinCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 262144;  // libsodium's "moderate"
  static constexpr PinCost moderate() { return {}; }
  static constexpr PinCost for_tests() { return {1, 64}; }
  bool operator==(const PinCost&) const = default;
};

inline constexpr std::size_t kMinPinDigits = 6;
inline constexpr std::size_t kMaxPinDigits = 12;

// Six to twelve digits and not all the same digit or a plain run (123456); the error says which.
base::Result<void> check_new_pin(const base::SecretText& pin);

// The wrapped secret half, safe to lie on disk. `badge` has base::kBadgeBytes, or is empty when no
// badge is used: Errc::invalid_input for anything else.
base::Result<base::Bytes> wrap(const SealKeyPair& key, const base::SecretText& pin,
                               base::ByteView badge, PinCost cost);

// Errc::permission for a wrong or missing PIN or badge, without saying which; Errc::storage_damaged
// when the bytes are not a wrapped key; Errc::unsupported for a newer format or a cost beyond this
// machine's limits.
base::Result<SealKeyPair> unwrap(base::ByteView wrapped, const base::SecretText& pin,
                                 base::ByteView badge);

// Does it take a badge beside the PIN?
bool needs_badge(base::ByteView wrapped);

// The public half lies in the clear beside it, so that cards can be sealed without the PIN.
base::Result<SealPublicKey> public_half(base::ByteView wrapped);

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

}  // namespace samen::vault
