// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string_view>

#include "base/secret.hpp"

// Telephone numbers by the numbering plans of all countries (Google's libphonenumber). The only
// room of the house that sees that library.
namespace samen::forms {

struct PhoneNumber {
  base::SecretText e164;   // "+31612345678": what is stored
  base::SecretText shown;  // "+31 6 12345678": what is read back
};

// A number somebody can be called on, typed as in the Netherlands or with a + or 00 in front; "(0)"
// after the country is understood. Takes normal text. Otherwise the key of the words that help.
std::expected<PhoneNumber, const char*> read_phone(std::string_view normal);

}  // namespace samen::forms
