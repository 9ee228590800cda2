// SPDX-License-Identifier: Apache-2.0
#include "sync/server/oidc/jose.hpp"

#include <algorithm>

#include <cjose/jwk.h>
#include <cjose/jws.h>
#include <nlohmann/json.hpp>

#include "base/data_file.hpp"
#include "base/say.hpp"
#include "protocol/base64url.hpp"

namespace samen::server {

using base::Data;
using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kLongestKid = 200;
constexpr std::size_t kLongestModulus = 1400;  // in Base64: 8192 bits
constexpr std::size_t kLongestExponent = 8;
constexpr std::size_t kPointPart = 43;  // 32 bytes in Base64
constexpr std::size_t kLeastRsaBits = 2048;
constexpr std::size_t kMostKeyValues = 2000;
constexpr std::size_t kMostHeaderBytes = 8192;
constexpr std::size_t kMostHeaderValues = 200;

struct JoseCloser {
  void operator()(cjose_jwk_t* key) const { cjose_jwk_release(key); }
  void operator()(cjose_jws_t* token) const { cjose_jws_release(token); }
};
using JoseKey = std::unique_ptr<cjose_jwk_t, JoseCloser>;
using JoseToken = std::unique_ptr<cjose_jws_t, JoseCloser>;

// Text of a member that may be missing; a value that is no text is as none.
std::string_view member_text(const Data& object, std::string_view name) {
  const Data* found = object.find(name);
  if (found == nullptr) return {};
  return found->text().value_or(std::string_view());
}

bool is_for_signing(const Data& key) {
  const auto use = member_text(key, "use");
  if (!use.empty() && use != "sig") return false;
  const Data* ops = key.find("key_ops");
  if (ops == nullptr) return true;
  const auto said = ops->texts(10);
  return said && std::ranges::find(*said, "verify") != said->end();
}

struct TokenHeader {
  std::string algorithm;
  std::string kid;
};

// Read here and not asked of the library, which passes over a member that is no text and takes one
// that stands twice. Errc::unsupported for what is signed otherwise, or is another kind of token.
Result<TokenHeader> read_header(std::string_view token) {
  const auto bytes = protocol::from_base64url(token.substr(0, token.find('.')));
  if (!bytes) return fail(Errc::invalid_input, say("this is no signed token"));
  const std::string_view text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  const auto file = base::DataFile::parse(
      text, "token", {.bytes = kMostHeaderBytes, .depth = 6, .values = kMostHeaderValues});
  if (!file) return fail(Errc::invalid_input, say("this is no signed token"));
  const Data& root = file->root();
  TokenHeader header{.algorithm = std::string(member_text(root, "alg")),
                     .kid = std::string(member_text(root, "kid"))};
  if (std::ranges::find(kOidcAlgorithms, header.algorithm) == std::end(kOidcAlgorithms)) {
    return fail(Errc::unsupported, say("a token is signed by RS256, PS256 or ES256 or not taken"));
  }
  if (root.find("crit") != nullptr || root.find("b64") != nullptr) {
    return fail(Errc::unsupported, say("a token asks for more than this program understands"));
  }
  const auto type = member_text(root, "typ");
  if (root.find("typ") != nullptr && type != "JWT" && type != "jwt") {
    return fail(Errc::unsupported, say("a token of another kind stands in the place of this one"));
  }
  return header;
}

}  // namespace

struct OidcKeys::Key {
  std::string kid;
  std::string algorithm;  // empty: what goes with its kind
  bool elliptic = false;
  JoseKey key;

  bool fits(std::string_view asked) const {
    return (algorithm.empty() || algorithm == asked) && elliptic == (asked == "ES256");
  }
};

OidcKeys::OidcKeys() = default;
OidcKeys::OidcKeys(OidcKeys&&) noexcept = default;
OidcKeys& OidcKeys::operator=(OidcKeys&&) noexcept = default;
OidcKeys::~OidcKeys() = default;

namespace {

// Only the public half, and only what was looked at; empty for a kind that is not used here.
std::string public_half(const Data& key) {
  const auto kind = member_text(key, "kty");
  if (kind == "RSA") {
    const auto modulus = member_text(key, "n");
    const auto exponent = member_text(key, "e");
    if (modulus.size() > kLongestModulus || exponent.empty() || exponent.size() > kLongestExponent)
      return {};
    return nlohmann::json{{"kty", "RSA"}, {"n", modulus}, {"e", exponent}}.dump();
  }
  const auto x = member_text(key, "x");
  const auto y = member_text(key, "y");
  const bool known = kind == "EC" && member_text(key, "crv") == "P-256";
  if (!known || x.size() != kPointPart || y.size() != kPointPart) return {};
  return nlohmann::json{{"kty", "EC"}, {"crv", "P-256"}, {"x", x}, {"y", y}}.dump();
}

JoseKey jose_key(const std::string& json) {
  if (json.empty()) return nullptr;
  cjose_err error{};
  JoseKey key(cjose_jwk_import(json.data(), json.size(), &error));
  if (key == nullptr) return nullptr;
  const bool rsa = cjose_jwk_get_kty(key.get(), &error) == CJOSE_JWK_KTY_RSA;
  if (rsa && cjose_jwk_get_keysize(key.get(), &error) < kLeastRsaBits) return nullptr;
  return key;
}

}  // namespace

Result<OidcKeys> OidcKeys::read(std::string_view jwks) {
  SAMEN_TRY(
      const auto file,
      base::DataFile::parse(jwks, "JWKS", {.bytes = kMostKeysBytes, .values = kMostKeyValues}));
  SAMEN_TRY(const auto list, file.root().list("keys", 0, kMostKeys));
  OidcKeys keys;
  for (const Data& each : list) {
    if (!each.is(Data::Kind::object) || !is_for_signing(each)) continue;
    auto key = jose_key(public_half(each));
    const auto algorithm = member_text(each, "alg");
    const auto kid = member_text(each, "kid");
    const bool ours = algorithm.empty() ||
                      std::ranges::find(kOidcAlgorithms, algorithm) != std::end(kOidcAlgorithms);
    if (key == nullptr || !ours || kid.size() > kLongestKid) continue;
    keys.keys_.push_back(std::make_unique<Key>(Key{.kid = std::string(kid),
                                                   .algorithm = std::string(algorithm),
                                                   .elliptic = member_text(each, "kty") == "EC",
                                                   .key = std::move(key)}));
  }
  if (!keys.keys_.empty()) return keys;
  return fail(Errc::unsupported,
              say("the provider shows no key for RS256, PS256 or ES256 (RSA of 2048 bits or more, "
                  "or P-256); ask it to sign ID tokens with one"));
}

Result<const OidcKeys::Key*> OidcKeys::key_for(std::string_view algorithm,
                                               std::string_view kid) const {
  const Key* found = nullptr;
  bool named = false;
  for (const auto& key : keys_) {
    if (!kid.empty() && key->kid != kid) continue;
    named = true;
    if (!key->fits(algorithm)) continue;
    if (found != nullptr && kid.empty()) {
      return fail(Errc::invalid_input, say("a token does not say which of the keys signed it"));
    }
    if (found == nullptr) found = key.get();
  }
  if (found != nullptr) return found;
  if (named) return fail(Errc::crypto, say("a token is signed by a key of another kind"));
  return fail(Errc::not_found, say("a token is signed by a key that the provider does not show"));
}

Result<std::string> OidcKeys::signed_by(std::string_view token) const {
  if (token.size() > kMostTokenBytes) {
    return fail(Errc::limit, say("a token is longer than {} bytes", kMostTokenBytes));
  }
  SAMEN_TRY(const auto header, read_header(token));
  cjose_err error{};
  const JoseToken read(cjose_jws_import(token.data(), token.size(), &error));
  if (read == nullptr) return fail(Errc::invalid_input, say("this is no signed token"));
  SAMEN_TRY(const Key* key, key_for(header.algorithm, header.kid));
  if (!cjose_jws_verify(read.get(), key->key.get(), &error)) {
    return fail(Errc::crypto, say("the signature of a token does not hold"));
  }
  std::uint8_t* plain = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(read.get(), &plain, &size, &error)) {
    return fail(Errc::invalid_input, say("this is no signed token"));
  }
  return std::string(reinterpret_cast<const char*>(plain), size);
}

}  // namespace samen::server
