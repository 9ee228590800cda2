// SPDX-License-Identifier: Apache-2.0
#include "forms/text_rules.hpp"

#include <algorithm>

#include "base/human_code.hpp"
#include "domain/values.hpp"

namespace samen::forms {
namespace {

using Fault = std::optional<FieldError>;

FieldError error(std::string key) {
  return {std::move(key), {}};
}
FieldError error(std::string key, std::string name, std::int64_t value) {
  return {std::move(key), {{std::move(name), {}, value}}};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

Fault name_fault(std::string_view text) {
  if (text.find_first_not_of(' ') == std::string_view::npos) return error("error.name.empty");
  if (domain::code_points(text) > domain::kMaxNameCharacters) {
    return error("error.text.long", "max", domain::kMaxNameCharacters);
  }
  if (!domain::check_name(text)) return error("error.name.character");
  return std::nullopt;
}

Fault phone_fault(std::string_view text) {
  if (text.empty()) return error("error.phone.empty");
  const auto digits = std::ranges::count_if(text, is_digit);
  const std::size_t first = text.front() == '+' ? 1 : 0;
  if (text.find_first_not_of("0123456789 -", first) != std::string_view::npos) {
    return error("error.phone.character");
  }
  if (digits < kMinPhoneDigits) return error("error.phone.short", "min", kMinPhoneDigits);
  if (digits > kMaxPhoneDigits) return error("error.phone.long", "max", kMaxPhoneDigits);
  return domain::check_phone(text) ? std::nullopt : Fault(error("error.phone.character"));
}

Fault email_fault(std::string_view text) {
  if (text.empty()) return error("error.email.empty");
  if (domain::code_points(text) > domain::kMaxContactCharacters) {
    return error("error.text.long", "max", domain::kMaxContactCharacters);
  }
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) {
    return error("error.email.at");
  }
  if (text.find_first_of(" ,;") != std::string_view::npos) return error("error.email.character");
  if (!domain::check_email(text)) return error("error.email.domain");
  return std::nullopt;
}

Fault postcode_fault(std::string_view text) {
  if (text.empty()) return error("error.postcode.empty");
  if (!std::ranges::all_of(text, is_digit)) return error("error.postcode.digits");
  if (text.size() != kPostcodeDigits) return error("error.postcode.length");
  if (!domain::Postcode4::parse(text)) return error("error.postcode.range");
  return std::nullopt;
}

Fault join_code_fault(std::string_view text) {
  if (text.empty()) return error("error.code.empty");
  int symbols = 0;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    if (base::crockford_value(c) < 0) return error("error.code.character");
    ++symbols;
  }
  if (symbols != kJoinCodeSymbols) return error("error.code.length", "count", symbols);
  if (!base::HumanCode::parse(text)) return error("error.code.check");
  return std::nullopt;
}

}  // namespace samen::forms
