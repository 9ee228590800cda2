// SPDX-License-Identifier: Apache-2.0
#include "vault/sign.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "device/key_file.hpp"
#include "vault/digest.hpp"
#include "vault/sodium.hpp"

namespace samen::vault {
namespace {

constexpr std::string_view kSignKind = "samen-sign-key";
constexpr std::size_t kSeed = crypto_sign_SEEDBYTES;

}  // namespace

base::Result<VerifyKey> VerifyKey::from_bytes(base::ByteView bytes) {
  PublicKeyBytes key{};
  if (bytes.size() != key.size()) {
    return base::fail(base::Errc::invalid_input,
                      base::say("a public key for signatures has 32 bytes, not {}", bytes.size()));
  }
  std::copy(bytes.begin(), bytes.end(), key.begin());
  // The conversion refuses points that are not on the curve's main subgroup: with such a "key" one
  // signature could hold for many messages.
  std::array<std::uint8_t, crypto_scalarmult_curve25519_BYTES> ignored{};
  if (crypto_sign_ed25519_pk_to_curve25519(ignored.data(), key.data()) != 0) {
    return base::fail(base::Errc::invalid_input,
                      base::say("these 32 bytes are no honest Ed25519 key"));
  }
  return VerifyKey(key);
}

bool VerifyKey::verify(base::ByteView message, base::ByteView signature) const {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     bytes_.data()) == 0;
}

std::string VerifyKey::id() const {
  return key_id(bytes_);
}

SigningKey SigningKey::generate(base::Random& random) {
  base::SecretBytes seed(kSeed);
  random.fill(seed);
  return *from_seed(seed);
}

base::Result<SigningKey> SigningKey::from_seed(base::ByteView seed) {
  if (seed.size() != kSeed) {
    return base::fail(base::Errc::invalid_input,
                      base::say("the seed of a signing key has 32 bytes"));
  }
  SigningKey key;
  key.secret_.resize(crypto_sign_SECRETKEYBYTES);
  PublicKeyBytes public_half{};
  crypto_sign_seed_keypair(public_half.data(), key.secret_.data(), seed.data());
  return key;
}

base::Result<SigningKey> SigningKey::load(const std::filesystem::path& path) {
  SAMEN_TRY(const base::SecretBytes seed, device::read_key_file(path, kSignKind, kSeed));
  return from_seed(seed);
}

base::Result<void> SigningKey::save(const std::filesystem::path& path) const {
  return device::write_key_file(path, kSignKind, seed());
}

base::ByteView SigningKey::seed() const {
  return base::ByteView(secret_).first(kSeed);
}

Signature SigningKey::sign(base::ByteView message) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
  return signature;
}

VerifyKey SigningKey::verify_key() const {
  PublicKeyBytes bytes{};
  std::copy_n(secret_.begin() + kSeed, bytes.size(), bytes.begin());
  return VerifyKey(bytes);
}

}  // namespace samen::vault
