// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/contact_key.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "vault/digest.hpp"

namespace samen::server {

namespace {

// The last nine digits: with and without the country, however grouped.
std::uint64_t hash_of_number(std::string_view text) {
  base::SecretText digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits.append({&c, 1});
  }
  const auto all = digits.view();
  return hash_of(all.substr(all.size() - std::min<std::size_t>(all.size(), 9)));
}

// Capitals, "+tag" and, where it counts for nothing, the dot.
std::uint64_t hash_of_address(std::string_view text) {
  base::SecretText plain;
  const auto at = std::min(text.find('@'), text.size());
  const auto add = [&plain](char c) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    plain.append({&small, 1});
  };
  base::SecretText domain;
  std::swap(domain, plain);
  for (const char c : text.substr(at)) add(c);
  std::swap(domain, plain);
  const bool dots = domain.view() == "@gmail.com" || domain.view() == "@googlemail.com";
  for (const char c : text.substr(0, std::min(text.find('+'), at))) {
    if (c != '.' || !dots) add(c);
  }
  plain.append(dots ? "@gmail.com" : domain.view());
  return hash_of(plain.view());
}

}  // namespace

std::uint64_t hash_of(std::string_view text) {
  const auto digest = vault::sha256(base::as_bytes(text));
  std::uint64_t hash = 1;
  for (std::size_t i = 0; i < 8; ++i) hash = hash << 8U ^ digest[i];
  return hash;
}

std::uint64_t contact_key(const domain::Contact& contact) {
  if (contact.value.empty()) return 0;
  switch (contact.channel) {
    case domain::ContactChannel::phone:
      return hash_of_number(contact.value.view());
    case domain::ContactChannel::email:
      return hash_of_address(contact.value.view());
    case domain::ContactChannel::caseworker:
      break;  // one caseworker stands for many
  }
  return 0;
}

}  // namespace samen::server
