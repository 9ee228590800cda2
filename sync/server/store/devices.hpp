// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/server/store/store.hpp"
#include "vault/digest.hpp"
#include "vault/seal.hpp"
#include "vault/sign.hpp"

// Centres, their kiosks, and the one-time codes that make a kiosk one of ours.
namespace samen::server {

struct Centre {
  std::int64_t id = 0;
  std::string name;
  std::string municipality;
};

struct Device {
  std::int64_t number = 0;  // minted into every code the kiosk hands out
  base::Uuid id;
  std::int64_t centre = 0;
  vault::VerifyKey kiosk_key;      // signs envelopes
  vault::SealPublicKey staff_key;  // cards are sealed to it
  vault::VerifyKey courier_key;    // signs requests
  std::int64_t enrolled_ms = 0;
  std::optional<std::int64_t> revoked_ms;
  std::optional<std::int64_t> last_contact_ms;
  std::int64_t seen_through = 0;
  std::int64_t durable_through = 0;
};

// Finds or makes the centre. Errc::conflict when it is known in another municipality.
base::Result<Centre> ensure_centre(Store& store, std::string_view name,
                                   std::string_view municipality);
base::Result<std::optional<Centre>> find_centre(Store& store, std::string_view name);
base::Result<Centre> centre_of(Store& store, std::int64_t id);
base::Result<std::vector<Centre>> all_centres(Store& store);

base::Result<std::optional<Device>> find_device(Store& store, const base::Uuid& id);
base::Result<std::vector<Device>> devices_of_centre(Store& store, std::int64_t centre);
base::Result<std::vector<Device>> all_devices(Store& store);
// Revoked or not; Errc::internal when there is none, for whoever has the number from another row.
base::Result<Device> device_with_number(Store& store, std::int64_t number);

struct NewDevice {
  std::int64_t centre = 0;
  vault::PublicKeyBytes kiosk_key{};
  vault::PublicKeyBytes staff_key{};
  vault::PublicKeyBytes courier_key{};
};
// Gives it an id and the next number. Errc::limit when 32,766 numbers are used up; Errc::conflict
// when one of its keys belongs to another device.
base::Result<Device> add_device(Store& store, const NewDevice& device);

// The device that holds this kiosk key, revoked or not.
base::Result<std::optional<Device>> device_of_kiosk_key(Store& store,
                                                        const vault::PublicKeyBytes& kiosk_key);
// A known kiosk is enrolled again: its other keys and its centre are as now told, and it is in
// service. Errc::conflict when one of its keys belongs to another device.
base::Result<Device> enrol_again(Store& store, const Device& device, const NewDevice& keys);
// In service again; its cards have to be published anew.
base::Result<void> reinstate_device(Store& store, const Device& device);

// From now on the kiosk is refused; what it sent stays, what it could read is taken from its feed.
base::Result<void> revoke_device(Store& store, const Device& device);

// Notes that the kiosk was heard; writes at most once a minute.
base::Result<void> note_contact(Store& store, const Device& device);

// The mark as it is now; the one in a Device is as old as the Device.
base::Result<std::int64_t> durable_through(Store& store, const Device& device);

// A one-time code, known by its hash only.
struct CodeState {
  std::int64_t centre = 0;
  std::int64_t expires_ms = 0;
  std::optional<std::int64_t> device;  // who used it
};
base::Result<void> add_code(Store& store, const vault::Digest& hash, std::int64_t centre,
                            std::int64_t expires_ms);
base::Result<std::optional<CodeState>> find_code(Store& store, const vault::Digest& hash);
base::Result<void> use_code(Store& store, const vault::Digest& hash, std::int64_t device);
// How the secret of a code is hashed.
vault::Digest hash_code(std::string_view secret);

}  // namespace samen::server
