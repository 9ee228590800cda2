// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/spans.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// A kiosk that was not heard for so long is quiet.
inline constexpr std::int64_t kQuietMs = base::kDayMs;

// What the store held when it was last looked at.
struct StoreGauges {
  std::int64_t to_apply = 0;
  std::int64_t needs_review = 0;
  std::int64_t devices = 0;        // not revoked
  std::int64_t devices_quiet = 0;  // of these: not heard for a day
  std::int64_t devices_gap = 0;    // of these: envelopes lie beyond a missing number
  std::int64_t alarms = 0;         // kinds and kiosks, in the last day
  std::int64_t file_bytes = 0;
  std::int64_t disk_free_bytes = 0;
  bool disk_read_only = false;
  bool backup_on_same_disk = false;
  bool backups_share_disk = false;  // two folders, one disk
};

// True when both are there and lie on one disk.
bool share_a_disk(const std::filesystem::path& a, const std::filesystem::path& b);

// What the meters show about the store. A handful of queries over indexes and small tables; does
// not grow with the number of records.
base::Result<StoreGauges> read_gauges(Store& store, const DataFolder& folder);

}  // namespace samen::server
