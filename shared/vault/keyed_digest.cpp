// SPDX-License-Identifier: Apache-2.0
#include "vault/keyed_digest.hpp"

#include <cassert>

#include "vault/sodium.hpp"

namespace samen::vault {

base::SecretBytes make_digest_key(base::Random& random) {
  base::SecretBytes key(crypto_generichash_KEYBYTES);
  random.fill(key);
  return key;
}

Digest keyed_digest(const base::SecretBytes& key, base::ByteView bytes) {
  assert(key.size() == crypto_generichash_KEYBYTES);
  Digest digest;
  crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), key.data(),
                     key.size());
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  const auto key_bytes = base::as_bytes(key);
  const auto bytes = base::as_bytes(text);
  Digest digest;
  crypto_auth_hmacsha256_init(&state, key_bytes.data(), key_bytes.size());
  crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

}  // namespace samen::vault
