// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/passwords.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kMaxListBytes = 1024 * 1024;
constexpr std::size_t kFewestOwnCharacters = 5;  // beside what is common
constexpr std::size_t kShortestName = 3;         // a name of two letters is in many words

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

// How many bytes of the text from here on are common: a listed part, the account's name, a digit,
// or one more of the character before.
std::size_t common_at(const base::SecretText& text, std::size_t at,
                      const std::vector<std::string>& parts, std::string_view account) {
  const auto rest = text.view().substr(at);
  const auto found =
      std::ranges::find_if(parts, [rest](const auto& part) { return rest.starts_with(part); });
  if (found != parts.end()) return found->size();
  if (account.size() >= kShortestName && rest.starts_with(account)) return account.size();
  const char c = rest.front();
  if (c >= '0' && c <= '9') return 1;
  return at > 0 && text.view()[at - 1] == c ? 1 : 0;
}

}  // namespace

Result<PasswordRules> PasswordRules::load(const std::filesystem::path& file) {
  SAMEN_TRY(const auto text, base::read_file(file, kMaxListBytes));
  PasswordRules rules;
  std::string_view rest(text);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty() && line.front() != '#') rules.common_.emplace_back(line);
  }
  if (rules.common_.empty())
    return fail(Errc::invalid_input, say("{}: no word in it", file.string()));
  std::ranges::stable_sort(rules.common_, std::ranges::greater(), &std::string::size);
  return rules;
}

PasswordTrouble PasswordRules::look(const base::SecretText& password,
                                    std::string_view account) const {
  const auto characters = std::ranges::count_if(password.view(), begins_character);
  if (static_cast<std::size_t>(characters) < kShortestPassword) return PasswordTrouble::too_short;
  base::SecretText text;
  for (const char c : password.view()) {
    const char small = lower(c);
    text.append({&small, 1});
  }
  std::size_t own = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto common = common_at(text, at, common_, account);
    if (common == 0 && begins_character(text.view()[at])) ++own;
    at += std::max<std::size_t>(common, 1);
  }
  return own < kFewestOwnCharacters ? PasswordTrouble::too_common : PasswordTrouble::none;
}

}  // namespace samen::server
