// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "base/uuid.hpp"

namespace samen::server {

// The day of a first meeting as an entry of a calendar (RFC 5545): private, a whole day, no place.
// Somebody looks over a shoulder at a calendar, so `title` names nobody and says nothing of why.
struct MeetingEntry {
  base::Uuid match;
  std::int64_t noted_ms = 0;  // when the day was set, or called off; Unix milliseconds
  std::int64_t day_ms = 0;    // its first moment, UTC
  std::string title;
  bool off = false;  // takes the entry back
};
base::Result<std::string> calendar_of(const MeetingEntry& meeting);

}  // namespace samen::server
