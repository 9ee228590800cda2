// SPDX-License-Identifier: Apache-2.0
#include "storage/database.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/say.hpp"
#include "storage/sqlite_edge.hpp"

namespace samen::storage {

using base::Errc;
using base::fail;
using base::Result;

namespace {

// An empty file is an empty database; making it here gives it, and the journals after it, mode
// 0600 (0660 in a shared folder).
Result<void> make_file(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) {
    base::share_as_folder(fd, path);
    ::close(fd);
    return {};
  }
  const int code = errno;
  if (code == EEXIST) return {};
  const Errc kind = code == ENOSPC || code == EDQUOT  ? Errc::storage_full
                    : code == EACCES || code == EPERM ? Errc::permission
                                                      : Errc::storage;
  return fail(kind, base::say("cannot make {}: {}", path, std::strerror(code)));
}

std::unexpected<base::Error> moved() {
  return fail(
      Errc::storage_damaged,
      base::say("the database was set aside while it was open: close it and open it again"));
}

}  // namespace

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::filesystem::path& path, const OpenOptions& options) {
  const auto attempt = [&]() -> Result<std::unique_ptr<Impl>> {
    if (options.create) {
      SAMEN_CHECK(make_file(path));
    } else if (std::error_code code; !std::filesystem::exists(path, code)) {
      return fail(Errc::not_found, base::say("there is no {}", path));
    }
    SAMEN_TRY(auto handle, guard(nullptr, [&] {
                return SQLite::Database(path.string(), SQLite::OPEN_READWRITE);
              }));
    SAMEN_CHECK(set_pragmas(handle, options.busy_timeout_ms));
    SAMEN_CHECK(quick_check(handle));
    SAMEN_TRY(const bool created, migrate(handle, options));
    return std::make_unique<Impl>(Impl{path, std::move(handle), std::nullopt, created});
  };
  auto opened = attempt();
  std::optional<std::filesystem::path> damaged;
  if (!opened && opened.error().code == Errc::storage_damaged && options.set_damaged_aside) {
    SAMEN_TRY(damaged, set_aside(path));
    opened = attempt();
  }
  if (!opened) return std::unexpected(std::move(opened).error().context(path.string()));
  (*opened)->damaged_file = damaged;
  return Database(*std::move(opened));
}

const std::optional<std::filesystem::path>& Database::damaged_file() const {
  return impl_->damaged_file;
}

bool Database::created() const {
  return impl_->created;
}

Result<Statement> Database::prepare(std::string_view sql) {
  if (!impl_->in_place()) return moved();
  SAMEN_TRY(auto handle, guard(&impl_->handle,
                               [&] { return SQLite::Statement(impl_->handle, std::string(sql)); }));
  return Statement(std::make_unique<Statement::Impl>(std::move(handle), &impl_->handle));
}

Result<void> Database::execute(std::string_view sql) {
  if (!impl_->in_place()) return moved();
  return guard(&impl_->handle, [&] { impl_->handle.exec(std::string(sql)); });
}

Result<std::int64_t> Database::run(std::string_view sql, std::initializer_list<Value> values) {
  SAMEN_TRY(auto statement, prepare(sql));
  SAMEN_CHECK(statement.bind(values));
  for (;;) {
    SAMEN_TRY(const bool row, statement.step());
    if (!row) break;
  }
  return sqlite3_changes64(impl_->handle.getHandle());
}

Result<std::optional<std::int64_t>> Database::integer(std::string_view sql,
                                                      std::initializer_list<Value> values) {
  SAMEN_TRY(auto statement, prepare(sql));
  SAMEN_CHECK(statement.bind(values));
  SAMEN_TRY(const bool row, statement.step());
  if (!row || statement.is_null(0)) return std::nullopt;
  return statement.integer(0);
}

Result<void> Database::backup_to(const std::filesystem::path& path) {
  const std::filesystem::path draft = path.string() + ".new";
  std::error_code ignored;
  std::filesystem::remove(draft, ignored);
  SAMEN_CHECK(make_file(draft));
  const auto copy = [&]() -> Result<void> {
    SAMEN_TRY(auto target, guard(nullptr, [&] {
                return SQLite::Database(draft.string(), SQLite::OPEN_READWRITE);
              }));
    SAMEN_CHECK(set_pragmas(target, 1000));
    auto copied = guard(&impl_->handle, [&] {
      SQLite::Backup backup(target, impl_->handle);
      while (backup.executeStep(-1) != SQLITE_DONE) sqlite3_sleep(20);  // somebody is writing
    });
    if (!copied) return copied;
    return quick_check(target);
  };
  if (auto done = copy(); !done) {
    std::filesystem::remove(draft, ignored);
    return std::unexpected(std::move(done).error().context(base::say("backup to {}", path)));
  }
  std::error_code code;
  std::filesystem::rename(draft, path, code);
  if (code) return fail(Errc::storage, base::say("cannot name the backup: {}", code.message()));
  return base::sync_folder(path.parent_path());
}

Result<void> Database::limit_pages(std::int64_t pages) {
  return execute("PRAGMA max_page_count=" + std::to_string(pages));
}

Result<Transaction> Transaction::begin(Database& database) {
  SAMEN_CHECK(database.execute("BEGIN IMMEDIATE"));
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  // After some failures SQLite has rolled back by itself already; then this does nothing.
  auto* handle = database_->impl_->handle.getHandle();
  if (sqlite3_get_autocommit(handle) == 0)
    sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
  SAMEN_CHECK(database_->execute("COMMIT"));
  database_ = nullptr;
  return {};
}

}  // namespace samen::storage
