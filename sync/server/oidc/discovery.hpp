// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sync/server/oidc/settings.hpp"

namespace samen::server {

inline constexpr std::size_t kMostDiscoveryBytes = 64U << 10;

// Where a provider is asked what (OpenID Connect Discovery 1.0).
struct OidcEndpoints {
  std::string authorization;
  std::string token;
  std::string keys;
  bool names_issuer = false;  // it says who it is beside the code (RFC 9207)
};

// The address of the discovery document.
std::string discovery_address(std::string_view issuer);

// Errc::permission for one of another issuer; Errc::unsupported for a provider that does not do
// what this office needs; Errc::invalid_input. Each says what to ask the provider for.
base::Result<OidcEndpoints> read_discovery(std::string_view json, const OidcSettings& settings);

}  // namespace samen::server
