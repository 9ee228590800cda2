// SPDX-License-Identifier: Apache-2.0
#include "vault/password.hpp"

#include <array>

#include "base/say.hpp"
#include "vault/sodium.hpp"

namespace samen::vault {

using base::Errc;
using base::fail;
using base::Result;

namespace {

// An empty text has no place; the library asks for one all the same.
const char* bytes_of(const base::SecretText& password) {
  return password.empty() ? "" : password.view().data();
}

}  // namespace

Result<std::string> hash_password(const base::SecretText& password, PasswordCost cost) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), bytes_of(password), password.size(), cost.passes,
                        std::size_t{cost.memory_kib} * 1024) != 0) {
    return fail(Errc::unavailable, base::say("not enough memory for a password: {} MiB are needed",
                                             cost.memory_kib / 1024));
  }
  return std::string(hash.data());
}

bool password_fits(std::string_view hash, const base::SecretText& password) {
  // The library wants a zero behind the hash and no byte more than it can have.
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  return crypto_pwhash_str_verify(std::string(hash).c_str(), bytes_of(password), password.size()) ==
         0;
}

}  // namespace samen::vault
