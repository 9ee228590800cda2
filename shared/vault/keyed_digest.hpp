// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/random.hpp"
#include "base/secret.hpp"
#include "vault/digest.hpp"

namespace samen::vault {

// 32 random bytes.
base::SecretBytes make_digest_key(base::Random& random);

// BLAKE2b with a key (RFC 7693; libsodium's crypto_generichash): who does not have the key can
// neither make it nor check it. The key has 32 bytes.
Digest keyed_digest(const base::SecretBytes& key, base::ByteView bytes);

// HMAC-SHA256 (RFC 2104), where a service of somebody else asks for it. A key of any length.
Digest hmac_sha256(std::string_view key, std::string_view text);

}  // namespace samen::vault
