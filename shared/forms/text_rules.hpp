// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "forms/validate.hpp"

// What typed text must look like, with an error that says how to mend it. The domain's own checks
// (check_phone and the like) have the last word when a record is made; a test holds both together.
namespace samen::forms {

inline constexpr int kMinPhoneDigits = 8;
inline constexpr int kMaxPhoneDigits = 15;
inline constexpr int kPostcodeDigits = 4;
inline constexpr int kJoinCodeSymbols = 9;

std::optional<FieldError> name_fault(std::string_view text);
std::optional<FieldError> phone_fault(std::string_view text);
std::optional<FieldError> email_fault(std::string_view text);
std::optional<FieldError> postcode_fault(std::string_view text);
std::optional<FieldError> join_code_fault(std::string_view text);

}  // namespace samen::forms
