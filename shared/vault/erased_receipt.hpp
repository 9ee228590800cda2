// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "vault/digest.hpp"

namespace samen::vault {

// What stays of the receipt whose requests are signed with this key once its holder has erased what
// they told: nobody finds the key from it, and who has the key knows it again.
Digest erased_receipt_hash(base::ByteView sign_key);

}  // namespace samen::vault
