// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// Verified copies beside each other, so that the newest one may be lost with the store, and a
// mistake that is in it within seconds (a wrong erase, a damage that still reads) can be taken back
// for weeks.
namespace samen::server {

// One copy of each of so many hours, days and weeks: the last one of each.
struct KeepCopies {
  int hourly = 6;
  int daily = 7;
  int weekly = 4;
  bool operator==(const KeepCopies&) const = default;
};
// "6,7,4"; Errc::invalid_input for anything else. 0 to 100 each.
base::Result<KeepCopies> parse_keep(std::string_view text);

struct Generation {
  std::filesystem::path file;  // matcher-<made_ms>-<number>.db
  std::int64_t made_ms = 0;    // Unix time, from its name
  std::int64_t number = 0;  // grows with each copy, whatever the clock says; 0 in names from before
  bool operator==(const Generation&) const = default;
};

// The copies in a folder, the last one made first. A folder that is not there has none.
std::vector<Generation> list_generations(const std::filesystem::path& home);

// Whether what people told lies in this store or copy in clear: written by a program that knew no
// keys for it (record_keys.hpp). `unknown`: no store that can be read.
enum class HeldUnderKeys : std::uint8_t { yes, no, unknown };
HeldUnderKeys held_under_keys(const std::filesystem::path& store);

// Those that the rule does not keep. Copies that seem to come from the future, as after a clock was
// set back, neither count nor go, unless there are more of them than the rule keeps in all.
std::vector<Generation> superfluous(const std::vector<Generation>& newest_first,
                                    const KeepCopies& keep, std::int64_t now_ms);

// The copies of several folders as if they lay in one.
std::vector<Generation> list_generations(const std::vector<std::filesystem::path>& homes);

// Gives a copy that was verified its place among the generations, under a second name where the
// file system has such, so that it costs nothing. Its number follows `last`, the highest there is
// in any folder. The new name.
base::Result<std::filesystem::path> add_generation(const std::filesystem::path& verified,
                                                   const std::filesystem::path& home,
                                                   std::int64_t now_ms, std::int64_t last);

// Removes what is superfluous, but none of `needed`.
base::Result<void> thin_generations(const std::filesystem::path& home, const KeepCopies& keep,
                                    std::int64_t now_ms,
                                    const std::vector<std::filesystem::path>& needed);

}  // namespace samen::server
