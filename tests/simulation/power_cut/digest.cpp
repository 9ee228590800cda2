// SPDX-License-Identifier: Apache-2.0
#include "simulation/power_cut/digest.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include <sqlite3.h>

#include "base/encoding.hpp"
#include "vault/digest.hpp"

namespace samen::simulation {
namespace {

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// Runs a query and appends every value of every row.
base::Result<void> collect(sqlite3* handle, const std::string& sql, base::Bytes& out) {
  sqlite3_stmt* raw = nullptr;
  const int prepared = sqlite3_prepare_v2(handle, sql.c_str(), -1, &raw, nullptr);
  const std::unique_ptr<sqlite3_stmt, Close> statement(raw);
  int code = prepared;
  while (prepared == SQLITE_OK && (code = sqlite3_step(raw)) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      out.push_back(static_cast<std::uint8_t>(sqlite3_column_type(raw, i)));
      const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(raw, i));
      const int size = sqlite3_column_bytes(raw, i);
      if (size > 0) out.insert(out.end(), data, data + size);
      out.push_back(0xff);
    }
  }
  if (code == SQLITE_DONE) return {};
  return base::fail(base::Errc::storage_damaged, sqlite3_errmsg(handle));
}

}  // namespace

base::Result<std::string> digest_of(const std::string& path) {
  sqlite3* raw = nullptr;
  const int opened =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const std::unique_ptr<sqlite3, Close> handle(raw);
  if (opened != SQLITE_OK) return base::fail(base::Errc::storage, "does not open");
  base::Bytes check;
  SAMEN_CHECK(collect(raw, "PRAGMA integrity_check", check));
  if (std::string(check.begin() + 1, check.end() - 1) != "ok") {
    return base::fail(base::Errc::storage_damaged, "fails SQLite's integrity check");
  }
  base::Bytes tables;
  SAMEN_CHECK(
      collect(raw, "SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name", tables));
  base::Bytes all;
  SAMEN_CHECK(collect(raw, "SELECT type, name, sql FROM sqlite_schema ORDER BY name", all));
  SAMEN_CHECK(collect(raw, "PRAGMA user_version", all));
  for (std::size_t at = 0; at < tables.size();) {
    const auto end =
        std::find(tables.begin() + static_cast<std::ptrdiff_t>(at), tables.end(), 0xff);
    const std::string name(tables.begin() + static_cast<std::ptrdiff_t>(at) + 1, end);
    SAMEN_CHECK(collect(raw, "SELECT * FROM \"" + name + "\"", all));
    at = static_cast<std::size_t>(end - tables.begin()) + 1;
  }
  return base::to_hex(vault::sha256(all));
}

}  // namespace samen::simulation
