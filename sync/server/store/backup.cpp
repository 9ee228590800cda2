// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/backup.hpp"

#include <array>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/backup_place.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/relied_copies.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

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

// Whether the copy holds what the store held; how many envelopes that are.
Result<std::int64_t> check_copy(Store& store, Store& copy, const Counts& at_least) {
  if (copy.epoch() != store.epoch()) {
    return fail(Errc::storage_damaged, say("the backup is of another epoch than the store"));
  }
  SAMEN_TRY(const auto counts, count_growing(copy.database()));
  const bool erased_meanwhile = counts.erased > at_least.erased;
  std::int64_t envelopes = 0;
  for (std::size_t i = 0; i < kGrowing.size(); ++i) {
    if (counts.rows[i] < at_least.rows[i] && !erased_meanwhile) {
      return fail(Errc::storage_damaged, say("the backup lacks rows of the table {}", kGrowing[i]));
    }
    if (kGrowing[i] == "envelope") envelopes = counts.rows[i];
  }
  SAMEN_CHECK(check_audit(copy));
  return envelopes;
}

// The newest copy has two names: the one restore looks for, and its place among the older ones.
Result<void> put_in_place(Store& store, const DataFolder& folder, const std::filesystem::path& copy,
                          std::vector<std::filesystem::path> needed, std::int64_t last) {
  const auto home = folder.backup().parent_path();
  SAMEN_TRY(needed.emplace_back(), add_generation(copy, home, store.now_ms(), last));
  std::error_code error;
  std::filesystem::rename(copy, folder.backup(), error);
  if (error) return fail(Errc::storage, say("cannot put the backup in place: {}", error.message()));
  SAMEN_CHECK(base::sync_folder(home));
  SAMEN_TRY(const auto keep, store.setting(kKeepCopiesSetting));
  SAMEN_TRY(const auto rule, keep ? parse_keep(*keep) : Result<KeepCopies>(KeepCopies{}));
  return thin_generations(home, rule, store.now_ms(), needed);
}

// Also downwards: a copy that was relied on may have gone.
Result<void> set_marks(Store& store, const ReliedCopies& relied) {
  SAMEN_TRY(auto transaction, store.begin());
  for (const auto& [number, through] : relied.through) {
    SAMEN_TRY([[maybe_unused]] const auto rows,
              store.database().run("UPDATE device SET durable_through = ?2 "
                                   "WHERE number = ?1 AND durable_through <> ?2",
                                   {number, through}));
  }
  return transaction.commit();
}

using Homes = std::vector<std::filesystem::path>;
enum class Relied : std::uint8_t { move, stay };

// `folder` has one home; `homes` are all there are.
Result<BackupReport> back_up_into(Store& store, const DataFolder& folder, const Homes& homes,
                                  Relied marks, const CopyHook& before_check) {
  // The copies that kiosks rely on stay until the next one was seen to hold: the marks they have
  // been given speak of them.
  const auto home = folder.backup().parent_path();
  const DataFolder next{home / "next"};
  SAMEN_CHECK(check_backup_place(store, folder));
  SAMEN_CHECK(base::make_private_folder(home));
  SAMEN_CHECK(base::make_private_folder(next.root));
  SAMEN_TRY(const auto before, count_growing(store.database()));
  SAMEN_CHECK(store.database().backup_to(next.database()));
  if (before_check) before_check(next.database());

  BackupReport report;
  SAMEN_TRY(report.wanted, copies_before_delete(store));
  ReliedCopies relied;
  {
    SAMEN_TRY(auto copy, Store::open(next, store.clock(), store.random()));
    SAMEN_TRY(report.envelopes, check_copy(store, copy, before));
    SAMEN_TRY(relied, read_relied_copies(copy, homes, report.wanted));
    SAMEN_TRY(const auto erased, erased_names(folder.erasures()));
    SAMEN_CHECK(
        copy_record_keys(store.folder().record_keys(), folder.record_keys_beside_backup(), erased));
    SAMEN_CHECK(hold_back_without_keys(relied, copy, home, erased));
  }
  const auto all = list_generations(homes);
  // Never older than the copy: what was erased must not come back with it.
  SAMEN_CHECK(copy_erasures(folder.erasures(), folder.erasures_beside_backup()));
  SAMEN_CHECK(put_in_place(store, folder, next.database(), relied.older,
                           all.empty() ? 0 : all.front().number));
  if (marks == Relied::move) SAMEN_CHECK(set_marks(store, relied));
  return report;
}

}  // namespace

Homes backup_homes(const DataFolder& folder) {
  Homes homes{folder.backup().parent_path()};
  if (!folder.backups_too.empty()) homes.push_back(folder.backups_too);
  return homes;
}

namespace {

// Whose turn it is not yet: what was erased goes from there as well. One that is not there now
// keeps its keys until its next turn.
void forget_keys_in(Store& store, const DataFolder& folder, const Homes& homes) {
  for (const auto& home : homes) {
    const auto one = folder.with_copies_in(home);
    const auto done = [&]() -> Result<void> {
      SAMEN_CHECK(check_backup_place(store, one));
      SAMEN_TRY(const auto erased, erased_names(folder.erasures()));
      SAMEN_TRY([[maybe_unused]] const int keys,
                forget_record_keys(one.record_keys_beside_backup(), erased));
      return {};
    }();
    if (!done) base::log(base::LogLevel::warning, "keys_not_there", {{"code", done.error().code}});
  }
}

}  // namespace

Result<BackupReport> make_verified_backup(Store& store, const DataFolder& folder,
                                          const CopyHook& before_check) {
  const Homes homes = backup_homes(folder);
  if (homes.size() == 1) {
    return back_up_into(store, folder, homes, Relied::move, before_check);
  }
  const auto last_in = [](const std::filesystem::path& home) {
    const auto copies = list_generations(home);
    return copies.empty() ? 0 : copies.front().number;
  };
  forget_keys_in(store, folder, homes);
  const std::size_t turn = last_in(homes[0]) <= last_in(homes[1]) ? 0 : 1;
  const auto into = [&](std::size_t home, Relied marks) {
    return back_up_into(store, folder.with_copies_in(homes[home]), homes, marks, before_check);
  };
  auto done = into(turn, Relied::move);
  if (done) return done;
  const auto other = into(1 - turn, Relied::stay);  // nothing is deleted while a disk is missing
  return std::unexpected(std::move(done).error().context(
      other ? say("only {} has a new copy", homes[1 - turn]) : say("no folder has a new copy")));
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

}  // namespace samen::server
