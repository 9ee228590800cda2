// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/locid.h>
#include <unicode/unistr.h>

// ICU's knowledge about languages. Included only by this room's .cpp files.
namespace samen::i18n {

// The locale of a BCP 47 tag, aliases resolved ("prs" is Persian as written in Afghanistan); root
// when the tag is nonsense.
icu::Locale locale_of(std::string_view language);

// The same with Latin digits: codes, phone numbers and counts look alike in every language.
icu::Locale latin_digits(std::string_view language);

std::string utf8(const icu::UnicodeString& text);

std::string native_name_of(std::string_view language);
bool is_right_to_left(std::string_view language);
std::vector<std::string> plural_categories(std::string_view language);
std::string day_words(std::string_view language, std::int64_t unix_ms);
std::string join_list(std::string_view language, const std::vector<std::string>& items);

}  // namespace samen::i18n
