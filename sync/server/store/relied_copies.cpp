// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/relied_copies.hpp"

#include <algorithm>
#include <set>

#include "base/log.hpp"
#include "base/say.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/generations.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

using Marks = std::map<std::int64_t, std::int64_t>;

// A kiosk counts its numbers, but a number that was passed over may come after all: an older copy
// then has a higher seen_through and not the envelope. So each envelope of the newest is looked
// for.
constexpr std::string_view kHeldByOlder =
    "SELECT d.number, coalesce(o.seen_through, 0), (SELECT min(e.sequence) FROM main.envelope AS e "
    "WHERE e.device = d.number AND e.sequence <= o.seen_through AND NOT EXISTS (SELECT 1 FROM "
    "older.envelope AS x WHERE x.id = e.id AND x.hash = e.hash)) "
    "FROM main.device AS d LEFT JOIN older.device AS o ON o.id = d.id";

Result<void> check_older(storage::Database& database) {
  SAMEN_TRY(const auto ours, database.integer("PRAGMA main.application_id"));
  SAMEN_TRY(const auto its, database.integer("PRAGMA older.application_id"));
  if (ours != its) return fail(Errc::unsupported, say("the file is no copy of a matcher's store"));
  SAMEN_TRY(auto check, database.prepare("PRAGMA older.quick_check(1)"));
  SAMEN_TRY(const bool row, check.step());
  if (!row || check.text(0) != "ok") return fail(Errc::storage_damaged, say("quick_check"));
  return {};
}

Result<Marks> marks_of_older(storage::Database& database) {
  SAMEN_CHECK(check_older(database));
  SAMEN_TRY(auto rows, database.prepare(kHeldByOlder));
  Marks marks;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return marks;
    const std::int64_t seen = rows.integer(1);
    marks[rows.integer(0)] = rows.is_null(2) ? seen : std::min(seen, rows.integer(2) - 1);
  }
}

Result<Marks> look_into(storage::Database& database, const std::filesystem::path& file) {
  SAMEN_TRY([[maybe_unused]] const auto attached,
            database.run("ATTACH DATABASE ?1 AS older", {std::string_view(file.native())}));
  auto marks = marks_of_older(database);
  SAMEN_CHECK(database.execute("DETACH DATABASE older"));
  return marks;
}

Result<Marks> marks_of_newest(storage::Database& database) {
  SAMEN_TRY(auto rows, database.prepare("SELECT number, seen_through FROM device"));
  Marks marks;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return marks;
    marks[rows.integer(0)] = rows.integer(1);
  }
}

}  // namespace

Result<int> copies_before_delete(Store& store) {
  SAMEN_TRY(const auto kept, store.number_setting(kCopiesBeforeDeleteSetting));
  return static_cast<int>(
      std::clamp<std::int64_t>(kept.value_or(kCopiesBeforeDelete), 1, kMostCopiesBeforeDelete));
}

Result<ReliedCopies> read_relied_copies(Store& newest,
                                        const std::vector<std::filesystem::path>& homes,
                                        int wanted) {
  ReliedCopies relied;
  SAMEN_TRY(relied.through, marks_of_newest(newest.database()));
  int found = 1;
  for (const auto& copy : list_generations(homes)) {
    if (found == wanted) break;
    const auto marks = look_into(newest.database(), copy.file);
    if (!marks) {
      base::log(base::LogLevel::warning, "older_copy_does_not_hold",
                {{"made_ms", copy.made_ms},
                 {"code", marks.error().code},
                 {"why", base::LogValue::public_text(marks.error().message)}});
      continue;
    }
    ++found;
    relied.older.push_back(copy.file);
    for (auto& [device, through] : relied.through) through = std::min(through, marks->at(device));
  }
  if (found < wanted) {
    for (auto& [device, through] : relied.through) through = 0;
  }
  return relied;
}

Result<void> hold_back_without_keys(ReliedCopies& relied, Store& newest,
                                    const std::filesystem::path& home, const ErasedNames& erased) {
  std::set<std::filesystem::path> homes{home};
  for (const auto& copy : relied.older) homes.insert(copy.parent_path());
  std::vector<KeyFile> keys;
  for (const auto& each : homes) {
    SAMEN_CHECK(keys.emplace_back(DataFolder{{}, each}.record_keys_beside_backup()).read_on());
  }
  SAMEN_TRY(auto rows, newest.database().prepare("SELECT id, device, sequence FROM envelope "
                                                 "WHERE length(sealed) > 0"));
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return {};
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    const auto name = erasure_hash(id);
    if (erased.contains(name)) continue;
    const bool everywhere = std::ranges::all_of(
        keys, [&name](const KeyFile& file) { return file.find(name) != nullptr; });
    if (everywhere) continue;
    const auto mark = relied.through.find(rows.integer(1));
    if (mark != relied.through.end()) mark->second = std::min(mark->second, rows.integer(2) - 1);
  }
}

}  // namespace samen::server
