// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/gauges.hpp"

#include <filesystem>

namespace samen::server {

using base::Result;

namespace {

constexpr std::int64_t kQuietMs = 24 * 3'600'000;

}  // namespace

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
  std::error_code unknown;
  const auto size = std::filesystem::file_size(folder.database(), unknown);
  if (!unknown) gauges.file_bytes = static_cast<std::int64_t>(size);
  const auto space = std::filesystem::space(folder.root, unknown);
  if (unknown) return base::fail(base::Errc::storage, "cannot ask for the free space of the disk");
  gauges.disk_free_bytes = static_cast<std::int64_t>(space.available);
  return gauges;
}

}  // namespace samen::server
