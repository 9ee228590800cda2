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

// Ed25519 signatures (RFC 8032).
namespace samen::vault {

using Signature = std::array<std::uint8_t, 64>;
using PublicKeyBytes = std::array<std::uint8_t, 32>;

class VerifyKey {
 public:
  // 32 bytes. The error is Errc::invalid_input for another length or a point of small order.
  static base::Result<VerifyKey> from_bytes(base::ByteView bytes);

  // True when `signature` (any length; only 64 can hold) was made over exactly `message`.
  bool verify(base::ByteView message, base::ByteView signature) const;
  const PublicKeyBytes& bytes() const { return bytes_; }
  std::string id() const;  // key_id of the bytes
  bool operator==(const VerifyKey&) const = default;

 private:
  friend class SigningKey;
  explicit VerifyKey(const PublicKeyBytes& bytes) : bytes_(bytes) {}
  PublicKeyBytes bytes_{};
};

// The secret half lives on locked memory and is wiped with the object.
class SigningKey {
 public:
  static SigningKey generate(base::Random& random);
  static base::Result<SigningKey> from_seed(base::ByteView seed);  // 32 bytes (RFC 8032 5.1.5)

  // A key file holds the 32-byte seed behind a line that names its kind; mode 0600. Loading
  // refuses a file that other users can read (Errc::permission) and one of another kind.
  static base::Result<SigningKey> load(const std::filesystem::path& path);
  base::Result<void> save(const std::filesystem::path& path) const;

  base::ByteView seed() const;  // the secret itself, for who wraps it
  Signature sign(base::ByteView message) const;
  VerifyKey verify_key() const;

 private:
  SigningKey() = default;
  base::SecretBytes secret_;  // libsodium's form: seed and public key
};

}  // namespace samen::vault
