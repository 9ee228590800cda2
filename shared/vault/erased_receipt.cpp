// SPDX-License-Identifier: Apache-2.0
#include "vault/erased_receipt.hpp"

namespace samen::vault {

Digest erased_receipt_hash(base::ByteView sign_key) {
  return sha256(base::as_bytes("samen-erased-receipt-1\n" + base::to_hex(sign_key)));
}

}  // namespace samen::vault
