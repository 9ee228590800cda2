// SPDX-License-Identifier: Apache-2.0
#include "forms/phone_number.hpp"

#include <string>

#include <phonenumbers/phonenumberutil.h>
#include <unicode/uchar.h>

#include "domain/values.hpp"
#include "forms/code_points.hpp"

namespace samen::forms {
namespace {

using i18n::phonenumbers::PhoneNumberUtil;
using Plan = i18n::phonenumbers::PhoneNumber;

constexpr const char* kRegion = "NL";

void forget(std::string& text) {
  base::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
}

// Digits of any script as Latin ones, one + in front, and the signs people group digits with. The
// library would take letters too (0800-FLOWERS), cut what it does not know, and glue the rest.
bool take_digits(std::string_view text, std::string& out) {
  constexpr std::string_view kBetween = " -./()";
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<UChar32>(next_code_point(text, at));
    const std::int32_t digit = u_charDigitValue(c);
    const bool dash = c == 0x2010 || c == 0x2011 || c == 0x2013;
    if (digit >= 0 && digit <= 9) {
      out += static_cast<char>('0' + digit);
    } else if (c == '+' && out.find_first_not_of(" (") == std::string::npos) {
      out += '+';
    } else if (dash || (c < 0x80 && kBetween.find(static_cast<char>(c)) != kBetween.npos)) {
      out += dash ? '-' : static_cast<char>(c);
    } else {
      return false;
    }
  }
  return true;
}

const char* fault_of(PhoneNumberUtil::ErrorType error) {
  switch (error) {
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return "error.phone.country";
    case PhoneNumberUtil::TOO_LONG_NSN:
      return "error.phone.long";
    default:  // there are digits: too few to be a number
      return "error.phone.short";
  }
}

// The plan knows short codes and machines with long numbers, so "possible" says little; a person's
// number here has nine digits after the 0.
const char* dutch_fault(const PhoneNumberUtil& plans, const Plan& number) {
  constexpr int kNetherlands = 31;
  constexpr std::size_t kNational = 9;
  if (number.country_code() != kNetherlands) return "error.phone.unknown";
  std::string national;
  plans.GetNationalSignificantNumber(number, &national);
  const std::size_t digits = national.size();
  forget(national);
  if (digits == kNational) return "error.phone.unknown";
  return digits < kNational ? "error.phone.short" : "error.phone.long";
}

const char* fault_of(const PhoneNumberUtil& plans, const Plan& number) {
  switch (plans.IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::TOO_SHORT:
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
      return "error.phone.short";
    case PhoneNumberUtil::TOO_LONG:
      return "error.phone.long";
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
      return "error.phone.country";
    default:
      break;
  }
  if (!plans.IsValidNumber(number)) return dutch_fault(plans, number);
  switch (plans.GetNumberType(number)) {
    case PhoneNumberUtil::TOLL_FREE:
    case PhoneNumberUtil::PREMIUM_RATE:
    case PhoneNumberUtil::SHARED_COST:
      return "error.phone.nobody";
    default:
      return nullptr;
  }
}

}  // namespace

std::expected<PhoneNumber, const char*> read_phone(std::string_view normal) {
  std::string digits;
  digits.reserve(normal.size());
  const bool taken = take_digits(normal, digits);
  if (!taken || digits.find_first_of("0123456789") == std::string::npos) {
    forget(digits);
    return std::unexpected("error.phone.character");
  }
  const PhoneNumberUtil& plans = *PhoneNumberUtil::GetInstance();
  Plan number;
  const auto error = plans.Parse(digits, kRegion, &number);
  forget(digits);
  if (error != PhoneNumberUtil::NO_PARSING_ERROR) return std::unexpected(fault_of(error));
  if (const char* fault = fault_of(plans, number)) return std::unexpected(fault);
  std::string e164;
  std::string shown;
  plans.Format(number, PhoneNumberUtil::E164, &e164);
  plans.Format(number, PhoneNumberUtil::INTERNATIONAL, &shown);
  PhoneNumber out{base::SecretText(e164), base::SecretText(shown)};
  forget(e164);
  forget(shown);
  // A few islands have shorter ones than a record may hold.
  if (!domain::check_phone(out.e164.view())) return std::unexpected("error.phone.unknown");
  return out;
}

}  // namespace samen::forms
