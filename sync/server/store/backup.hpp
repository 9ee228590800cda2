// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "sync/server/store/store.hpp"

// The verified copies that kiosks wait for before they delete anything.
namespace samen::server {

struct BackupReport {
  std::int64_t envelopes = 0;  // rows in the verified copy
  int wanted = 0;              // copies that have to hold something before a kiosk may delete it
};

// Copies the store while others go on, checks the copy (quick_check, the audit chain, and that no
// table has fewer rows than the store had when the copy began), puts it in the place of the one
// before, which stays beside it as an older generation (generations.hpp), and only then sets every
// device's durable_through to what the last copies hold (relied_copies.hpp). After any failure the
// copies before are still there and no mark has moved. With two folders a copy goes to the one
// whose last copy is older; when that fails the other gets one all the same, no mark moves, and the
// failure is told. `before_check` is a test hook: it may do harm to the copy.
using CopyHook = std::function<void(const std::filesystem::path& copy)>;
// How many older ones stay, as KeepCopies in words.
inline constexpr std::string_view kKeepCopiesSetting = "backup_keep";
// The folders copies go to.
std::vector<std::filesystem::path> backup_homes(const DataFolder& folder);
base::Result<BackupReport> make_verified_backup(Store& store, const DataFolder& folder,
                                                const CopyHook& before_check = {});

// Anything in the store that the last backup of this process does not have? Cheap; asks SQLite's
// own change counters.
class BackupWatch {
 public:
  // Ask right before a backup.
  base::Result<bool> changed(Store& store);
  // Call after it: the backup's own bookkeeping is no change, whatever another process did since
  // changed() is one.
  base::Result<void> settle(Store& store);

 private:
  std::int64_t others_ = -1;       // "PRAGMA data_version": commits of other connections
  std::int64_t others_asked_ = 0;  // its value at the last changed()
  std::int64_t own_ = -1;          // rows this connection has changed
};

}  // namespace samen::server
