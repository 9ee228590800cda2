// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/gauges.hpp"

#include <algorithm>
#include <filesystem>

#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/say.hpp"
#include "sync/server/store/backup.hpp"

namespace samen::server {

using base::Result;
using base::say;

namespace {

Result<void> look_at_disks(const DataFolder& folder, StoreGauges& gauges) {
  std::error_code unknown;
  const auto size = std::filesystem::file_size(folder.database(), unknown);
  if (!unknown) gauges.file_bytes = static_cast<std::int64_t>(size);
  struct statvfs disk{};
  if (::statvfs(folder.root.c_str(), &disk) != 0) {
    return base::fail(base::Errc::storage, say("cannot ask for the free space of the disk"));
  }
  gauges.disk_free_bytes = static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize);
  gauges.disk_read_only = (disk.f_flag & ST_RDONLY) != 0;
  const auto homes = backup_homes(folder);
  gauges.backup_on_same_disk = std::ranges::any_of(
      homes, [&folder](const auto& home) { return share_a_disk(folder.root, home); });
  gauges.backups_share_disk = homes.size() > 1 && share_a_disk(homes[0], homes[1]);
  return {};
}

}  // namespace

bool share_a_disk(const std::filesystem::path& a, const std::filesystem::path& b) {
  struct stat one{}, other{};
  return ::stat(a.c_str(), &one) == 0 && ::stat(b.c_str(), &other) == 0 &&
         one.st_dev == other.st_dev;
}

Result<StoreGauges> read_gauges(Store& store, const DataFolder& folder) {
  auto& database = store.database();
  StoreGauges gauges;
  const auto read = [&database](std::int64_t& into, std::string_view sql,
                                std::initializer_list<storage::Value> values = {}) {
    const auto value = database.integer(sql, values);
    if (value) into = value->value_or(0);
    return value ? Result<void>() : Result<void>(std::unexpected(value.error()));
  };
  // `state <> 'applied'` lets SQLite use the index that holds only those.
  SAMEN_CHECK(read(gauges.to_apply,
                   "SELECT count(*) FROM envelope WHERE state <> 'applied' AND state = 'stored'"));
  SAMEN_CHECK(
      read(gauges.needs_review,
           "SELECT count(*) FROM envelope WHERE state <> 'applied' AND state = 'needs_review'"));
  SAMEN_CHECK(read(gauges.devices, "SELECT count(*) FROM device WHERE revoked_ms IS NULL"));
  SAMEN_CHECK(read(gauges.devices_quiet,
                   "SELECT count(*) FROM device WHERE revoked_ms IS NULL AND "
                   "coalesce(last_contact_ms, enrolled_ms) < ?1",
                   {store.now_ms() - kQuietMs}));
  SAMEN_CHECK(read(gauges.devices_gap,
                   "SELECT count(*) FROM device WHERE revoked_ms IS NULL AND seen_through < "
                   "(SELECT max(sequence) FROM envelope WHERE device = number)"));
  SAMEN_CHECK(read(gauges.alarms, "SELECT count(*) FROM alarm WHERE last_ms > ?1",
                   {store.now_ms() - kQuietMs}));
  SAMEN_CHECK(look_at_disks(folder, gauges));
  return gauges;
}

}  // namespace samen::server
