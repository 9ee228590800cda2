// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"

// Strict reading of the JSON of a form file. Private to this room.
namespace samen::forms {

using Json = nlohmann::json;

std::unexpected<base::Error> bad(std::string why);  // Errc::invalid_input

// Text of the file that goes into an error: short, and nothing a terminal would act on.
std::string in_quotes(std::string_view text);

bool is_id(std::string_view text);   // [a-z0-9_], 1..32
bool is_key(std::string_view text);  // is_id with dots and dashes, 1..64: message keys, icon names

// Refuses text above `max_bytes`, nesting deeper than `max_depth`, and a member that stands twice.
base::Result<Json> parse_strictly(std::string_view text, std::size_t max_bytes, int max_depth);

// Refuses members that are not listed: a typing mistake must not become a setting that is off.
base::Result<void> only_members(const Json& object, std::initializer_list<std::string_view> known);

base::Result<std::string> text_member(const Json& object, const char* name,
                                      std::string otherwise = {});
base::Result<bool> flag_member(const Json& object, const char* name);  // false when absent
base::Result<int> number_member(const Json& object, const char* name, int otherwise, int lowest,
                                int highest);
base::Result<int> whole_number(const Json& value, const char* name, int lowest, int highest);

}  // namespace samen::forms
