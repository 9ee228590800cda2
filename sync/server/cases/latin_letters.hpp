// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

// Letters of the scripts that people here write their names in, in plain Latin ones.
namespace samen::server {

enum class Script : std::uint8_t { latin, arabic, cyrillic, geez, other };

// Small letters a to z; Z for a letter that is a d or t to some and an s or z to others ("Rida",
// "Reza"); digits as 0 to 9. A letter of a script not known here is a byte above 127 of its own.
struct LatinLetters {
  Script script = Script::other;
  std::string_view text = {};   // empty for marks and silent letters
  std::string_view vowel = {};  // after it, where the script writes syllables
};
LatinLetters latin_of(char32_t code);

}  // namespace samen::server
