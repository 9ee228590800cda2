// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"

// Which passwords somebody may choose (NIST SP 800-63B, 5.1.1.2): long ones, nothing about what has
// to be in them, and none that is little more than the commonest.
namespace samen::server {

inline constexpr std::size_t kShortestPassword = 12;   // characters
inline constexpr std::size_t kLongestPassword = 1024;  // bytes

enum class PasswordTrouble : std::uint8_t { none, too_short, too_common };

class PasswordRules {
 public:
  // From assets/common_passwords.txt.
  static base::Result<PasswordRules> load(const std::filesystem::path& file);

  PasswordTrouble look(const base::SecretText& password, std::string_view account) const;

 private:
  std::vector<std::string> common_;  // lower case, longest first
};

}  // namespace samen::server
