// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "forms/validate.hpp"

// What typed text must look like, with an error that says how to mend it. Each rule takes normal
// text (normal_text.hpp) and is never laxer than the domain's own check of a record, which also has
// to take what earlier kiosks stored; a test holds both together.
namespace samen::forms {

inline constexpr int kPostcodeDigits = 4;

std::optional<FieldError> name_fault(std::string_view text);
std::optional<FieldError> phone_fault(std::string_view text);
std::optional<FieldError> email_fault(std::string_view text);
std::optional<FieldError> postcode_fault(std::string_view text);
std::optional<FieldError> join_code_fault(std::string_view text);

}  // namespace samen::forms
