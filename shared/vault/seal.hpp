// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

#include "base/encoding.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// Sealed boxes: anyone with the public key closes one, only the holder of the secret key opens it,
// and the one who closed it cannot open it again (libsodium's crypto_box_seal: X25519 with a fresh
// sender key, XSalsa20-Poly1305).
namespace samen::vault {

inline constexpr std::size_t kSealOverhead = 48;  // bytes a box is longer than what is in it

class SealPublicKey {
 public:
  static base::Result<SealPublicKey> from_bytes(base::ByteView bytes);  // 32 bytes
  const std::array<std::uint8_t, 32>& bytes() const { return bytes_; }
  std::string id() const;  // key_id of the bytes
  bool operator==(const SealPublicKey&) const = default;

 private:
  friend class SealKeyPair;
  explicit SealPublicKey(const std::array<std::uint8_t, 32>& bytes) : bytes_(bytes) {}
  std::array<std::uint8_t, 32> bytes_{};
};

class SealKeyPair {
 public:
  static SealKeyPair generate(base::Random& random);
  static base::Result<SealKeyPair> from_secret(base::ByteView secret);  // 32 bytes

  // As SigningKey::load and save.
  static base::Result<SealKeyPair> load(const std::filesystem::path& path);
  base::Result<void> save(const std::filesystem::path& path) const;

  const SealPublicKey& public_key() const { return public_key_; }
  base::ByteView secret() const { return secret_; }

 private:
  SealKeyPair(base::SecretBytes secret, SealPublicKey public_key)
      : secret_(std::move(secret)), public_key_(public_key) {}
  base::SecretBytes secret_;
  SealPublicKey public_key_;
};

// The box around `clear`: kSealOverhead bytes longer. Pad first (padding.hpp): a box hides its
// content, not its size. Errc::crypto for a public key nobody can have made honestly.
base::Result<base::Bytes> seal(const SealPublicKey& to, base::ByteView clear);

// What is in the box; Errc::crypto when it was closed for another key or altered.
base::Result<base::SecretBytes> open(const SealKeyPair& key, base::ByteView box);

}  // namespace samen::vault
