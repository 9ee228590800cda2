// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

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

// What drawing them costs: Argon2id (RFC 9106) passes and memory. The cost is part of the format:
// another cost, other keys. A tenth of a second on a kiosk, in less memory than a try of the PIN.
struct ReceiptCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 16384;
  static constexpr ReceiptCost usual() { return {}; }
  static constexpr ReceiptCost for_tests() { return {1, 8}; }
};

// With one salt for all: nothing but the secret is at hand where it is typed, and 85 random bits
// need no salt of their own. Errc::unavailable without the memory.
base::Result<ReceiptKeys> derive_receipt_keys(const base::ReceiptSecret& secret,
                                              ReceiptCost cost = ReceiptCost::usual());

}  // namespace samen::vault
