// SPDX-License-Identifier: Apache-2.0
#include "protocol/receipt.hpp"

#include <array>
#include <string>

#include "protocol/signed_lines.hpp"

namespace samen::protocol {
namespace {

using base::Errc;
using base::fail;

constexpr std::array<std::string_view, 4> kNames = {"accepted", "refused", "erased", "conflict"};

}  // namespace

std::string_view to_string(ReceiptStatus status) {
  return kNames[static_cast<std::size_t>(status)];
}

std::optional<ReceiptStatus> receipt_status(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<ReceiptStatus>(i);
  }
  return std::nullopt;
}

base::Bytes Receipt::canonical() const {
  return signed_lines({"samen-receipt-1", id.str(), base::to_hex(hash), to_string(status),
                       epoch.str(), device.str(), std::to_string(seq)});
}

void sign_receipt(Receipt& receipt, const vault::SigningKey& matcher_key) {
  receipt.signature = matcher_key.sign(receipt.canonical());
}

base::Result<void> verify_receipt(const Receipt& receipt, const vault::VerifyKey& matcher_key,
                                  const base::Uuid& id, const vault::Digest& hash,
                                  const base::Uuid& device, std::int64_t seq) {
  if (!matcher_key.verify(receipt.canonical(), receipt.signature)) {
    return fail(Errc::crypto, "receipt: not signed by the matcher this kiosk is enrolled at");
  }
  if (receipt.id != id || receipt.hash != hash || receipt.device != device || receipt.seq != seq) {
    return fail(Errc::conflict, "receipt: signed, but for another envelope");
  }
  return {};
}

}  // namespace samen::protocol
