// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// Older verified copies beside the newest one, so that a mistake that is in the newest within seconds
// (a wrong erase, a damage that still reads) can be taken back for weeks.
namespace samen::server {

// One copy of each of so many hours, days and weeks.
struct KeepCopies {
  int hourly = 6;
  int daily = 7;
  int weekly = 4;
  bool operator==(const KeepCopies&) const = default;
};
// "6,7,4"; Errc::invalid_input for anything else. 0 to 100 each.
base::Result<KeepCopies> parse_keep(std::string_view text);

struct Generation {
  std::filesystem::path file;  // matcher-<made_ms>.db
  std::int64_t made_ms = 0;    // Unix time, from its name
  bool operator==(const Generation&) const = default;
};

// The older copies in a folder, newest first. A folder that is not there has none.
std::vector<Generation> list_generations(const std::filesystem::path& home);

// Those that the rule does not keep. Copies that seem to come from the future, as after a clock was set
// back, neither count nor go, unless there are more of them than the rule keeps in all.
std::vector<Generation> superfluous(const std::vector<Generation>& newest_first,
                                    const KeepCopies& keep, std::int64_t now_ms);

// Makes the newest copy a generation too when this hour has none yet, and removes what is superfluous.
base::Result<void> keep_generation(const std::filesystem::path& newest, const KeepCopies& keep,
                                   std::int64_t now_ms);

}  // namespace samen::server
