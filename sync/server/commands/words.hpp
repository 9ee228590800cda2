// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/proposal.hpp"

// The words of the screens for the terminal, from assets/locales, in the language spoken there
// (base/say.hpp).
namespace samen::server {

// "Has waited 34 days". A key that the catalogue does not know is shown as it is, with its
// arguments.
std::string reason_in_words(const domain::Reason& reason);

// "language.ti" -> "Tigrinya".
std::string term_in_words(std::string_view key);

std::string age_in_words(std::int64_t ms);  // "3 minutes", "2 days"

}  // namespace samen::server
