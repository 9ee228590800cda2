// SPDX-License-Identifier: Apache-2.0
#include "vault/seal.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "device/key_file.hpp"
#include "vault/digest.hpp"
#include "vault/sodium.hpp"

namespace samen::vault {
namespace {

using base::Errc;
using base::fail;

constexpr std::string_view kSealKind = "samen-seal-key";

static_assert(kSealOverhead == crypto_box_SEALBYTES);

}  // namespace

base::Result<SealPublicKey> SealPublicKey::from_bytes(base::ByteView bytes) {
  std::array<std::uint8_t, 32> key{};
  if (bytes.size() != key.size()) {
    return fail(Errc::invalid_input,
                base::say("a public key for sealing has 32 bytes, not {}", bytes.size()));
  }
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return SealPublicKey(key);
}

std::string SealPublicKey::id() const {
  return key_id(bytes_);
}

SealKeyPair SealKeyPair::generate(base::Random& random) {
  base::SecretBytes secret(crypto_box_SECRETKEYBYTES);
  random.fill(secret);
  return *from_secret(secret);
}

base::Result<SealKeyPair> SealKeyPair::from_secret(base::ByteView secret) {
  if (secret.size() != crypto_box_SECRETKEYBYTES) {
    return fail(Errc::invalid_input, base::say("a secret key for sealing has 32 bytes"));
  }
  std::array<std::uint8_t, 32> public_half{};
  crypto_scalarmult_base(public_half.data(), secret.data());
  return SealKeyPair(base::SecretBytes(secret.begin(), secret.end()), SealPublicKey(public_half));
}

base::Result<SealKeyPair> SealKeyPair::load(const std::filesystem::path& path) {
  SAMEN_TRY(const base::SecretBytes secret,
            device::read_key_file(path, kSealKind, crypto_box_SECRETKEYBYTES));
  return from_secret(secret);
}

base::Result<void> SealKeyPair::save(const std::filesystem::path& path) const {
  return device::write_key_file(path, kSealKind, secret_);
}

base::Result<base::Bytes> seal(const SealPublicKey& to, base::ByteView clear) {
  base::Bytes box(clear.size() + kSealOverhead);
  if (crypto_box_seal(box.data(), clear.data(), clear.size(), to.bytes().data()) != 0) {
    return fail(Errc::crypto, base::say("cannot seal: the other side's public key is not usable"));
  }
  return box;
}

base::Result<base::SecretBytes> open(const SealKeyPair& key, base::ByteView box) {
  if (box.size() < kSealOverhead) {
    return fail(Errc::crypto, base::say("this is no sealed box: it is too short"));
  }
  base::SecretBytes clear(box.size() - kSealOverhead);
  if (crypto_box_seal_open(clear.data(), box.data(), box.size(), key.public_key().bytes().data(),
                           key.secret().data()) != 0) {
    return fail(Errc::crypto,
                base::say("the box does not open: it was sealed for another key or altered"));
  }
  return clear;
}

}  // namespace samen::vault
