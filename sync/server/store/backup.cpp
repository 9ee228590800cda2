// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/backup.hpp"

#include <array>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

// Tables that only erasure makes smaller: a copy with fewer rows and no more erasures has lost
// something.
constexpr std::array<std::string_view, 8> kGrowing = {"device",        "envelope",  "household",
                                                      "welcome_group", "volunteer", "proposal",
                                                      "decision",      "audit"};

Result<std::int64_t> count(storage::Database& database, std::string_view table) {
  SAMEN_TRY(const auto rows, database.integer(std::string("SELECT count(*) FROM ").append(table)));
  return rows.value_or(0);
}

// A jump in device numbers after a restore: more kiosks than anyone enrols between two backups.
constexpr std::int64_t kNumbersSkipped = 64;

struct Counts {
  std::array<std::int64_t, kGrowing.size()> rows{};
  std::int64_t erased = 0;
};

Result<Counts> count_growing(storage::Database& database) {
  Counts counts;
  SAMEN_TRY(counts.erased, count(database, "erased"));
  for (std::size_t i = 0; i < kGrowing.size(); ++i) {
    SAMEN_TRY(counts.rows[i], count(database, kGrowing[i]));
  }
  return counts;
}

// What a copy was seen to hold.
struct CheckedCopy {
  std::int64_t envelopes = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> through;  // device number, seen_through
};

Result<CheckedCopy> check_copy(Store& store, const DataFolder& where, const Counts& at_least) {
  CheckedCopy checked;
  SAMEN_TRY(auto copy, Store::open(where, store.clock(), store.random()));  // runs quick_check
  if (copy.epoch() != store.epoch()) {
    return fail(Errc::storage_damaged, "the backup is of another epoch than the store");
  }
  SAMEN_TRY(const auto counts, count_growing(copy.database()));
  const auto& rows = counts.rows;
  const bool erased_meanwhile = counts.erased > at_least.erased;
  for (std::size_t i = 0; i < kGrowing.size(); ++i) {
    if (rows[i] < at_least.rows[i] && !erased_meanwhile) {
      return fail(Errc::storage_damaged,
                  "the backup lacks rows of the table " + std::string(kGrowing[i]));
    }
    if (kGrowing[i] == "envelope") checked.envelopes = rows[i];
  }
  SAMEN_CHECK(check_audit(copy));
  SAMEN_TRY(auto devices, copy.database().prepare("SELECT number, seen_through FROM device"));
  for (;;) {
    SAMEN_TRY(const bool row, devices.step());
    if (!row) return checked;
    checked.through.emplace_back(devices.integer(0), devices.integer(1));
  }
}

}  // namespace

Result<BackupReport> make_verified_backup(Store& store, const DataFolder& folder,
                                          const CopyHook& before_check) {
  // The copy that kiosks rely on stays until the next one was seen to hold: the marks they have
  // been given speak of it.
  const auto home = folder.backup().parent_path();
  const DataFolder next{home / "next"};
  SAMEN_CHECK(base::make_private_folder(home));
  SAMEN_CHECK(base::make_private_folder(next.root));
  SAMEN_TRY(const auto before, count_growing(store.database()));
  SAMEN_CHECK(store.database().backup_to(next.database()));
  if (before_check) before_check(next.database());
  SAMEN_TRY(const auto checked, check_copy(store, next, before));
  // Never older than the copy: what was erased must not come back with it.
  SAMEN_CHECK(copy_erasures(folder.erasures(), folder.erasures_beside_backup()));
  std::error_code error;
  std::filesystem::rename(next.database(), folder.backup(), error);
  if (error) return fail(Errc::storage, "cannot put the backup in place: " + error.message());
  SAMEN_CHECK(base::sync_folder(home));

  BackupReport report;
  report.envelopes = checked.envelopes;
  SAMEN_TRY(auto transaction, store.begin());
  for (const auto& [number, seen] : checked.through) {
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
  if (!std::filesystem::exists(folder.backup())) {
    return fail(Errc::not_found, "there is no verified backup at " + folder.backup().string());
  }
  // Before the copy is the store: whoever opens it erases again what is on this list.
  SAMEN_CHECK(copy_erasures(folder.erasures_beside_backup(), folder.erasures()));
  // Verify, give the copy its new life, and only then move it into place.
  const auto draft = folder.root / "restore";
  SAMEN_CHECK(base::make_private_folder(draft));
  std::error_code error;
  std::filesystem::copy_file(folder.backup(), draft / "matcher.db",
                             std::filesystem::copy_options::overwrite_existing, error);
  if (error) return fail(Errc::storage, "cannot copy the backup: " + error.message());
  {
    SAMEN_TRY(auto store, Store::open(DataFolder{draft}, clock, random));
    SAMEN_TRY(auto transaction, store.begin());
    SAMEN_TRY(const auto last, store.database().integer("SELECT max(number) FROM device"));
    SAMEN_TRY(const auto floor, store.number_setting("device_floor"));
    const std::int64_t used =
        std::max<std::int64_t>(last.value_or(0), floor.value_or(0));
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
  // A power cut soon after must not find the old store gone and the restored one not come.
  SAMEN_CHECK(base::sync_folder(folder.root));
  std::filesystem::remove_all(draft, error);
  return {};
}

}  // namespace samen::server
