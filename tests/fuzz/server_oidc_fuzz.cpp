// SPDX-License-Identifier: Apache-2.0
// What a provider says, or somebody who plays one: addresses, keys, tokens. The first byte chooses
// which is read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/encoding.hpp"
#include "sync/server/oidc/discovery.hpp"
#include "sync/server/oidc/id_token.hpp"

namespace {

using namespace samen;

void require(bool holds) {
  if (!holds) std::abort();
}

// A point of P-256 that everybody knows (RFC 7517, A.1): nobody here has its secret.
constexpr std::string_view kKnownKey =
    R"({"keys": [{"kty": "EC", "crv": "P-256", "kid": "1", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]})";

const server::OidcSettings& settings() {
  static const server::OidcSettings known{
      .issuer = "https://login.example", .client_id = "samen", .name = "X"};
  return known;
}

void read_keys(std::string_view text) {
  const auto keys = server::OidcKeys::read(text);
  if (!keys) return;
  require(keys->size() >= 1 && keys->size() <= server::kMostKeys);
  // Good for checking: this signature does not hold, whatever the keys are.
  require(!keys->signed_by("eyJhbGciOiJFUzI1NiJ9.e30.AAAA"));
}

void read_token(std::string_view text) {
  static const auto keys = server::OidcKeys::read(kKnownKey);
  require(keys.has_value());
  require(!server::read_id_token(*keys, settings(), text, {.nonce = "n", .now_s = 1}));
}

void read_addresses(std::string_view text) {
  const auto read = server::read_discovery(text, settings());
  if (!read) return;
  for (const auto& each : {read->authorization, read->token, read->keys}) {
    require(server::is_safe_address(each));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 4) {
    case 0:
      read_keys(text);
      break;
    case 1:
      read_token(text);
      break;
    case 2:
      read_addresses(text);
      break;
    default: {
      const auto read = server::OidcSettings::read(text, "oidc.json", "/nowhere");
      require(!read || (server::is_safe_address(read->issuer) && !read->client_id.empty()));
    }
  }
  return 0;
}
