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

}  // namespace samen::vault
