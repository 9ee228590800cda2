// SPDX-License-Identifier: Apache-2.0
#pragma once

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
  storage::OpenOptions options;
  options.application_id = 0x53414d4d;
  options.migrations = storage::matcher_migrations().first(11);
  std::vector<std::string> tables;
  {
    auto old = storage::Database::open(file, options);
    need(old.has_value());
    auto rows = old->prepare("SELECT name FROM sqlite_master WHERE type = 'table'");
    while (rows->step().value()) tables.push_back(rows->text(0));
  }
  auto& database = from.database();
  need(database.execute("PRAGMA foreign_keys=OFF").has_value());
  need(database.run("ATTACH DATABASE ?1 AS old", {std::string_view(file.native())}).has_value());
  for (const auto& table : tables) {
    need(database.execute("INSERT INTO old." + table + " SELECT * FROM main." + table).has_value());
  }
  struct Column {
    Sealed column;
    const char* table;
    const char* name;
    const char* owner;
  };
  for (const auto& [column, table, name, owner] :
       {Column{Sealed::household, "household", "record", "id"},
        Column{Sealed::volunteer, "volunteer", "record", "id"},
        Column{Sealed::envelope, "envelope", "body", "id"},
        Column{Sealed::told, "receipt_request", "told", "id"},
        Column{Sealed::card, "proposal", "card", "household"}}) {
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
