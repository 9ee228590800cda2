// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
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

// "0.25", with the comma where the language has one.
std::string decimal_in_words(double value, int digits);

// "Tigrinya" and "Dutch" make "Tigrinya, Dutch".
void add_to(std::string& list, std::string_view one, std::string_view between = ", ");

// In a column of a table, of so many characters. Words that are longer stay whole.
std::string flush_left(std::string_view words, std::size_t columns);
std::string flush_right(std::string_view words, std::size_t columns);

}  // namespace samen::server
