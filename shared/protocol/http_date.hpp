// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The one form of date that HTTP servers send: RFC 9110 section 5.6.7, IMF-fixdate,
// "Sun, 06 Nov 1994 08:49:37 GMT".
namespace samen::protocol {

// Of milliseconds since 1970.
std::string http_date(std::int64_t ms);

// Seconds since 1970, or nothing.
std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace samen::protocol
