// SPDX-License-Identifier: Apache-2.0
#include "sync/server/oidc/discovery.hpp"

#include <algorithm>

#include "base/data_file.hpp"
#include "base/say.hpp"
#include "sync/server/oidc/jose.hpp"

namespace samen::server {

using base::Data;
using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kMostListed = 100;
constexpr std::size_t kLongestEndpoint = 500;

Result<std::string> endpoint(const Data& root, std::string_view name) {
  const Data* found = root.find(name);
  const auto text = found == nullptr ? std::string_view() : found->text().value_or("");
  const bool whole = text.size() <= kLongestEndpoint && text.find('#') == std::string_view::npos;
  if (whole && is_safe_address(text)) return std::string(text);
  return fail(Errc::unsupported,
              say("the provider's {} is missing or is no https address; it has to be one", name));
}

// Whether a list that may be missing names one of these.
bool names(const Data& root, std::string_view list, bool when_missing,
           std::initializer_list<std::string_view> wanted) {
  if (root.find(list) == nullptr) return when_missing;
  const auto all = root.texts_or_none(list, kMostListed);
  return all && std::ranges::any_of(wanted, [&all](std::string_view each) {
           return std::ranges::find(*all, each) != all->end();
         });
}

}  // namespace

std::string discovery_address(std::string_view issuer) {
  while (issuer.ends_with('/')) issuer.remove_suffix(1);
  return std::string(issuer) + "/.well-known/openid-configuration";
}

Result<OidcEndpoints> read_discovery(std::string_view json, const OidcSettings& settings) {
  SAMEN_TRY(const auto file, base::DataFile::parse(json, "openid-configuration",
                                                   {.bytes = kMostDiscoveryBytes, .values = 5000}));
  const Data& root = file.root();
  SAMEN_TRY(const std::string issuer, root.text("issuer"));
  if (issuer != settings.issuer) {
    return fail(Errc::permission,
                say("the provider calls itself {}, and oidc.json says {}: they have to be the same "
                    "to the letter",
                    base::in_quotes(issuer), base::in_quotes(settings.issuer)));
  }
  OidcEndpoints made;
  SAMEN_TRY(made.authorization, endpoint(root, "authorization_endpoint"));
  SAMEN_TRY(made.token, endpoint(root, "token_endpoint"));
  SAMEN_TRY(made.keys, endpoint(root, "jwks_uri"));
  SAMEN_TRY(made.names_issuer,
            root.flag_or("authorization_response_iss_parameter_supported", false));
  if (!names(root, "response_types_supported", true, {"code"})) {
    return fail(Errc::unsupported,
                say("the provider does not offer response_type code; ask it to"));
  }
  if (!names(root, "code_challenge_methods_supported", true, {"S256"})) {
    return fail(Errc::unsupported, say("the provider does not offer PKCE with S256; ask it to"));
  }
  if (!names(root, "id_token_signing_alg_values_supported", true, {"RS256", "PS256", "ES256"})) {
    return fail(Errc::unsupported,
                say("the provider signs ID tokens by none of RS256, PS256 and ES256; ask it to"));
  }
  const bool basic =
      names(root, "token_endpoint_auth_methods_supported", true, {"client_secret_basic"});
  if (!settings.secret.empty() && !basic) {
    return fail(Errc::unsupported,
                say("the provider does not take client_secret_basic; ask it to, or for a client "
                    "without a secret"));
  }
  return made;
}

}  // namespace samen::server
