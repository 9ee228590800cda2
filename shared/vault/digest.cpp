// SPDX-License-Identifier: Apache-2.0
#include "vault/digest.hpp"

#include "vault/sodium.hpp"

namespace samen::vault {

Digest sha256(base::ByteView bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

bool same_bytes(base::ByteView a, base::ByteView b) {
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

std::string key_id(base::ByteView public_key) {
  const Digest digest = sha256(public_key);
  return base::to_hex(base::ByteView(digest).first(8));
}

}  // namespace samen::vault
