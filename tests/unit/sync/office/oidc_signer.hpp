// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <cjose/header.h>
#include <cjose/jwk.h>
#include <cjose/jws.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "protocol/base64url.hpp"
#include "sync/server/oidc/settings.hpp"
#include "vault/keyed_digest.hpp"

namespace samen::server {

// A provider's key, and tokens that it signs; also those that nobody honest would.
class OidcSigner {
 public:
  static OidcSigner rsa(const std::string& kid, std::size_t bits = 2048) {
    const std::uint8_t exponent[] = {1, 0, 1};
    return {cjose_jwk_create_RSA_random(bits, exponent, 3, nullptr), kid};
  }
  static OidcSigner elliptic(const std::string& kid) {
    return {cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, nullptr), kid};
  }

  nlohmann::json shown() const {
    char* text = cjose_jwk_to_json(key_.get(), false, nullptr);
    auto key = nlohmann::json::parse(text);
    free(text);  // NOLINT: as its maker says
    key["kid"] = kid_;
    return key;
  }
  std::string jwks() const { return nlohmann::json{{"keys", {shown()}}}.dump(); }

  // The header as it is said, whatever the key is called.
  std::string signs(const nlohmann::json& header, const std::string& claims) const {
    cjose_header_t* said = cjose_header_new(nullptr);
    for (const auto& [name, value] : header.items()) {
      if (value.is_string()) {
        cjose_header_set(said, name.c_str(), value.get<std::string>().c_str(), nullptr);
      } else {
        cjose_header_set_raw(said, name.c_str(), value.dump().c_str(), nullptr);
      }
    }
    cjose_jws_t* token =
        cjose_jws_sign(key_.get(), said, reinterpret_cast<const std::uint8_t*>(claims.data()),
                       claims.size(), nullptr);
    cjose_header_release(said);
    if (token == nullptr) return {};
    const char* text = nullptr;
    cjose_jws_export(token, &text, nullptr);
    std::string made = text == nullptr ? "" : text;
    cjose_jws_release(token);
    return made;
  }
  std::string signs(const std::string& algorithm, const nlohmann::json& claims) const {
    return signs({{"alg", algorithm}, {"kid", kid_}}, claims.dump());
  }

 private:
  OidcSigner(cjose_jwk_t* key, std::string kid) : key_(key, cjose_jwk_release), kid_(kid) {}
  std::unique_ptr<cjose_jwk_t, bool (*)(cjose_jwk_t*)> key_;
  std::string kid_;
};

inline std::string url_part(const std::string& text) {
  return protocol::to_base64url(base::as_bytes(text));
}

// Without a signature, or with one by a secret that everybody knows.
inline std::string unsigned_token(const nlohmann::json& header, const nlohmann::json& claims) {
  return url_part(header.dump()) + "." + url_part(claims.dump()) + ".";
}
inline std::string mac_token(const std::string& secret, const nlohmann::json& header,
                             const nlohmann::json& claims) {
  const std::string said = url_part(header.dump()) + "." + url_part(claims.dump());
  return said + "." + protocol::to_base64url(vault::hmac_sha256(secret, said));
}

}  // namespace samen::server
