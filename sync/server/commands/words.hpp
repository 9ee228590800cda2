// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/proposal.hpp"

// English for the terminal. Screens take the same keys to assets/locales; the matcher runs where no
// catalogue is installed.
namespace samen::server {

// "they want help with learning Dutch and finding work, and the group offers it". A key this table
// does not know is shown as it is, with its arguments.
std::string reason_in_words(const domain::Reason& reason);

// True when the table has words for this key.
bool has_words(const std::string& key);

// "language.ti" -> "Tigrinya".
std::string term_in_words(std::string_view key);

std::string age_in_words(std::int64_t ms);  // "3 minutes", "2 days"

}  // namespace samen::server
