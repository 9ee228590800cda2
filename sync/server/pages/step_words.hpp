// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/work_lines.hpp"

namespace samen::server {

// What is to be done, as a sentence without a full stop: a NextStep's words are the kiosk's.
std::string step_words(const Frame& frame, std::string_view kind);

// "2 days late", "Today", "Tue 1 December".
std::string due_words(const Frame& frame, Urgency when, std::int64_t due_ms);

}  // namespace samen::server
