// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "base/uuid.hpp"
#include "vault/digest.hpp"

// A sign-in on its way to a provider and back, as a cookie that only this process can write: ten
// minutes, for one browser, and once. Nothing is kept of those that were begun, so nobody can push
// out another's by beginning many; what the provider is given is made from the cookie.
namespace samen::server {

inline constexpr std::int64_t kOidcFlowMs = 10 * 60 * 1000;
inline constexpr std::string_view kOidcCookie = "__Host-samen-oidc";

enum class OidcUse : std::uint8_t {
  sign_in,
  link,  // an account that is signed in gets this way in
  code   // the provider said who it is, and our own code follows
};

struct OidcFlow {
  OidcUse use = OidcUse::sign_in;
  base::Uuid account = {};  // of link and code
  std::string id;           // names it among those under way
  std::string state;
  std::string nonce;
  std::string verifier;
};

class OidcFlows {
 public:
  // Both must outlive it.
  OidcFlows(const base::Clock& clock, base::Random& random);

  // `token`: the other cookie's, of the same browser.
  std::string make(OidcUse use, std::string_view token, const base::Uuid& account = {});
  // Nothing for one of another browser or process, and one that is too old.
  std::optional<OidcFlow> read(std::string_view cookie, std::string_view token) const;
  // False when it was taken before.
  bool take(const OidcFlow& flow);

 private:
  std::string derived(std::string_view purpose, std::string_view text) const;

  const base::Clock& clock_;
  base::Random& random_;
  base::SecretBytes key_;
  std::map<std::string, std::int64_t> taken_;  // until when it could have been taken
};

}  // namespace samen::server
