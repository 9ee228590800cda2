// SPDX-License-Identifier: Apache-2.0
#include "storage/kiosk_store.hpp"

#include "base/say.hpp"
#include "device/layout.hpp"
#include "embedded/kiosk_migrations.hpp"
#include "storage/rows.hpp"
#include "storage/trust_copy.hpp"

namespace samen::storage {

using base::Errc;
using base::Result;

namespace {

constexpr std::uint32_t kApplicationId = 0x534d4b31;  // "SMK1"

// The newest file that was set aside and is still there.
std::optional<std::filesystem::path> find_damaged(const std::filesystem::path& folder) {
  std::optional<std::filesystem::path> newest;
  const std::string prefix = std::string(device::KioskFolder::kStoreName) + ".damaged-";
  std::error_code code;
  for (std::filesystem::directory_iterator entry(folder, code), end; !code && entry != end;
       entry.increment(code)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(prefix) || name.ends_with("-journal")) continue;
    if (!newest || newest->filename().string() < name) newest = entry->path();
  }
  return newest;
}

Result<void> write_trust(Database& database, const Trust& trust) {
  SAMEN_TRY([[maybe_unused]] const auto done,
            database.run("INSERT OR REPLACE INTO trust (one, server_url, tls_pin, device,"
                         " device_number, centre, seal_key, seal_key_id, sign_key, next_tls_pin,"
                         " seal_key_since)"
                         " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                         {text(trust.server_url), blob(trust.tls_pin), blob(trust.device.bytes),
                          number(trust.device_number), text(trust.centre), blob(trust.seal_key),
                          text(trust.seal_key_id), blob(trust.sign_key), blob(trust.next_tls_pin),
                          number(trust.seal_key_since)}));
  return {};
}

}  // namespace

KioskStore::KioskStore(std::filesystem::path folder, Database database)
    : folder_(std::move(folder)), database_(std::move(database)) {}

Result<KioskStore> KioskStore::open(const std::filesystem::path& data_folder, StoreUser user) {
  const bool owner = user == StoreUser::kiosk;
  OpenOptions options;
  options.application_id = kApplicationId;
  options.migrations = kiosk_migrations();
  options.create = owner;
  options.set_damaged_aside = owner;
  SAMEN_TRY(auto database, Database::open(device::KioskFolder{data_folder}.store(), options));
  KioskStore store(data_folder, std::move(database));
  store.damaged_file_ = store.database_.damaged_file();
  if (!store.damaged_file_) store.damaged_file_ = find_damaged(data_folder);
  if (owner) {
    SAMEN_CHECK(store.start_generation());
    SAMEN_CHECK(store.mend_trust_copy());
  }
  return store;
}

// A file that has just begun gets its first sequence number. The generation is counted up durably
// before, so that a number can be skipped by a power cut but never given twice.
Result<void> KioskStore::start_generation() {
  SAMEN_TRY(const auto next, database_.integer("SELECT next_seq FROM kiosk"));
  if (next.value_or(0) > 0) return {};
  SAMEN_TRY(const std::int64_t generation, next_generation(folder_));
  SAMEN_TRY([[maybe_unused]] const auto done,
            database_.run("UPDATE kiosk SET next_seq=?1 WHERE next_seq=0",
                          {number((generation << kGenerationShift) + 1)}));
  return {};
}

Result<void> KioskStore::mend_trust_copy() {
  SAMEN_TRY(const auto kept, trust());
  const auto copy = read_trust_copy(folder_);
  if (kept && copy != kept) return write_trust_copy(folder_, *kept);
  if (!kept && copy) return write_trust(database_, *copy);
  return {};
}

Result<std::optional<Trust>> KioskStore::trust() {
  SAMEN_TRY(auto query,
            database_.prepare("SELECT server_url, tls_pin, device, device_number, centre, seal_key,"
                              " seal_key_id, sign_key, next_tls_pin, seal_key_since FROM trust"));
  SAMEN_TRY(const bool found, query.step());
  if (!found) return std::nullopt;
  return Trust{query.text(0),     query.bytes(1),
               uuid_of(query, 2), static_cast<std::uint32_t>(query.integer(3)),
               query.text(4),     query.bytes(5),
               query.text(6),     query.bytes(7),
               query.bytes(8),    query.integer(9)};
}

Result<void> KioskStore::save_trust(const Trust& trust, const base::Uuid& epoch,
                                    std::int64_t matcher_time_ms) {
  SAMEN_TRY(const auto known, this->trust());
  SAMEN_TRY(const auto next, database_.integer("SELECT next_seq FROM kiosk"));
  constexpr std::int64_t kFirst = 1;
  const bool used = next.value_or(0) % (std::int64_t{1} << kGenerationShift) != kFirst;
  std::int64_t restart = 0;
  if (known && known->device != trust.device && used) {
    // To the matcher this is a new device, whose numbers must begin somewhere without a gap.
    SAMEN_TRY(const std::int64_t generation, next_generation(folder_));
    restart = (generation << kGenerationShift) + kFirst;
  }
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  SAMEN_CHECK(write_trust(database_, trust));
  if (restart > 0) {
    SAMEN_TRY([[maybe_unused]] const auto restarted,
              database_.run("UPDATE kiosk SET next_seq=?1 WHERE next_seq<?1", {number(restart)}));
  }
  SAMEN_TRY([[maybe_unused]] const auto done,
            database_.run("UPDATE kiosk SET epoch=?1, feed_cursor='', feed_full=0,"
                          " clock_floor_ms=?2",
                          {blob(epoch.bytes), number(matcher_time_ms)}));
  SAMEN_CHECK(transaction.commit());
  return write_trust_copy(folder_, trust);
}

Result<void> KioskStore::save_server_url(std::string_view url) {
  SAMEN_TRY([[maybe_unused]] const auto done,
            database_.run("UPDATE trust SET server_url=?1", {text(url)}));
  return copy_trust();
}

// After a change of the trust: the copy says the same.
Result<void> KioskStore::copy_trust() {
  SAMEN_TRY(const auto now, trust());
  if (!now) return base::fail(Errc::not_found, base::say("this kiosk is not enrolled"));
  return write_trust_copy(folder_, *now);
}

Result<void> KioskStore::save_tls_pins(base::ByteView pin, base::ByteView next) {
  SAMEN_TRY([[maybe_unused]] const auto done,
            database_.run("UPDATE trust SET tls_pin=?1, next_tls_pin=?2", {blob(pin), blob(next)}));
  return copy_trust();
}

Result<void> KioskStore::save_seal_key(base::ByteView key, std::string_view id,
                                       std::int64_t since_ms) {
  SAMEN_TRY([[maybe_unused]] const auto done,
            database_.run("UPDATE trust SET seal_key=?1, seal_key_id=?2, seal_key_since=?3"
                          " WHERE seal_key_since<?3",
                          {blob(key), text(id), number(since_ms)}));
  return copy_trust();
}

Result<std::vector<std::string>> KioskStore::seal_keys_in_use() {
  SAMEN_TRY(auto query,
            database_.prepare("SELECT seal_key_id FROM trust UNION SELECT key_id FROM outbox"));
  std::vector<std::string> ids;
  for (;;) {
    SAMEN_TRY(const bool more, query.step());
    if (!more) return ids;
    ids.push_back(query.text(0));
  }
}

Result<base::Uuid> KioskStore::epoch() {
  SAMEN_TRY(auto query, database_.prepare("SELECT epoch FROM kiosk"));
  SAMEN_TRY(const bool found, query.step());
  return found ? uuid_of(query, 0) : base::Uuid{};
}

Result<bool> KioskStore::meet_epoch(const base::Uuid& met) {
  SAMEN_TRY(const base::Uuid known, epoch());
  if (known == met) return false;
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  SAMEN_TRY(
      [[maybe_unused]] const auto set,
      database_.run("UPDATE kiosk SET epoch=?1, feed_cursor='', feed_full=0", {blob(met.bytes)}));
  SAMEN_CHECK(put_back(OutboxEvent::new_epoch));
  SAMEN_CHECK(transaction.commit());
  return true;
}

Result<std::int64_t> KioskStore::clock_floor_ms() {
  SAMEN_TRY(const auto floor, database_.integer("SELECT clock_floor_ms FROM kiosk"));
  return floor.value_or(0);
}

Result<void> KioskStore::set_clock_floor(std::int64_t matcher_time_ms) {
  SAMEN_TRY([[maybe_unused]] const auto done,
            database_.run("UPDATE kiosk SET clock_floor_ms=?1", {number(matcher_time_ms)}));
  return {};
}

Result<device::PinThrottle> KioskStore::pin_tries() {
  SAMEN_TRY(auto query, database_.prepare("SELECT tries, boot, not_before_mono_ms FROM pin"));
  SAMEN_TRY(const bool found, query.step());
  if (!found) return device::PinThrottle{};
  return device::PinThrottle{query.integer(0), array_of<16>(query, 1), query.integer(2)};
}

Result<void> KioskStore::save_pin_tries(const device::PinThrottle& tries) {
  SAMEN_TRY(
      [[maybe_unused]] const auto done,
      database_.run("UPDATE pin SET tries=?1, boot=?2, not_before_mono_ms=?3",
                    {number(tries.tries), blob(tries.boot), number(tries.not_before_mono_ms)}));
  return {};
}

Result<CourierStatus> KioskStore::courier_status() {
  SAMEN_TRY(auto query,
            database_.prepare("SELECT attempt_boot, attempt_mono_ms, attempt_wall_ms,"
                              " attempt_trusted, success_boot, success_mono_ms, success_wall_ms,"
                              " success_trusted, problem, clock_offset_ms FROM courier"));
  SAMEN_TRY(const bool found, query.step());
  CourierStatus status;
  if (!found) return status;
  const auto stamp = [&query](int column) {
    return base::Stamp{array_of<16>(query, column), query.integer(column + 1),
                       query.integer(column + 2), query.integer(column + 3) != 0};
  };
  status.last_attempt = stamp(0);
  if (!query.is_null(4)) status.last_success = stamp(4);
  status.problem = query.text(8);
  status.clock_offset_ms = query.integer(9);
  return status;
}

Result<void> KioskStore::save_courier_status(const CourierStatus& status) {
  const base::Stamp& attempt = status.last_attempt;
  const base::Stamp success = status.last_success.value_or(base::Stamp{});
  SAMEN_TRY([[maybe_unused]] const auto done,
            database_.run(
                "UPDATE courier SET attempt_boot=?1, attempt_mono_ms=?2,"
                " attempt_wall_ms=?3, attempt_trusted=?4, success_boot=?5,"
                " success_mono_ms=?6, success_wall_ms=?7, success_trusted=?8,"
                " problem=?9, clock_offset_ms=?10",
                {blob(attempt.boot), number(attempt.mono_ms), number(attempt.wall_ms),
                 number(attempt.trusted), status.last_success ? blob(success.boot) : Value(nullptr),
                 number(success.mono_ms), number(success.wall_ms), number(success.trusted),
                 text(status.problem), number(status.clock_offset_ms)}));
  return {};
}

}  // namespace samen::storage
