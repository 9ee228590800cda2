// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "vault/digest.hpp"
#include "vault/sign.hpp"

namespace samen::protocol {

// What the matcher did with an envelope, and stands for with its signature.
enum class ReceiptStatus : std::uint8_t {
  accepted,  // stored; also when it needs review. A repeat gets the very same receipt
  refused,   // will never be stored; the kiosk keeps it aside
  erased,    // was erased on request and stays so; the kiosk drops its copy
  conflict,  // another envelope with this id is stored; the kiosk quarantines this one
};
std::string_view to_string(ReceiptStatus status);
std::optional<ReceiptStatus> receipt_status(std::string_view name);

// Signed by the matcher over these lines, each ended by a line feed:
//   samen-receipt-1, id, hash (hexadecimal), status, epoch, device, seq
struct Receipt {
  base::Uuid id;
  vault::Digest hash{};
  ReceiptStatus status = ReceiptStatus::accepted;
  base::Uuid epoch;  // which life of the matcher's store; changes after a restore
  base::Uuid device;
  std::int64_t seq = 0;
  vault::Signature signature{};
  base::Bytes canonical() const;
  bool operator==(const Receipt&) const = default;
};

void sign_receipt(Receipt& receipt, const vault::SigningKey& matcher_key);

// Errc::crypto when the matcher did not sign it; Errc::conflict when it is signed but speaks about
// another envelope than the one with this id, hash, device and seq.
base::Result<void> verify_receipt(const Receipt& receipt, const vault::VerifyKey& matcher_key,
                                  const base::Uuid& id, const vault::Digest& hash,
                                  const base::Uuid& device, std::int64_t seq);

}  // namespace samen::protocol
