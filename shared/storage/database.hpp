// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/encoding.hpp"
#include "base/result.hpp"

// SQLite the way architecture.md fixes it: DELETE journal, synchronous EXTRA, secure_delete,
// foreign keys, one connection a process. Every failure is a value: a full disk is
// Errc::storage_full, a broken file Errc::storage_damaged, a lock that was not given in time
// Errc::timeout, a broken constraint Errc::conflict, anything else Errc::storage.
namespace samen::storage {

// One step of a schema: numbers count from 1 without gaps; a step that has shipped never changes.
struct Migration {
  int number = 0;
  std::string_view sql;
};

struct OpenOptions {
  std::uint32_t application_id = 0;  // ours, so that another program's file is refused
  std::span<const Migration> migrations;
  int busy_timeout_ms = 10'000;
  bool create = true;              // make the file when it is not there (else Errc::not_found)
  bool set_damaged_aside = false;  // only for the process that owns the file, see Database::open
};

// A value to bind. Text and bytes are copied by SQLite at once.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, base::ByteView>;

class Database;

// A prepared statement; reuse it with reset(). Must not outlive its database.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  base::Result<void> bind(std::initializer_list<Value> values);  // ?1, ?2, ...; resets first
  base::Result<bool> step();  // true: there is a row to read; false: done
  void reset();

  // Columns of the current row, counted from 0.
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  base::Bytes bytes(int column) const;

 private:
  friend class Database;
  struct Impl;
  explicit Statement(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class Database {
 public:
  // Opens or creates the file (mode 0600), sets and reads back every PRAGMA, runs quick_check and
  // the migrations that are missing. A file of another program or of a newer schema is
  // Errc::unsupported and left alone. A damaged one is Errc::storage_damaged, or, with
  // set_damaged_aside, renamed to <name>.damaged-<UTC time> together with its journal while a
  // fresh file takes its place; damaged_file() then says where it lies. Nothing is ever repaired
  // by guessing.
  static base::Result<Database> open(const std::filesystem::path& path, const OpenOptions& options);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  const std::optional<std::filesystem::path>& damaged_file() const;
  bool created() const;  // open() made the file

  base::Result<Statement> prepare(std::string_view sql);
  base::Result<void> execute(std::string_view sql);  // one or more statements without values
  // One statement with values, run to its end; the number of rows it changed.
  base::Result<std::int64_t> run(std::string_view sql, std::initializer_list<Value> values);
  // The first column of the first row, if there is a row and it is not NULL.
  base::Result<std::optional<std::int64_t>> integer(std::string_view sql,
                                                    std::initializer_list<Value> values = {});

  // A consistent copy of the whole database in a new file (an older one of that name is replaced),
  // synced to the disk and checked by quick_check before it gets its name. Readers go on meanwhile;
  // writers of other connections wait.
  base::Result<void> backup_to(const std::filesystem::path& path);

  // Test hook: at most this many pages, so that "the disk is full" can be had on any disk.
  base::Result<void> limit_pages(std::int64_t pages);

 private:
  friend class Transaction;
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// BEGIN IMMEDIATE ... COMMIT. What is not committed is rolled back when the object goes.
class Transaction {
 public:
  static base::Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  base::Result<void> commit();  // after a failure everything is rolled back

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace samen::storage
