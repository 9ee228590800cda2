// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite_edge.hpp"

#include <cerrno>
#include <cstring>
#include <ctime>

#include <sqlite3.h>
#include <sys/stat.h>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::storage {

using base::Errc;
using base::fail;
using base::Result;

namespace {

Errc kind_of(int code, int extended, int system_errno) {
  if (system_errno == ENOSPC || system_errno == EDQUOT) return Errc::storage_full;
  if (extended == SQLITE_READONLY_DBMOVED) return Errc::storage_damaged;
  switch (code) {
    case SQLITE_FULL:
      return Errc::storage_full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Errc::storage_damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Errc::timeout;
    case SQLITE_CONSTRAINT:
      return Errc::conflict;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Errc::permission;
    case SQLITE_TOOBIG:
      return Errc::limit;
    default:
      return Errc::storage;
  }
}

// The setting's new value as SQLite reports it.
Result<void> set(SQLite::Database& handle, const std::string& name, const std::string& value,
                 const std::string& expected) {
  SAMEN_TRY(const std::string now, guard(&handle, [&] {
              handle.exec("PRAGMA " + name + "=" + value);
              return handle.execAndGet("PRAGMA " + name).getString();
            }));
  if (now == expected) return {};
  return fail(Errc::storage, base::say("SQLite did not take PRAGMA {}={}", name, value));
}

}  // namespace

bool Database::Impl::in_place() const {
  struct stat by_name{};
  if (::stat(path.c_str(), &by_name) != 0) return false;
  int moved = 0;
  sqlite3_file_control(handle.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved == 0;
}

base::Error to_error(int code, int extended, int system_errno, std::string_view message) {
  const Errc kind = kind_of(code & 0xff, extended, system_errno);
  return {kind, "SQLite: " + std::string(message) + " (" + std::to_string(extended) + ")"};
}

base::Error to_error(const SQLite::Exception& exception, const SQLite::Database* database) {
  // The system's error number only means something when the failure came from the system.
  const int code = exception.getErrorCode() & 0xff;
  const bool from_system = code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
  const int system_errno =
      database != nullptr && from_system ? sqlite3_system_errno(database->getHandle()) : 0;
  return to_error(code, exception.getExtendedErrorCode(), system_errno, exception.what());
}

Result<void> set_pragmas(SQLite::Database& handle, int busy_timeout_ms) {
  SAMEN_CHECK(guard(&handle, [&] { handle.setBusyTimeout(busy_timeout_ms); }));
  SAMEN_CHECK(set(handle, "journal_mode", "DELETE", "delete"));
  SAMEN_CHECK(set(handle, "synchronous", "EXTRA", "3"));
  SAMEN_CHECK(set(handle, "secure_delete", "ON", "1"));
  SAMEN_CHECK(set(handle, "foreign_keys", "ON", "1"));
  SAMEN_CHECK(set(handle, "trusted_schema", "OFF", "0"));
  SAMEN_CHECK(set(handle, "cell_size_check", "ON", "1"));
  SAMEN_CHECK(set(handle, "temp_store", "MEMORY", "2"));  // sorting leaves nothing on the disk
  return {};
}

Result<void> quick_check(SQLite::Database& handle) {
  SAMEN_TRY(const std::string answer,
            guard(&handle, [&] { return handle.execAndGet("PRAGMA quick_check(1)").getString(); }));
  if (answer == "ok") return {};
  return fail(Errc::storage_damaged, base::say("quick_check: {}", answer));
}

Result<bool> migrate(SQLite::Database& handle, const OpenOptions& options) {
  const int newest = options.migrations.empty() ? 0 : options.migrations.back().number;
  const auto number = [&](const char* sql) { return handle.execAndGet(sql).getInt64(); };
  const auto work = [&]() -> Result<bool> {
    // Read first without a lock on writing: on most starts there is nothing to do.
    std::int64_t version = number("PRAGMA user_version");
    const std::int64_t owner = number("PRAGMA application_id");
    const bool blank = number("SELECT count(*) FROM sqlite_schema") == 0;
    if (owner != std::int64_t{options.application_id} && !(blank && owner == 0)) {
      return fail(Errc::unsupported, base::say("the file belongs to another program"));
    }
    if (version > newest) {
      return fail(
          Errc::unsupported,
          base::say("the file was written by a newer version of this program (schema {}, this one "
                    "knows {}): install the newer version",
                    version, newest));
    }
    if (version == newest && !blank) return false;
    SQLite::Transaction transaction(handle, SQLite::TransactionBehavior::IMMEDIATE);
    version = number("PRAGMA user_version");  // another process may have been quicker
    const bool fresh = version == 0;
    for (const Migration& migration : options.migrations) {
      if (migration.number <= version) continue;
      handle.exec(std::string(migration.sql));
    }
    handle.exec("PRAGMA application_id=" + std::to_string(options.application_id));
    handle.exec("PRAGMA user_version=" + std::to_string(newest));
    transaction.commit();
    return fresh;
  };
  auto done = guard(&handle, work);
  if (!done) return std::unexpected(std::move(done).error());
  return *std::move(done);
}

Result<std::filesystem::path> set_aside(const std::filesystem::path& path) {
  char time[32] = {};
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::strftime(time, sizeof time, "%Y%m%dT%H%M%SZ", &utc);
  std::filesystem::path target = path.string() + ".damaged-" + time;
  std::error_code code;
  for (int i = 2; std::filesystem::exists(target, code); ++i) {
    target = path.string() + ".damaged-" + time + "-" + std::to_string(i);
  }
  // The journal first: left alone under its old name it would be played back into the fresh file.
  std::filesystem::rename(path.string() + "-journal", target.string() + "-journal", code);
  if (code && code != std::errc::no_such_file_or_directory) {
    return fail(Errc::storage,
                base::say("cannot set the damaged file's journal aside: {}", code.message()));
  }
  std::filesystem::rename(path, target, code);
  if (code)
    return fail(Errc::storage, base::say("cannot set the damaged file aside: {}", code.message()));
  SAMEN_CHECK(base::sync_folder(path.parent_path()));
  return target;
}

}  // namespace samen::storage
