// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// Signatures of a provider (RFC 7515, 7517, 7518) by libcjose, which is known here and nowhere
// else. How a token is signed is taken from a list of ours, never from the token: RS256, PS256 and
// ES256, each with a key of its own kind. What a token brings along as a key is not looked at.
namespace samen::server {

inline constexpr std::size_t kMostTokenBytes = 16U << 10;
inline constexpr std::size_t kMostKeysBytes = 128U << 10;
inline constexpr std::size_t kMostKeys = 64;
inline constexpr std::string_view kOidcAlgorithms[] = {"RS256", "PS256", "ES256"};

class OidcKeys {
 public:
  // A JWK set. Keys of other kinds, for other uses, or too short are passed over;
  // Errc::unsupported when none is left.
  static base::Result<OidcKeys> read(std::string_view jwks);
  OidcKeys(OidcKeys&&) noexcept;
  OidcKeys& operator=(OidcKeys&&) noexcept;
  ~OidcKeys();

  // What was signed, as it stands there. Errc::not_found when no key has the token's name;
  // Errc::crypto when the signature does not hold; Errc::limit, Errc::unsupported,
  // Errc::invalid_input.
  base::Result<std::string> signed_by(std::string_view token) const;
  std::size_t size() const { return keys_.size(); }

 private:
  struct Key;
  OidcKeys();
  base::Result<const Key*> key_for(std::string_view algorithm, std::string_view kid) const;
  std::vector<std::unique_ptr<Key>> keys_;
};

}  // namespace samen::server
