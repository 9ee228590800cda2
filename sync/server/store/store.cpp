// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/store.hpp"

#include "embedded/matcher_migrations.hpp"
#include "vault/digest.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::uint32_t kApplicationId = 0x53414d4d;  // "SAMM"

storage::OpenOptions options(bool create) {
  storage::OpenOptions options;
  options.application_id = kApplicationId;
  options.migrations = storage::matcher_migrations();
  options.create = create;
  return options;
}

vault::Digest link(base::ByteView previous, std::int64_t at_ms, std::string_view actor,
                   std::string_view action, std::string_view subject) {
  std::string text(base::as_text(previous));
  text += std::to_string(at_ms);
  for (const auto part : {actor, action, subject}) {
    text += '\n';
    text += part;
  }
  return vault::sha256(base::as_bytes(text));
}

}  // namespace

Result<base::Uuid> to_uuid(base::ByteView bytes) {
  base::Uuid id;
  if (bytes.size() != id.bytes.size()) {
    return fail(Errc::storage, "the store holds an id that is not 16 bytes long");
  }
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return id;
}

Result<Store> Store::create(const DataFolder& folder, const base::Clock& clock,
                            base::Random& random) {
  if (std::filesystem::exists(folder.database())) {
    return fail(Errc::conflict, folder.database().string() + " is there already");
  }
  SAMEN_TRY(auto database, storage::Database::open(folder.database(), options(true)));
  Store store(std::move(database), clock, random);
  SAMEN_CHECK(store.start_new_epoch());
  return store;
}

Result<Store> Store::open(const DataFolder& folder, const base::Clock& clock,
                          base::Random& random) {
  auto database = storage::Database::open(folder.database(), options(false));
  if (!database && database.error().code == Errc::not_found) {
    return fail(Errc::not_found, "there is no matcher in " + folder.root.string() +
                                     "; make one with: samen-matcher init --data " +
                                     folder.root.string());
  }
  if (!database && database.error().code == Errc::storage_damaged) {
    return std::unexpected(database.error().context(
        "the store is damaged and was left as it is; put the last verified copy in its place "
        "with: samen-matcher restore --data " +
        folder.root.string()));
  }
  if (!database) return std::unexpected(database.error());
  Store store(std::move(*database), clock, random);
  SAMEN_CHECK(store.read_epoch());
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
  if (!text) return fail(Errc::storage, "the store was never finished; run init again");
  SAMEN_TRY(epoch_, base::Uuid::parse(*text));
  return {};
}

Result<std::optional<std::string>> Store::setting(std::string_view name) {
  SAMEN_TRY(auto statement, database_.prepare("SELECT value FROM setting WHERE name = ?1"));
  SAMEN_CHECK(statement.bind({name}));
  SAMEN_TRY(const bool row, statement.step());
  if (!row) return std::nullopt;
  return statement.text(0);
}

Result<void> Store::set_setting(std::string_view name, std::string_view value) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            database_.run("INSERT INTO setting (name, value) VALUES (?1, ?2) "
                          "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                          {name, value}));
  return {};
}

Result<void> write_audit(Store& store, std::string_view actor, std::string_view action,
                         std::string_view subject) {
  base::Bytes previous;
  {
    SAMEN_TRY(auto last,
              store.database().prepare("SELECT hash FROM audit ORDER BY number DESC LIMIT 1"));
    SAMEN_TRY(const bool row, last.step());
    if (row) previous = last.bytes(0);
  }
  const std::int64_t now = store.now_ms();
  const auto hash = link(previous, now, actor, action, subject);
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO audit (at_ms, actor, action, subject, hash) "
                                 "VALUES (?1, ?2, ?3, ?4, ?5)",
                                 {now, actor, action, subject, base::ByteView(hash)}));
  return {};
}

Result<void> check_audit(Store& store) {
  SAMEN_TRY(auto lines, store.database().prepare(
                            "SELECT at_ms, actor, action, subject, hash, number FROM audit "
                            "ORDER BY number"));
  base::Bytes previous;
  for (std::int64_t expected = 1;; ++expected) {
    SAMEN_TRY(const bool row, lines.step());
    if (!row) return {};
    const auto hash = link(previous, lines.integer(0), lines.text(1), lines.text(2), lines.text(3));
    previous = lines.bytes(4);
    if (lines.integer(5) != expected || !vault::same_bytes(hash, previous)) {
      return fail(Errc::storage_damaged,
                  "the audit chain is broken at line " + std::to_string(expected));
    }
  }
}

}  // namespace samen::server
