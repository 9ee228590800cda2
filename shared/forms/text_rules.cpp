// SPDX-License-Identifier: Apache-2.0
#include "forms/text_rules.hpp"

#include <algorithm>

#include "base/human_code.hpp"
#include "base/receipt_secret.hpp"
#include "domain/values.hpp"
#include "forms/field_error.hpp"
#include "forms/normal_text.hpp"
#include "forms/phone_number.hpp"

namespace samen::forms {
namespace {

using Fault = std::optional<FieldError>;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Letters, digits and signs of an address that is not in quotation marks (RFC 5321, 4.1.2), and the
// two signs between its parts.
constexpr std::string_view kMailCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.@";
constexpr std::size_t kLongestLocal = 64;
constexpr std::size_t kLongestLabel = 63;

bool are_atoms(std::string_view local) {
  return local.size() <= kLongestLocal && !local.starts_with('.') && !local.ends_with('.') &&
         local.find("..") == std::string_view::npos;
}

bool is_label(std::string_view label) {
  constexpr std::string_view kAlphabet =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  return !label.empty() && label.size() <= kLongestLabel && !label.starts_with('-') &&
         !label.ends_with('-') && label.find_first_not_of(kAlphabet) == std::string_view::npos;
}

// Two labels or more; the last one is letters, or the form in which other scripts stand there.
bool is_mail_domain(std::string_view domain) {
  const std::size_t last = domain.rfind('.');
  if (last == std::string_view::npos) return false;
  const std::string_view ending = domain.substr(last + 1);
  const bool letters = ending.find_first_of("0123456789-") == std::string_view::npos;
  if (ending.size() < 2 || (!letters && !ending.starts_with("xn--"))) return false;
  for (std::size_t at = 0; at <= domain.size();) {
    const std::size_t dot = std::min(domain.find('.', at), domain.size());
    if (!is_label(domain.substr(at, dot - at))) return false;
    at = dot + 1;
  }
  return true;
}

}  // namespace

Fault name_fault(std::string_view text) {
  if (text.empty()) return error("error.name.empty");
  if (domain::code_points(text) > domain::kMaxNameCharacters) {
    return error("error.text.long", {number("max", domain::kMaxNameCharacters)});
  }
  if (!domain::check_name(text) || has_control(text)) return error("error.name.character");
  if (!has_letter(text)) return error("error.name.letter");
  return std::nullopt;
}

Fault phone_fault(std::string_view text) {
  if (text.empty()) return error("error.phone.empty");
  const auto number = read_phone(text);
  return number ? std::nullopt : Fault(error(number.error()));
}

Fault email_fault(std::string_view text) {
  if (text.empty()) return error("error.email.empty");
  if (domain::code_points(text) > domain::kMaxContactCharacters) {
    return error("error.text.long", {number("max", domain::kMaxContactCharacters)});
  }
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) {
    return error("error.email.at");
  }
  if (text.find_first_not_of(kMailCharacters) != std::string_view::npos) {
    return error("error.email.character");
  }
  if (!are_atoms(text.substr(0, at))) return error("error.email.dot");
  return is_mail_domain(text.substr(at + 1)) ? std::nullopt : Fault(error("error.email.domain"));
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
  std::string symbols;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    const int value = base::crockford_value(c);
    if (value < 0) return error("error.code.character");
    symbols += base::kCrockford[static_cast<std::size_t>(value)];
  }
  using base::HumanCode;
  const auto code = HumanCode::parse(symbols);
  if (code && code->use() != HumanCode::Use::own) return std::nullopt;
  // An own code with a typing mistake is still somebody's own.
  const char first = symbols.empty() ? ' ' : symbols.front();
  const bool whole = symbols.size() == HumanCode::kSymbols;
  if (code || (whole && first == HumanCode::kOwnLetter)) return error("error.code.own");
  // What fits here of the secret of a receipt, which nobody should ask for.
  if (whole && first == base::ReceiptSecret::kLetter) return error("error.code.secret");
  const bool for_group = first == HumanCode::kGroupLetter;
  if (whole) return error(for_group ? "error.code.check" : "error.code.first");
  if (symbols.size() == HumanCode::kOldSymbols && !for_group) return error("error.code.check");
  return error("error.code.length", {number("count", static_cast<std::int64_t>(symbols.size()))});
}

}  // namespace samen::forms
