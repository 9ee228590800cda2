// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/server/pages/page.hpp"

// What a browser sends of a form: application/x-www-form-urlencoded (WHATWG URL, section 5.1), in a
// body or behind '?'. Stricter than the standard: what no form of ours can send is refused.
namespace samen::server {

inline constexpr std::size_t kMaxFormBytes = 64 * 1024;
inline constexpr std::size_t kMaxFormFields = 200;

// Errc::limit for more or larger than allowed, Errc::invalid_input for a broken percent sign, text
// that is not UTF-8, or a character NUL.
base::Result<FormFields> read_form(std::string_view text, std::size_t most = kMaxFormFields);

bool has_field(const FormFields& fields, std::string_view name);

}  // namespace samen::server
