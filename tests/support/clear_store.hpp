// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <embedded/matcher_migrations.hpp>

#include "sync/server/store/sealed.hpp"
#include "sync/server/store/store.hpp"

namespace samen::test {

// The store as a program from before keys wrote it: the same rows under schema 11, what people told
// in clear. `file` is made; nothing may be open there.
inline void make_clear_store(server::Store& from, const std::filesystem::path& file) {
  using server::Sealed;
  const auto need = [](bool done) {
    if (!done) throw std::runtime_error("the store from before could not be made");
  };
  struct Column {
    std::string name;
    std::string otherwise;  // where it is no more
  };
  storage::OpenOptions options;
  options.application_id = 0x53414d4d;
  options.migrations = storage::matcher_migrations().first(11);
  std::map<std::string, std::vector<Column>> tables;  // with their columns
  {
    auto old = storage::Database::open(file, options);
    need(old.has_value());
    auto rows = old->prepare(
        "SELECT m.name, c.name, ifnull(c.dflt_value, 'NULL') FROM sqlite_master m, "
        "pragma_table_info(m.name) c WHERE m.type = "
        "'table' ORDER BY m.name, c.cid");
    while (rows->step().value()) {
      tables[rows->text(0)].push_back({rows->text(1), rows->text(2)});
    }
  }
  auto& database = from.database();
  need(database.execute("PRAGMA foreign_keys=OFF").has_value());
  need(database.run("ATTACH DATABASE ?1 AS old", {std::string_view(file.native())}).has_value());
  // What had another name then is sealed now; what is kept no more was nothing.
  const auto column_now = [&](const std::string& table, const Column& column) -> std::string {
    auto rows = database.prepare(
        "SELECT name FROM pragma_table_info(?1, 'main') WHERE name IN (?2, 'sealed') ORDER BY name "
        "= "
        "'sealed'");
    need(rows && rows->bind({std::string_view(table), std::string_view(column.name)}).has_value());
    return rows->step().value() ? rows->text(0) : column.otherwise;
  };
  for (const auto& [table, columns] : tables) {
    std::string now;
    for (const auto& column : columns) now += (now.empty() ? "" : ", ") + column_now(table, column);
    need(database.execute("INSERT INTO old." + table + " SELECT " + now + " FROM main." + table)
             .has_value());
  }
  struct InClear {
    Sealed column;
    const char* table;
    const char* name;
    const char* owner;
  };
  for (const auto& [column, table, name, owner] :
       {InClear{Sealed::household, "household", "record", "id"},
        InClear{Sealed::volunteer, "volunteer", "record", "id"},
        InClear{Sealed::envelope, "envelope", "body", "id"},
        InClear{Sealed::told, "receipt_request", "told", "id"},
        InClear{Sealed::card, "proposal", "card", "household"}}) {
    auto rows = database.prepare(std::string("SELECT id, ") + owner + ", sealed FROM main." +
                                 table + " WHERE length(sealed) > 0");
    while (rows->step().value()) {
      const auto id = server::to_uuid(rows->bytes(0)).value();
      const auto clear = server::open_column(
          from, {column, server::to_uuid(rows->bytes(1)).value(), id}, rows->bytes(2));
      need(clear.has_value());
      need(database
               .run(std::string("UPDATE old.") + table + " SET " + name + " = ?2 WHERE id = ?1",
                    {server::bind_id(id), base::ByteView(*clear)})
               .has_value());
    }
  }
  need(database.execute("DETACH DATABASE old").has_value());
  need(database.execute("PRAGMA foreign_keys=ON").has_value());
}

}  // namespace samen::test
