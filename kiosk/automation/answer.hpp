// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kiosk/automation/host.hpp"

// The lines that go back: JSON objects with "ok" in front, no line break at the end.
namespace samen::automation {

std::string ok_answer();
std::string error_answer(const base::Error& error);
std::string nodes_answer(const ui::NodeRegistry& nodes);
std::string state_answer(const Snapshot& snapshot);
std::string metrics_answer(std::span<const Metric> metrics);
std::string screenshot_answer(const platform::Image& image);

// "there is no "x" on this screen; near: ...": the ids that look most like it.
base::Error unknown_id(std::string_view id, const ui::NodeRegistry& nodes);
std::vector<std::string> near_ids(std::string_view id, const ui::NodeRegistry& nodes,
                                  std::size_t count);

}  // namespace samen::automation
