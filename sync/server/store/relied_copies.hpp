// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string_view>
#include <vector>

#include "sync/server/store/store.hpp"

// What a kiosk may delete is what each of the last so many verified copies holds: the store and the
// newest copy may be lost together and nothing is lost that somebody was thanked for.
namespace samen::server {

// How many, 1 to kMostCopiesBeforeDelete; kept with the store as this setting.
inline constexpr std::string_view kCopiesBeforeDeleteSetting = "copies_before_delete";
inline constexpr int kCopiesBeforeDelete = 2;
inline constexpr int kMostCopiesBeforeDelete = 10;
base::Result<int> copies_before_delete(Store& store);

struct ReliedCopies {
  std::vector<std::filesystem::path> older;  // those that count beside the newest
  std::map<std::int64_t, std::int64_t>
      through;  // device number -> the number all of them hold up to
};

// Reads the older copies in `homes`, the last one first, until `wanted` hold together with
// `newest`: an open store at a copy that was verified and lies in another folder yet. Each is read
// to its end, so one that was damaged meanwhile does not count, and the one before it does. With
// fewer than wanted nothing may be deleted: every mark is 0. Changes no copy.
base::Result<ReliedCopies> read_relied_copies(Store& newest,
                                              const std::vector<std::filesystem::path>& homes,
                                              int wanted);

// Lowers the marks to what the keys in the homes of all these copies open: a copy without the key
// of a record does not hold it. `newest` lies under `home` once it is in place. What was erased
// needs no key.
base::Result<void> hold_back_without_keys(ReliedCopies& relied, Store& newest,
                                          const std::filesystem::path& home,
                                          const ErasedNames& erased);

}  // namespace samen::server
