// SPDX-License-Identifier: Apache-2.0
#include "vault/record_key.hpp"

#include <cassert>

#include "base/say.hpp"
#include "vault/sodium.hpp"

namespace samen::vault {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(kNonce + kTag == kUnderKeyOverhead);
static_assert(kRecordKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

}  // namespace

base::SecretBytes make_record_key() {
  base::SecretBytes key(kRecordKeyBytes);
  randombytes_buf(key.data(), key.size());
  return key;
}

base::SecretBytes derive_key(base::ByteView secret, std::string_view purpose) {
  assert(secret.size() == crypto_generichash_KEYBYTES);
  const auto text = base::as_bytes(purpose);
  base::SecretBytes key(kRecordKeyBytes);
  crypto_generichash(key.data(), key.size(), text.data(), text.size(), secret.data(),
                     secret.size());
  return key;
}

base::Bytes seal_under(const base::SecretBytes& key, base::ByteView associated,
                       base::ByteView clear) {
  assert(key.size() == kRecordKeyBytes);
  base::Bytes sealed(clear.size() + kUnderKeyOverhead);
  randombytes_buf(sealed.data(), kNonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kNonce, nullptr, clear.data(),
                                             clear.size(), associated.data(), associated.size(),
                                             nullptr, sealed.data(), key.data());
  return sealed;
}

base::Result<base::SecretBytes> open_under(const base::SecretBytes& key, base::ByteView associated,
                                           base::ByteView sealed) {
  assert(key.size() == kRecordKeyBytes);
  if (sealed.size() >= kUnderKeyOverhead) {
    base::SecretBytes clear(sealed.size() - kUnderKeyOverhead);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            clear.data(), nullptr, nullptr, sealed.data() + kNonce, sealed.size() - kNonce,
            associated.data(), associated.size(), sealed.data(), key.data()) == 0) {
      return clear;
    }
  }
  return base::fail(base::Errc::crypto, base::say("it does not open with this key, in this place"));
}

}  // namespace samen::vault
