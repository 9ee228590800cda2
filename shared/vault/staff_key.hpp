// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "vault/seal.hpp"
#include "vault/sign.hpp"

// The staff vault: the keys that open a centre's proposal cards and sign what staff decide on them,
// wrapped by what staff know (a PIN) and optionally hold (a badge). A PIN alone slows a thief of
// the disk down by core hours, not years; the badge's 128 bits are what makes the wrap strong.
namespace samen::vault {

// What one guess costs: Argon2id (RFC 9106) passes and memory.
struct PinCost {
  std::uint32_t passes = 24;
  std::uint32_t memory_kib = 32768;
  // As much work as libsodium's "moderate" (3 passes over 256 MiB) in an eighth of the memory: a
  // kiosk has 90 MB in all. Who tries PINs on a stolen disk may then run more tries side by side;
  // against that there is the badge, not the cost.
  static constexpr PinCost usual() { return {}; }
  static constexpr PinCost for_tests() { return {1, 64}; }
  bool operator==(const PinCost&) const = default;
};

// As many digits as device/pin.hpp has, and not all the same or a plain run (123456); the error
// says which.
base::Result<void> check_new_pin(const base::SecretText& pin);

struct StaffKeys {
  SealKeyPair seal;                // opens cards
  std::optional<SigningKey> sign;  // signs decisions; none in a file from before it
};
struct StaffPublicKeys {
  SealPublicKey seal;
  std::optional<VerifyKey> sign;
};

// The wrapped secret halves, safe to lie on disk. `badge` has base::kBadgeBytes, or is empty when
// no badge is used: Errc::invalid_input for anything else.
base::Result<base::Bytes> wrap(const StaffKeys& keys, const base::SecretText& pin,
                               base::ByteView badge, PinCost cost);

// Errc::permission for a wrong or missing PIN or badge, without saying which; Errc::storage_damaged
// when the bytes are not a wrapped key; Errc::unsupported for a newer format or a cost beyond this
// machine's limits.
base::Result<StaffKeys> unwrap(base::ByteView wrapped, const base::SecretText& pin,
                               base::ByteView badge);

// Does it take a badge beside the PIN?
bool needs_badge(base::ByteView wrapped);

// The public halves lie in the clear beside them, so that cards can be sealed without the PIN.
base::Result<StaffPublicKeys> public_halves(base::ByteView wrapped);

}  // namespace samen::vault
