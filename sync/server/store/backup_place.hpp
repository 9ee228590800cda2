// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sync/server/store/store.hpp"

// Whether the backup folder is the one that was meant. When its disk is not mounted, an empty
// folder of the same name lies there, and a copy in it would be lost together with the store.
namespace samen::server {

inline constexpr std::string_view kBackupMarker = "samen-backup";

// A folder outside DATA carries a marker since its first copy. Errc::not_found when it has gone.
// Marks a folder that was not used before. Expects no running transaction.
base::Result<void> check_backup_place(Store& store, const DataFolder& folder);
// The next copy may go to a folder without a marker: a new disk under the old name. Kiosks delete
// nothing until there are enough copies on it.
base::Result<void> forget_backup_place(Store& store);

}  // namespace samen::server
