// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/receipt_secret.hpp"
#include "base/result.hpp"
#include "vault/seal.hpp"
#include "vault/sign.hpp"

// The keys of a receipt. They exist while a person stands at a kiosk and are drawn from the secret
// each time anew; the programme knows the public halves only.
namespace samen::vault {

struct ReceiptKeys {
  SigningKey sign;   // requests
  SealKeyPair seal;  // answers
};

// Argon2id (RFC 9106) with one salt for all: nothing but the secret is at hand where it is typed, and
// 85 random bits need no salt of their own. The cost is part of the format: another cost, other keys.
// A tenth of a second on a kiosk, in less memory than a try of the PIN. Errc::unavailable without
// that memory.
inline constexpr std::uint32_t kReceiptPasses = 3;
inline constexpr std::size_t kReceiptMemoryKib = 16384;
base::Result<ReceiptKeys> derive_receipt_keys(const base::ReceiptSecret& secret);

}  // namespace samen::vault
