// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/store.hpp"

#include "base/number.hpp"
#include "base/say.hpp"
#include "embedded/matcher_migrations.hpp"
#include "sync/server/store/clear_rows.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::uint32_t kApplicationId = 0x53414d4d;  // "SAMM"

storage::OpenOptions options(bool create) {
  storage::OpenOptions options;
  options.application_id = kApplicationId;
  options.migrations = storage::matcher_migrations();
  options.create = create;
  return options;
}

// Where keys or copies lie there was a matcher: new keys would be refused by every kiosk.
std::unexpected<base::Error> not_there(const DataFolder& folder) {
  std::error_code code;
  const bool was = std::filesystem::exists(folder.sign_key(), code) ||
                   std::filesystem::exists(folder.backup(), code);
  if (was) {
    return fail(Errc::not_found, say("the store {} is gone, but its keys or copies are here",
                                     folder.database().string()) +
                                     how_to_restore(folder));
  }
  return fail(
      Errc::not_found,
      say("there is no matcher in {0}; make one with: samen-matcher init --data {0}", folder.root));
}

}  // namespace

DataFolder DataFolder::at(const std::filesystem::path& data) {
  DataFolder folder{data};
  std::error_code code;
  if (!std::filesystem::is_directory(folder.root / kSharedStore, code)) return folder;
  folder.root /= kSharedStore;
  folder.keys = data;
  return folder;
}

std::string how_to_restore(const DataFolder& folder) {
  return say(
      ". Put the last verified copy in its place with: samen-matcher restore --data {} (and "
      "--backup FOLDER when serve was given one)",
      folder.home());
}

Result<void> StoreTransaction::commit() {
  SAMEN_CHECK(keys_->keep_new());
  return inner_.commit();
}

Result<base::Uuid> to_uuid(base::ByteView bytes) {
  base::Uuid id;
  if (bytes.size() != id.bytes.size()) {
    return fail(Errc::storage, say("the store holds an id that is not 16 bytes long"));
  }
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

Result<Store> Store::create(const DataFolder& folder, const base::Clock& clock,
                            base::Random& random) {
  if (std::filesystem::exists(folder.database())) {
    return fail(Errc::conflict, say("{} is there already", folder.database().string()));
  }
  SAMEN_TRY(auto database, storage::Database::open(folder.database(), options(true)));
  Store store(folder, std::move(database), clock, random);
  SAMEN_CHECK(store.start_new_epoch());
  return store;
}

Result<Store> Store::open(const DataFolder& folder, const base::Clock& clock,
                          base::Random& random) {
  if (std::error_code code; std::filesystem::exists(folder.restoring(), code)) {
    return fail(Errc::storage_damaged,
                say("a restore was cut off before its end") + how_to_restore(folder));
  }
  auto database = storage::Database::open(folder.database(), options(false));
  if (!database && database.error().code == Errc::not_found) return not_there(folder);
  if (!database && database.error().code == Errc::storage_damaged) {
    return std::unexpected(database.error().context(
        say("the store is damaged and was left as it is") + how_to_restore(folder)));
  }
  if (!database) return std::unexpected(database.error());
  Store store(folder, std::move(*database), clock, random);
  if (const auto read = store.read_epoch(); !read) {
    return std::unexpected(
        base::Error{read.error().code, read.error().message + how_to_restore(folder)});
  }
  SAMEN_CHECK(seal_clear_rows(store));
  return store;
}

Result<void> Store::start_new_epoch() {
  const auto epoch = base::make_uuid(*clock_, *random_);
  SAMEN_CHECK(set_setting("epoch", epoch.str()));
  epoch_ = epoch;
  return {};
}

Result<void> Store::read_epoch() {
  SAMEN_TRY(const auto text, setting("epoch"));
  if (!text) return fail(Errc::storage_damaged, say("the store is empty: it was never finished"));
  SAMEN_TRY(epoch_, base::Uuid::parse(*text));
  return {};
}

Result<StoreTransaction> Store::begin() {
  SAMEN_TRY(auto inner, storage::Transaction::begin(database_));
  return StoreTransaction(std::move(inner), *record_keys_);
}

Result<void> Store::try_change(const std::function<Result<void>()>& change) {
  SAMEN_CHECK(database_.execute("SAVEPOINT change"));
  auto done = change();
  if (!done) SAMEN_CHECK(database_.execute("ROLLBACK TO change"));
  SAMEN_CHECK(database_.execute("RELEASE change"));
  return done;
}

Result<void> Store::alive() {
  SAMEN_TRY([[maybe_unused]] const auto rows, database_.integer("SELECT count(*) FROM setting"));
  return {};
}

Result<std::optional<std::string>> Store::setting(std::string_view name) {
  SAMEN_TRY(auto statement, database_.prepare("SELECT value FROM setting WHERE name = ?1"));
  SAMEN_CHECK(statement.bind({name}));
  SAMEN_TRY(const bool row, statement.step());
  if (!row) return std::nullopt;
  return statement.text(0);
}

Result<std::optional<std::int64_t>> Store::number_setting(std::string_view name) {
  SAMEN_TRY(const auto text, setting(name));
  if (!text || text->empty()) return std::nullopt;
  const auto number = base::parse_number<std::int64_t>(*text);
  if (!number) {
    return fail(Errc::storage_damaged, say("the setting {} of the store is not a number", name));
  }
  return number;
}

Result<void> Store::set_setting(std::string_view name, std::string_view value) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            database_.run("INSERT INTO setting (name, value) VALUES (?1, ?2) "
                          "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                          {name, value}));
  return {};
}

}  // namespace samen::server
