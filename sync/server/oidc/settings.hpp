// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace samen::server {

// DATA/oidc.json: who signs people in beside us, and what we are to them.
struct OidcSettings {
  std::string issuer;  // exactly as the provider writes it
  std::string client_id;
  base::SecretText secret = {};             // empty: a public client, which PKCE alone protects
  std::string name;                         // on the button: "gemeente Almere"
  std::filesystem::path certificates = {};  // a file of trusted roots; empty: the system's
  // Whether the provider asks for a second factor, so that ours does not follow.
  bool second_step_there = false;
  std::vector<std::string> acr = {};  // one of these has to stand in the token; empty: any

  // Errc::not_found when there is no such file, with an example of one. Names of other files
  // (secret_file, certificates) are read beside it.
  static base::Result<OidcSettings> load(const std::filesystem::path& file);
  static base::Result<OidcSettings> read(std::string_view json, std::string_view name,
                                         const std::filesystem::path& beside);
};

inline constexpr std::string_view kOidcFile = "oidc.json";

// Whether something may be asked there: HTTPS, or HTTP on this machine.
bool is_safe_address(std::string_view url);

}  // namespace samen::server
