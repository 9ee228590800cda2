// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/devices.hpp"

#include "base/say.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kDeviceColumns =
    "SELECT number, id, centre, kiosk_sign_key, staff_seal_key, courier_sign_key, enrolled_ms, "
    "revoked_ms, last_contact_ms, seen_through, durable_through FROM device ";
constexpr std::int64_t kLastNumber = 32'766;  // 32,767 marks the made-up population's codes
constexpr std::int64_t kContactStepMs = 60'000;

Result<Device> read_device(const storage::Statement& row) {
  SAMEN_TRY(const auto id, to_uuid(row.bytes(1)));
  SAMEN_TRY(const auto kiosk_key, vault::VerifyKey::from_bytes(row.bytes(3)));
  SAMEN_TRY(const auto staff_key, vault::SealPublicKey::from_bytes(row.bytes(4)));
  SAMEN_TRY(const auto courier_key, vault::VerifyKey::from_bytes(row.bytes(5)));
  return Device{.number = row.integer(0),
                .id = id,
                .centre = row.integer(2),
                .kiosk_key = kiosk_key,
                .staff_key = staff_key,
                .courier_key = courier_key,
                .enrolled_ms = row.integer(6),
                .revoked_ms = optional_integer(row, 7),
                .last_contact_ms = optional_integer(row, 8),
                .seen_through = row.integer(9),
                .durable_through = row.integer(10)};
}

Result<std::vector<Device>> read_devices(Store& store, std::string_view rest,
                                         std::initializer_list<storage::Value> values) {
  SAMEN_TRY(auto rows, store.database().prepare(std::string(kDeviceColumns).append(rest)));
  SAMEN_CHECK(rows.bind(values));
  std::vector<Device> devices;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return devices;
    SAMEN_TRY(auto device, read_device(rows));
    devices.push_back(std::move(device));
  }
}

std::unexpected<base::Error> key_taken() {
  return fail(Errc::conflict, say("one of these keys belongs to another kiosk that is enrolled "
                                  "already; make new keys on the kiosk first"));
}

Centre read_centre(const storage::Statement& row) {
  return {row.integer(0), row.text(1), row.text(2)};
}

Result<std::optional<Centre>> one_centre(Store& store, std::string_view where,
                                         const storage::Value& value) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                std::string("SELECT id, name, municipality FROM centre WHERE ").append(where)));
  SAMEN_CHECK(rows.bind({value}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  return read_centre(rows);
}

}  // namespace

Result<std::optional<Centre>> find_centre(Store& store, std::string_view name) {
  return one_centre(store, "name = ?1", name);
}

Result<Centre> centre_of(Store& store, std::int64_t id) {
  SAMEN_TRY(auto centre, one_centre(store, "id = ?1", id));
  if (!centre) return fail(Errc::not_found, say("no centre has number {}", id));
  return *centre;
}

Result<Centre> ensure_centre(Store& store, std::string_view name, std::string_view municipality) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO centre (name, municipality) VALUES (?1, ?2) "
                                 "ON CONFLICT (name) DO NOTHING",
                                 {name, municipality}));
  SAMEN_TRY(auto centre, find_centre(store, name));
  if (!centre) return fail(Errc::internal, say("a centre that was just made is not there"));
  if (centre->municipality != municipality) {
    return fail(Errc::conflict, say("the centre \"{}\" is known in {}, not in {}", centre->name,
                                    centre->municipality, municipality));
  }
  return *centre;
}

Result<std::vector<Centre>> all_centres(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT id, name, municipality FROM centre ORDER BY id"));
  std::vector<Centre> centres;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return centres;
    centres.push_back(read_centre(rows));
  }
}

Result<std::optional<Device>> find_device(Store& store, const base::Uuid& id) {
  SAMEN_TRY(auto devices, read_devices(store, "WHERE id = ?1", {bind_id(id)}));
  if (devices.empty()) return std::nullopt;
  return std::move(devices.front());
}

Result<std::vector<Device>> devices_of_centre(Store& store, std::int64_t centre) {
  return read_devices(store, "WHERE centre = ?1 AND revoked_ms IS NULL ORDER BY number", {centre});
}

Result<std::vector<Device>> all_devices(Store& store) {
  return read_devices(store, "ORDER BY number", {});
}

Result<Device> device_with_number(Store& store, std::int64_t number) {
  SAMEN_TRY(auto devices, read_devices(store, "WHERE number = ?1", {number}));
  if (devices.empty()) return fail(Errc::internal, say("an envelope's device is not there"));
  return std::move(devices.front());
}

Result<Device> add_device(Store& store, const NewDevice& device) {
  // A restored store must not give out a number that a kiosk enrolled after the backup still uses:
  // restore raises device_floor.
  SAMEN_TRY(const auto floor, store.number_setting("device_floor"));
  SAMEN_TRY(const auto last, store.database().integer("SELECT max(number) FROM device"));
  const std::int64_t number = std::max<std::int64_t>(last.value_or(0), floor.value_or(0)) + 1;
  if (number > kLastNumber) {
    return fail(Errc::limit,
                say("all device numbers are used up; this store has had 32,766 kiosks"));
  }
  const auto id = base::make_uuid(store.clock(), store.random());
  const auto added = store.database().run(
      "INSERT INTO device (number, id, centre, kiosk_sign_key, staff_seal_key, courier_sign_key, "
      "enrolled_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      {number, bind_id(id), device.centre, base::ByteView(device.kiosk_key),
       base::ByteView(device.staff_key), base::ByteView(device.courier_key), store.now_ms()});
  if (!added && added.error().code == Errc::conflict) return key_taken();
  if (!added) return std::unexpected(added.error());
  SAMEN_TRY(auto found, find_device(store, id));
  if (!found) return fail(Errc::internal, say("a device that was just added is not there"));
  return std::move(*found);
}

Result<std::optional<Device>> device_of_kiosk_key(Store& store,
                                                  const vault::PublicKeyBytes& kiosk_key) {
  SAMEN_TRY(auto devices,
            read_devices(store, "WHERE kiosk_sign_key = ?1", {base::ByteView(kiosk_key)}));
  if (devices.empty()) return std::nullopt;
  return std::move(devices.front());
}

Result<Device> enrol_again(Store& store, const Device& device, const NewDevice& keys) {
  const auto changed = store.database().run(
      "UPDATE device SET centre = ?2, staff_seal_key = ?3, courier_sign_key = ?4, revoked_ms = "
      "NULL "
      "WHERE number = ?1",
      {device.number, keys.centre, base::ByteView(keys.staff_key),
       base::ByteView(keys.courier_key)});
  if (!changed && changed.error().code == Errc::conflict) return key_taken();
  if (!changed) return std::unexpected(changed.error());
  SAMEN_TRY(auto found, find_device(store, device.id));
  if (!found)
    return fail(Errc::internal, say("a device that was just enrolled again is not there"));
  return std::move(*found);
}

Result<void> reinstate_device(Store& store, const Device& device) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("UPDATE device SET revoked_ms = NULL WHERE number = ?1",
                                 {device.number}));
  return {};
}

Result<void> revoke_device(Store& store, const Device& device) {
  SAMEN_TRY([[maybe_unused]] const auto revoked,
            store.database().run("UPDATE device SET revoked_ms = ?2 WHERE number = ?1",
                                 {device.number, store.now_ms()}));
  SAMEN_TRY([[maybe_unused]] const auto removed,
            store.database().run("DELETE FROM feed WHERE device = ?1", {device.number}));
  return {};
}

Result<void> note_contact(Store& store, const Device& device) {
  const std::int64_t now = store.now_ms();
  const std::int64_t since = now - device.last_contact_ms.value_or(0);
  if (since >= 0 && since < kContactStepMs) return {};
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("UPDATE device SET last_contact_ms = ?2 WHERE number = ?1",
                                 {device.number, now}));
  return {};
}

Result<std::int64_t> durable_through(Store& store, const Device& device) {
  SAMEN_TRY(const auto mark,
            store.database().integer("SELECT durable_through FROM device WHERE number = ?1",
                                     {device.number}));
  return mark.value_or(0);
}

vault::Digest hash_code(std::string_view secret) {
  return vault::sha256(base::as_bytes("samen-enrolment-1\n" + std::string(secret)));
}

Result<void> add_code(Store& store, const vault::Digest& hash, std::int64_t centre,
                      std::int64_t expires_ms) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO enrolment_code (hash, centre, made_ms, expires_ms) "
                                 "VALUES (?1, ?2, ?3, ?4)",
                                 {base::ByteView(hash), centre, store.now_ms(), expires_ms}));
  return {};
}

Result<std::optional<CodeState>> find_code(Store& store, const vault::Digest& hash) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT centre, expires_ms, device "
                                                "FROM enrolment_code WHERE hash = ?1"));
  SAMEN_CHECK(rows.bind({base::ByteView(hash)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  return CodeState{rows.integer(0), rows.integer(1), optional_integer(rows, 2)};
}

Result<void> use_code(Store& store, const vault::Digest& hash, std::int64_t device) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run("UPDATE enrolment_code SET used_ms = ?2, device = ?3 WHERE hash = ?1",
                           {base::ByteView(hash), store.now_ms(), device}));
  return {};
}

}  // namespace samen::server
