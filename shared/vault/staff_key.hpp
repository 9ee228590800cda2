// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

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

// As many digits as device/pin.hpp has, and not all the same or a plain run (123456); the error
// says which.
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

}  // namespace samen::vault
