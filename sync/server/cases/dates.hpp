// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

// Days as people type and read them, in UTC.
namespace samen::server {

std::string date_in_words(std::int64_t at_ms);  // "2026-12-31"

// 0 to 23, in the time zone of this machine: of what people do by day.
int local_hour(std::int64_t at_ms);

// "2026-12-31" as the first millisecond of that day; `option` is named in the refusal.
// Errc::invalid_input for anything else.
base::Result<std::int64_t> parse_day(std::string_view text, std::string_view option = "--day");

}  // namespace samen::server
