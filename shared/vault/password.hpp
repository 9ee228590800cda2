// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"

// Passwords that people choose, as they may lie in a database: Argon2id (RFC 9106) with a salt of
// its own, in libsodium's text form, which says what it cost.
namespace samen::vault {

// What one try costs.
struct PasswordCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 65536;
  // A fifth of a second of one core. Above what OWASP's cheat sheet asks at least.
  static constexpr PasswordCost usual() { return {}; }
  static constexpr PasswordCost for_tests() { return {1, 64}; }
};

// Errc::unavailable without the memory.
base::Result<std::string> hash_password(const base::SecretText& password, PasswordCost cost);

// Takes as long whether it fits or not.
bool password_fits(std::string_view hash, const base::SecretText& password);

}  // namespace samen::vault
