// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/random.hpp"
#include "base/secret.hpp"

// The six digits of an authenticator app: TOTP (RFC 6238) with what all apps take, SHA-1 and
// 30 seconds. liboath computes them.
namespace samen::server {

base::SecretBytes make_code_secret(base::Random& random);  // 20 bytes (RFC 4226, section 4)

// The step of time whose code this is, of the one before, the present and the next (a telephone's
// clock is rarely further off); nothing when it is none of them, or not later than `used_step`.
// Spaces between the digits do no harm.
std::optional<std::int64_t> step_of_code(const base::SecretBytes& secret, std::string_view code,
                                         std::int64_t now_ms, std::int64_t used_step);
// For tests and for whoever plays a telephone.
std::string code_at(const base::SecretBytes& secret, std::int64_t now_ms);

// As an app takes it: Base32 in groups of four to be typed, and otpauth:// for a QR code.
base::SecretText typed_secret(const base::SecretBytes& secret);
base::SecretText secret_uri(const base::SecretBytes& secret, std::string_view account);

}  // namespace samen::server
