// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/secret.hpp"

// The one place where typed text gets the form in which it is checked, compared and stored.
namespace samen::forms {

// NFC (Unicode Annex 15). What looks like a space is one (U+00A0, U+3000, U+3164, U+2800, ...),
// runs of spaces are one, none stands at an end. What nobody sees goes: direction marks, zero-width
// spaces, soft hyphens, byte order marks, tags. A joiner (U+200C, U+200D) stays between two
// letters, where Persian and Hindi write with it. Control characters stay, for the rules to refuse.
// Text that is not UTF-8 comes back as it is.
base::SecretText normal_text(std::string_view typed);

// A letter of some script: not a mark, a digit, a sign, or what only stretches a word (U+0640).
bool has_letter(std::string_view normal);
bool has_control(std::string_view normal);

}  // namespace samen::forms
