// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/server/store/generations.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// Puts a verified copy in the place of the store (which is kept beside it) under a new epoch, so
// that every kiosk offers again what it still holds. `copy` is the name of an older one in the
// backup folder (generations.hpp); empty: the newest. Nothing may have the store open.
//
// First everything is checked: the copy itself, that it belongs to the keys in the folder, that
// every envelope in it is what its kiosk signed. Until then nothing has changed; from then on a
// kill at any moment leaves either the old store, or a folder that every command refuses with the
// words to restore again. Errc::not_found without copy or keys, Errc::conflict for other keys.
base::Result<void> restore_backup(const DataFolder& folder, const base::Clock& clock,
                                  base::Random& random, const std::string& copy = "");

// What a restore of this copy would bring back, found by doing everything but putting it in place,
// in a folder DATA/drill that is gone afterwards. Fails as the restore would. May run while serve
// runs.
struct DrillReport {
  std::int64_t envelopes = 0;
  std::int64_t devices = 0;
  std::int64_t audit_lines = 0;
};
base::Result<DrillReport> drill_restore(const DataFolder& folder, const base::Clock& clock,
                                        base::Random& random, const std::string& copy = "");

// The copies that are not the newest one under its other name, the last one made first.
std::vector<Generation> older_copies(const DataFolder& folder);

// Files that show that a matcher lives or lived in this folder, or was begun there: keys, stores,
// copies. Nobody may make new keys over them.
std::vector<std::string> traces_of_matcher(const DataFolder& folder);

}  // namespace samen::server
