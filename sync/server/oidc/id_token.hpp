// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/server/oidc/jose.hpp"
#include "sync/server/oidc/settings.hpp"

namespace samen::server {

inline constexpr std::int64_t kTokenLeewayS = 60;       // between two clocks
inline constexpr std::int64_t kTokenOldestS = 10 * 60;  // as long as a sign-in may take

// What has to stand in a token, beside the settings.
struct TokenExpected {
  std::string nonce;
  std::int64_t now_s = 0;
};

// Who somebody is to their provider. Nothing else of a token is read: no name, no address of mail.
struct IdToken {
  std::string subject;
};

// OpenID Connect Core 1.0, 3.1.3.7. Errors as OidcKeys::signed_by; Errc::permission when it was
// made for somebody else or another question, Errc::expired, Errc::invalid_input. None of them
// repeats what stands in the token.
base::Result<IdToken> read_id_token(const OidcKeys& keys, const OidcSettings& settings,
                                    std::string_view token, const TokenExpected& expected);

}  // namespace samen::server
