// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// Which version of openapi.yaml both sides speak; a lint holds it against info.version there.
namespace samen::protocol {

inline constexpr std::string_view kApiVersion = "1.1.0";

// How refusals come (RFC 9457) to whoever accepts it; to others the same as application/json.
inline constexpr std::string_view kProblemType = "application/problem+json";
// What a courier accepts.
inline constexpr std::string_view kAccepted = "application/json, application/problem+json";

}  // namespace samen::protocol
