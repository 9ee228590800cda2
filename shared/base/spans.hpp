// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// Spans of time in milliseconds, the unit of every clock and stored moment here.
namespace samen::base {

inline constexpr std::int64_t kHourMs = 3'600'000;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

}  // namespace samen::base
