// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace samen::protocol {

// The one-time code staff type to enrol a kiosk: thirty symbols of Crockford's base32 in six
// groups of five. A version symbol ("1"), twelve of secret (60 bits), sixteen that are the start
// of the SHA-256 of the matcher's TLS public key (80 bits: the courier talks to nobody else), and
// a check symbol.
struct EnrolmentCode {
  static constexpr std::size_t kSecretSymbols = 12;
  static constexpr std::size_t kPinBytes = 10;

  std::string secret;                         // twelve upper-case symbols
  std::array<std::uint8_t, kPinBytes> pin{};  // first bytes of SHA-256(SubjectPublicKeyInfo)

  // A fresh secret for a matcher with this SHA-256 (at least kPinBytes are used).
  static EnrolmentCode mint(base::ByteView tls_key_sha256, base::Random& random);

  // Takes lower case, spaces and dashes anywhere, O for 0, I and L for 1. Errors, all
  // Errc::invalid_input unless said, tell a wrong character (and its place), a wrong length (and
  // how many are missing or too many), and a typing mistake (check symbol) apart; a newer version
  // is Errc::unsupported. They never repeat the code.
  static base::Result<EnrolmentCode> parse(std::string_view text);

  std::string str() const;  // 1ABCD-EFGHJ-...

  // True when the key with this SHA-256 is the one the code names.
  bool names_key(base::ByteView tls_key_sha256) const;
  bool operator==(const EnrolmentCode&) const = default;
};

}  // namespace samen::protocol
