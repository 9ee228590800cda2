// SPDX-License-Identifier: Apache-2.0
#include "domain/values.hpp"

#include "base/encoding.hpp"

namespace samen::domain {

using base::Errc;
using base::fail;
using base::Result;

Result<Postcode4> Postcode4::parse(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return fail(Errc::invalid_input, "a postcode here has only digits");
    number = number * 10 + (c - '0');
    if (number > 99999) break;
  }
  if (text.size() != 4) return fail(Errc::invalid_input, "a postcode here has four digits");
  return from_number(number);
}

Result<Postcode4> Postcode4::from_number(int number) {
  if (number < 1000 || number > 9999) {
    return fail(Errc::invalid_input, "Dutch postcodes lie between 1000 and 9999");
  }
  Postcode4 postcode;
  postcode.number_ = number;
  return postcode;
}

void LanguageSkills::set(Language language, LanguageLevel level) {
  if (level == LanguageLevel::none) {
    levels_.erase(language);
  } else {
    levels_[language] = level;
  }
}

LanguageLevel LanguageSkills::level(Language language) const {
  const auto found = levels_.find(language);
  return found == levels_.end() ? LanguageLevel::none : found->second;
}

SetOf<Language> LanguageSkills::at_least(LanguageLevel level) const {
  SetOf<Language> set;
  for (const auto& [language, known] : levels_) {
    if (known >= level) set.add(language);
  }
  return set;
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) ++count;
  }
  return count;
}

Result<void> check_name(std::string_view text) {
  if (!base::is_utf8(text)) return fail(Errc::invalid_input, "the name is not valid UTF-8");
  const std::size_t length = code_points(text);
  if (length == 0 || text.find_first_not_of(' ') == std::string_view::npos) {
    return fail(Errc::invalid_input, "the name is empty");
  }
  if (length > kMaxNameCharacters) {
    return fail(Errc::limit, "the name is longer than 80 characters");
  }
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      return fail(Errc::invalid_input, "the name holds a control character");
    }
  }
  return {};
}

Result<void> check_phone(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c == '+' && i == 0) {
      continue;
    } else if (c != ' ' && c != '-') {
      return fail(Errc::invalid_input, "a phone number has digits, spaces, and a + in front");
    }
  }
  if (digits < 8 || digits > 15) {
    return fail(Errc::invalid_input, "a phone number has 8 to 15 digits");
  }
  return {};
}

Result<void> check_email(std::string_view text) {
  if (code_points(text) > kMaxContactCharacters) {
    return fail(Errc::limit, "the e-mail address is longer than 80 characters");
  }
  const auto at = text.find('@');
  const bool one_at =
      at != std::string_view::npos && text.find('@', at + 1) == std::string_view::npos;
  if (!one_at || at == 0) return fail(Errc::invalid_input, "an e-mail address has one @ inside");
  const auto domain = text.substr(at + 1);
  const auto dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 2 >= domain.size() ||
      domain.find("..") != std::string_view::npos) {
    return fail(Errc::invalid_input, "an e-mail address ends in something like voorbeeld.nl");
  }
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f || c == ',' || c == ';') {
      return fail(Errc::invalid_input, "an e-mail address has no spaces, commas or semicolons");
    }
  }
  return base::is_utf8(text) ? Result<void>{}
                             : fail(Errc::invalid_input, "the e-mail address is not valid UTF-8");
}

}  // namespace samen::domain
