// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/codes.hpp"

#include <array>
#include <cstdlib>
#include <memory>
#include <string>

#include <liboath/oath.h>

#include "base/encoding.hpp"
#include "vault/digest.hpp"

namespace samen::server {

namespace {

constexpr std::size_t kCodeSecretBytes = 20;
constexpr unsigned kCodeDigits = 6;
constexpr std::int64_t kStepMs = 30'000;

// The code of a step; empty when liboath could not.
std::string code_of_step(const base::SecretBytes& secret, std::int64_t step) {
  std::array<char, kCodeDigits + 1> code{};
  const int done = oath_hotp_generate(reinterpret_cast<const char*>(secret.data()), secret.size(),
                                      static_cast<std::uint64_t>(step), kCodeDigits, false,
                                      OATH_HOTP_DYNAMIC_TRUNCATION, code.data());
  return done == OATH_OK ? std::string(code.data()) : std::string();
}

base::SecretText base32_of(const base::SecretBytes& secret) {
  char* text = nullptr;
  std::size_t size = 0;
  if (oath_base32_encode(reinterpret_cast<const char*>(secret.data()), secret.size(), &text,
                         &size) != OATH_OK) {
    return {};
  }
  base::SecretText out(std::string_view(text, size));
  base::wipe({reinterpret_cast<std::uint8_t*>(text), size});
  std::free(text);  // NOLINT: liboath's malloc
  return out;
}

}  // namespace

base::SecretBytes make_code_secret(base::Random& random) {
  base::SecretBytes secret(kCodeSecretBytes);
  random.fill(secret);
  return secret;
}

std::optional<std::int64_t> step_of_code(const base::SecretBytes& secret, std::string_view code,
                                         std::int64_t now_ms, std::int64_t used_step) {
  std::string digits;
  for (const char c : code) {
    if (c != ' ') digits += c;
  }
  const std::int64_t now = now_ms / kStepMs;
  std::optional<std::int64_t> found;
  for (std::int64_t step = now - 1; step <= now + 1; ++step) {
    const auto right = code_of_step(secret, step);
    const bool fits =
        !right.empty() && vault::same_bytes(base::as_bytes(right), base::as_bytes(digits));
    if (fits && step > used_step) found = step;
  }
  return found;
}

std::string code_at(const base::SecretBytes& secret, std::int64_t now_ms) {
  return code_of_step(secret, now_ms / kStepMs);
}

base::SecretText typed_secret(const base::SecretBytes& secret) {
  const auto text = base32_of(secret);
  base::SecretText out;
  for (std::size_t at = 0; at < text.size(); at += 4) {
    if (at > 0) out.append(" ");
    out.append(text.view().substr(at, 4));
  }
  return out;
}

base::SecretText secret_uri(const base::SecretBytes& secret, std::string_view account) {
  base::SecretText out("otpauth://totp/Samen:");
  out.append(account);
  out.append("?secret=");
  out.append(base32_of(secret).view());
  out.append("&issuer=Samen&algorithm=SHA1&digits=6&period=30");
  return out;
}

}  // namespace samen::server
