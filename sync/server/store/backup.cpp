// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/backup.hpp"

#include <array>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

// Tables that only ever grow: a copy with fewer rows has lost something.
constexpr std::array<std::string_view, 8> kGrowing = {"device",        "envelope",  "household",
                                                      "welcome_group", "volunteer", "proposal",
                                                      "decision",      "audit"};

Result<std::int64_t> count(storage::Database& database, std::string_view table) {
  SAMEN_TRY(const auto rows, database.integer(std::string("SELECT count(*) FROM ").append(table)));
  return rows.value_or(0);
}

// A jump in device numbers after a restore: more kiosks than anyone enrols between two backups.
constexpr std::int64_t kNumbersSkipped = 64;

}  // namespace

Result<BackupReport> make_verified_backup(Store& store, const DataFolder& folder) {
  SAMEN_CHECK(base::make_private_folder(folder.backup().parent_path()));
  std::array<std::int64_t, kGrowing.size()> before{};
  for (std::size_t i = 0; i < kGrowing.size(); ++i) {
    SAMEN_TRY(before[i], count(store.database(), kGrowing[i]));
  }
  SAMEN_CHECK(store.database().backup_to(folder.backup()));

  BackupReport report;
  std::vector<std::pair<std::int64_t, std::int64_t>> through;  // device number, seen_through
  {
    SAMEN_TRY(auto copy, Store::open(DataFolder{folder.backup().parent_path()}, store.clock(),
                                     store.random()));
    if (copy.epoch() != store.epoch()) {
      return fail(Errc::storage_damaged, "the backup is of another epoch than the store");
    }
    for (std::size_t i = 0; i < kGrowing.size(); ++i) {
      SAMEN_TRY(const auto rows, count(copy.database(), kGrowing[i]));
      if (rows < before[i]) {
        return fail(Errc::storage_damaged,
                    "the backup lacks rows of the table " + std::string(kGrowing[i]));
      }
      if (kGrowing[i] == "envelope") report.envelopes = rows;
    }
    SAMEN_TRY(auto devices, copy.database().prepare("SELECT number, seen_through FROM device"));
    for (;;) {
      SAMEN_TRY(const bool row, devices.step());
      if (!row) break;
      through.emplace_back(devices.integer(0), devices.integer(1));
    }
  }

  SAMEN_TRY(auto transaction, storage::Transaction::begin(store.database()));
  for (const auto& [number, seen] : through) {
    SAMEN_TRY(const auto rows, store.database().run("UPDATE device SET durable_through = ?2 "
                                                    "WHERE number = ?1 AND durable_through < ?2",
                                                    {number, seen}));
    report.devices_advanced += static_cast<int>(rows);
  }
  SAMEN_CHECK(transaction.commit());
  return report;
}

Result<bool> BackupWatch::changed(Store& store) {
  SAMEN_TRY(const auto others, store.database().integer("PRAGMA data_version"));
  SAMEN_TRY(const auto own, store.database().integer("SELECT total_changes()"));
  others_asked_ = others.value_or(0);
  return others_asked_ != others_ || own.value_or(0) != own_;
}

Result<void> BackupWatch::settle(Store& store) {
  SAMEN_TRY(const auto own, store.database().integer("SELECT total_changes()"));
  others_ = others_asked_;
  own_ = own.value_or(0);
  return {};
}

Result<void> restore_backup(const DataFolder& folder, const base::Clock& clock,
                            base::Random& random) {
  const DataFolder copy_folder{folder.backup().parent_path()};
  if (!std::filesystem::exists(folder.backup())) {
    return fail(Errc::not_found, "there is no verified backup at " + folder.backup().string());
  }
  // Verify, give the copy its new life, and only then move it into place.
  const auto draft = folder.root / "restore";
  SAMEN_CHECK(base::make_private_folder(draft));
  std::error_code error;
  std::filesystem::copy_file(folder.backup(), draft / "matcher.db",
                             std::filesystem::copy_options::overwrite_existing, error);
  if (error) return fail(Errc::storage, "cannot copy the backup: " + error.message());
  {
    SAMEN_TRY(auto store, Store::open(DataFolder{draft}, clock, random));
    SAMEN_TRY(auto transaction, storage::Transaction::begin(store.database()));
    SAMEN_TRY(const auto last, store.database().integer("SELECT max(number) FROM device"));
    SAMEN_TRY(const auto floor, store.setting("device_floor"));
    const std::int64_t used =
        std::max<std::int64_t>(last.value_or(0), floor ? std::stoll(*floor) : 0);
    SAMEN_CHECK(store.set_setting("device_floor", std::to_string(used + kNumbersSkipped)));
    SAMEN_CHECK(store.start_new_epoch());
    SAMEN_CHECK(store.database().execute("UPDATE device SET durable_through = seen_through"));
    SAMEN_CHECK(write_audit(store, "operator", "restore", store.epoch().str()));
    SAMEN_CHECK(transaction.commit());
  }
  const auto old =
      folder.database().string() + ".before-restore-" + std::to_string(clock.wall_ms());
  for (const std::string ending : {"", "-journal"}) {
    const std::string name = folder.database().string() + ending;
    if (std::filesystem::exists(name)) std::filesystem::rename(name, old + ending, error);
  }
  std::filesystem::rename(draft / "matcher.db", folder.database(), error);
  if (error) return fail(Errc::storage, "cannot put the backup in place: " + error.message());
  std::filesystem::remove_all(draft, error);
  return {};
}

}  // namespace samen::server
