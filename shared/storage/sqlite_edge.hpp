// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include "base/result.hpp"
#include "storage/database.hpp"

// Inside this room only: the edge where SQLite's exceptions and codes become values.
namespace samen::storage {

struct Database::Impl {
  std::filesystem::path path;
  SQLite::Database handle;
  std::optional<std::filesystem::path> damaged_file;
  bool created = false;

  // False when another file has this path now: nothing may be read or written through the old
  // one, because its journal would be found under the new one's name.
  bool in_place() const;
};

struct Statement::Impl {
  SQLite::Statement handle;
  SQLite::Database* database;
};

base::Error to_error(int code, int extended, int system_errno, std::string_view message);
base::Error to_error(const SQLite::Exception& exception, const SQLite::Database* database);

// Runs f and turns what SQLite throws into an error.
template <class F>
auto guard(const SQLite::Database* database, F&& f) -> base::Result<std::invoke_result_t<F>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
      std::forward<F>(f)();
      return {};
    } else {
      return std::forward<F>(f)();
    }
  } catch (const SQLite::Exception& exception) {
    return std::unexpected(to_error(exception, database));
  }
}

// The steps of Database::open, each of its own kind.
base::Result<void> set_pragmas(SQLite::Database& handle, int busy_timeout_ms);
base::Result<void> quick_check(SQLite::Database& handle);
// True when the file was empty before. Errc::unsupported: another program's file, newer schema.
base::Result<bool> migrate(SQLite::Database& handle, const OpenOptions& options);
// Renames the file and its journal to a name with the time in it.
base::Result<std::filesystem::path> set_aside(const std::filesystem::path& path);

}  // namespace samen::storage
