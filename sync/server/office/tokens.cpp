// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/tokens.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"

namespace samen::server {

namespace {

constexpr std::size_t kTokenBytes = 32;

vault::Digest digest_for(std::string_view purpose, std::string_view token) {
  std::string text(purpose);
  text += '\n';
  text += token;
  return vault::sha256(base::as_bytes(text));
}

}  // namespace

std::string make_token(base::Random& random) {
  std::array<std::uint8_t, kTokenBytes> bytes{};
  random.fill(bytes);
  return base::to_hex(bytes);
}

bool is_token(std::string_view text) {
  return text.size() == 2 * kTokenBytes && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

vault::Digest hash_of_token(const base::Uuid& epoch, std::string_view token) {
  return digest_for("samen-office-token-1\n" + epoch.str(), token);
}

std::string csrf_of_token(std::string_view token) {
  return base::to_hex(digest_for("samen-office-csrf-1", token));
}

bool csrf_fits(std::string_view token, std::string_view csrf) {
  return is_token(token) &&
         vault::same_bytes(base::as_bytes(csrf_of_token(token)), base::as_bytes(csrf));
}

}  // namespace samen::server
