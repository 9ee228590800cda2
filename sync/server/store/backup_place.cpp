// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/backup_place.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kSetting = "backup_place";  // "<path>\n<id>"; of two folders one each

std::string setting_of(const std::string& path) {
  return std::string(kSetting) + " " + path;
}

Result<std::string> noted_place(Store& store, const std::string& path) {
  SAMEN_TRY(const auto own, store.setting(setting_of(path)));
  if (own) return *own;
  SAMEN_TRY(const auto only, store.setting(kSetting));  // while there could be one folder
  return only.value_or("");
}

}  // namespace

Result<void> check_backup_place(Store& store, const DataFolder& folder) {
  if (folder.backups.empty()) return {};  // inside DATA: always on the disk of the store
  const auto marker = folder.backups / kBackupMarker;
  const auto path = std::filesystem::absolute(folder.backups).string();
  SAMEN_TRY(const std::string noted, noted_place(store, path));
  const auto found = base::read_file(marker, 100);
  if (found && noted == path + "\n" + *found) return {};
  if (noted.starts_with(path + "\n")) {
    return fail(Errc::not_found,
                say("the backup folder {} has lost its marker {}: is its disk mounted? No copy is "
                    "made there, and kiosks delete nothing. For a new disk under the old name "
                    "start serve once with --new-backup-disk",
                    path, kBackupMarker));
  }
  auto id = found.value_or("");
  if (id.empty()) {
    SAMEN_CHECK(base::make_private_folder(folder.backups));
    id = base::make_uuid(store.clock(), store.random()).str();
    SAMEN_CHECK(base::write_file_durably(marker, base::as_bytes(id)));
  }
  return store.set_setting(setting_of(path), path + "\n" + id);
}

Result<void> forget_backup_place(Store& store) {
  // The copies that the marks speak of may be on the old disk.
  SAMEN_CHECK(store.database().execute("UPDATE device SET durable_through = 0"));
  return store.database().execute("UPDATE setting SET value = '' WHERE name GLOB 'backup_place*'");
}

}  // namespace samen::server
